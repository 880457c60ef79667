import { parseArgs } from 'node:util'
import { runHostile } from './hostile/run-hostile.ts'
import { brokenKinds } from './kinds/index.ts'
import { runBrokenFiles } from './run-broken-files.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    /** Files of each kind. */
    files: { type: 'string', default: '8' },
    /** Only this kind, and only this file of it. */
    kind: { type: 'string' },
    file: { type: 'string' },
    /** Instead: the hostile office files, with seconds and memory. */
    hostile: { type: 'boolean', default: false },
  },
})
const say = (text: string) => process.stdout.write(`${text}\n`)
if (values.hostile) {
  const results = await runHostile()
  for (const { file, code, milliseconds, megabytes } of results)
    say(
      `${file.name.padEnd(20)} ${(code ?? 'PASSED').padEnd(20)} ${String(milliseconds).padStart(6)} ms  +${megabytes} MB  ${file.about}`,
    )
  const wrong = results.filter(({ file, code }) => code !== file.code)
  const slowest = Math.max(...results.map(({ milliseconds }) => milliseconds))
  const most = Math.max(...results.map(({ megabytes }) => megabytes))
  say(
    `${results.length} hostile files, ${results.filter(({ code }) => code === null).length} passed, slowest ${slowest} ms, most +${most} MB`,
  )
  process.exit(wrong.length === 0 ? 0 : 1)
}
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const kinds = brokenKinds.filter(({ name }) => values.kind === undefined || name === values.kind)
const filesOfEach = values.file === undefined ? Number(values.files) : 1

say(`seed ${seed}, ${kinds.length} kinds, ${filesOfEach} of each`)
const started = performance.now()
const result = await runBrokenFiles({ seed, kinds, filesOfEach, first: Number(values.file ?? 0), onFinding: say })
for (const { kind, files, refused, rows, cells } of result.kinds) {
  const what = refused === files ? 'refused' : `${rows} rows, ${cells} cells`
  say(`${kind.name.padEnd(30)} ${String(files).padStart(3)} files  ${what.padEnd(26)} ${kind.about}`)
}
say(`${((performance.now() - started) / 1000).toFixed(1)} s`)
if (result.broken > 0) say(`${result.broken} other promises broken`)
say(`${result.files} files, ${result.lost} rows lost, ${result.changed} cells changed`)
process.exitCode = result.lost + result.changed + result.broken > 0 || result.files === 0 ? 1 : 0
