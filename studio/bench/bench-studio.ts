import { parseArgs } from 'node:util'
import { generatedGraph } from '../details/generated-graph.ts'
import { openBrowser, startHouse } from '../e2e/house.ts'
import { buildBarePage } from './bare-flow.ts'
import { type Bar, barsOf, isOver } from './bars.ts'
import { bestOf } from './best-of.ts'
import { type CanvasFigures, type EditorFigures, type House, measureBoth } from './measure-editor.ts'
import { routeSizes } from './route-sizes.ts'
import { barLine, header, row } from './table.ts'

/** What the editor costs at size, in Chromium: a table, and one JSON line last. Machines are shared, so nothing fails: a figure
 * over its bar is said to be. */
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '50,300,1000,5000' },
    rounds: { type: 'string', default: '3' },
    url: { type: 'string' },
    'no-routes': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const say = (text: string) => void process.stdout.write(`${text}\n`)

async function main(): Promise<void> {
  const sizes = values.sizes.split(',').map(Number)
  const started = values.url === undefined ? await startHouse() : null
  const browser = await openBrowser()
  const graphs: Record<string, { readonly editor: EditorFigures; readonly bare: CanvasFigures }> = {}
  const bars: Bar[] = []
  try {
    const house: House = { url: values.url ?? started?.url ?? '', browser, bareHtml: await buildBarePage() }
    say(header)
    for (const size of sizes) {
      const rounds: { readonly editor: EditorFigures; readonly bare: CanvasFigures }[] = []
      for (let round = 0; round < Number(values.rounds); round++)
        rounds.push(await measureBoth(house, generatedGraph(size)))
      const editor = bestOf(rounds.map((round) => round.editor))
      const bare = bestOf(rounds.map((round) => round.bare))
      graphs[`G${size}`] = { editor, bare }
      say(row(`G${size} editor`, editor, editor))
      say(row(`G${size} bare`, bare))
      bars.push(...barsOf(size, editor, bare))
    }
  } finally {
    await browser.close()
    await started?.stop()
  }
  const { routes, lazy } = values['no-routes'] ? { routes: [], lazy: [] } : await routeSizes()
  if (routes.length > 0) say('\nkB gzipped, by page (without what every page needs)')
  for (const { route, kilobytes, tooEarly } of routes)
    say(
      `${route.padEnd(36)} ${kilobytes.toFixed(0).padStart(6)}${tooEarly.length > 0 ? `  OVER THE BAR: brings ${tooEarly.join(', ')} at once` : ''}`,
    )
  if (lazy.length > 0) say(`only when needed: ${lazy.join(', ')}`)
  if (bars.length > 0) say('')
  for (const bar of bars) say(barLine(bar))
  const over = [...bars.filter(isOver).map(({ name }) => name), ...routes.flatMap(({ tooEarly }) => tooEarly)]
  say(JSON.stringify({ bench: 'studio', graphs: rounded(graphs), routes: rounded(routes), over }))
}

function rounded(part: unknown): unknown {
  return JSON.parse(
    JSON.stringify(part, (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(1)) : value)),
  )
}

if (values.help) {
  say('npm run bench:studio -- [--sizes 50,300,1000,5000] [--rounds 3] [--no-routes] [--url http://…, a running demo]')
} else await main()
