import { parseArgs } from 'node:util'
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
  },
})
const say = (text: string) => process.stdout.write(`${text}\n`)
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
