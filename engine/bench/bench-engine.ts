import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { parseDocument } from '../src/graph/index.ts'
import { benchBrowser } from './bench-browser.ts'
import { compilePass, contextOf, type Pass, retypePass } from './compile-stages.ts'
import { largeModel, persons } from './large-model.ts'

/** How long the pure stages take, in Node and in Chromium, and what a very large document needs. Figures, no judgement. */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '60' },
    nodes: { type: 'string', default: '200' },
    help: { type: 'boolean' },
  },
})
if (values.help) {
  console.info('npm run bench:engine -- [--rounds 60] [--nodes 200]   the first third of the rounds warms up')
  process.exit(0)
}
const rounds = Number(values.rounds)
const nodes = Number(values.nodes)

const now = () => performance.now()
const context = { ...contextOf(persons, now), now }
const json = JSON.stringify(largeModel(nodes))
const { document } = parseDocument(json)
if (!document) throw new Error('The bench model is no model')
const warm = Math.floor(rounds / 3)
const inNode = summary(
  Array.from({ length: rounds }, () => compilePass(json, context)).slice(warm),
  retypePass(document, context, rounds).slice(warm),
)
const browser = await benchBrowser({ json, rounds, warm })
const inBrowser = browser && summary(browser.passes, browser.retypes)
const memory = memoryOf(5000)

const rows = [...Object.keys(inNode.stages), 'total', 'wholeRun', 'retype'] as const
console.info(`${nodes} nodes, ${rounds - warm} rounds after ${warm} to warm up; median milliseconds (least)`)
console.info(['stage'.padEnd(12), 'Node'.padStart(16), 'Chromium'.padStart(16)].join(' '))
for (const row of rows) console.info([row.padEnd(12), show(inNode, row), show(inBrowser, row)].join(' '))
console.info(
  `${inNode.statements} statements, ${inNode.characters} characters; 5000 nodes: document ${memory.document} MB, with its types ${memory.typed} MB`,
)
console.info(JSON.stringify({ bench: 'engine', nodes, node: inNode, chromium: inBrowser, memory5000: memory }))

type Summary = ReturnType<typeof summary>

function summary(passes: readonly Pass[], retypes: readonly number[]) {
  const names = Object.keys(passes[0]?.stages ?? {})
  return {
    stages: Object.fromEntries(names.map((name) => [name, figures(passes.map(({ stages }) => stages[name] ?? 0))])),
    total: figures(passes.map(({ total }) => total)),
    wholeRun: figures(passes.map(({ wholeRun }) => wholeRun)),
    retype: figures(retypes),
    statements: passes[0]?.statements ?? 0,
    characters: passes[0]?.characters ?? 0,
  }
}

function figures(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b)
  const round = (value: number) => Math.round(value * 100) / 100
  return { median: round(sorted[Math.floor(sorted.length / 2)] ?? 0), least: round(sorted[0] ?? 0) }
}

function show(result: Summary | null, row: string): string {
  const figure = row === 'total' || row === 'wholeRun' || row === 'retype' ? result?.[row] : result?.stages[row]
  return (figure ? `${figure.median.toFixed(2)} (${figure.least.toFixed(2)})` : '–').padStart(16)
}

/** Megabytes that a document of so many nodes holds, parsed and then typed, in a process of its own. */
function memoryOf(count: number): { readonly document: number; readonly typed: number } {
  const script = new URL('./measure-memory.ts', import.meta.url).pathname
  const measured = spawnSync(process.execPath, ['--expose-gc', script, String(count)], { encoding: 'utf8' })
  if (measured.status !== 0) throw new Error(measured.stderr)
  return JSON.parse(measured.stdout) as { document: number; typed: number }
}
