import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startCluster } from '@jianmo/catalog/database'
import { connectorOf, openLanding } from '@jianmo/connectors'
import { openDuckdbChild } from '@jianmo/connectors/transport/duckdb'
import type { CompiledRun } from '@jianmo/engine/sql'
import { shapesOfA } from '../generator/district-a.ts'
import { generateDistrict } from '../generator/generate.ts'
import { sheetBytes } from '../generator/write-files.ts'
import { findingsQuery, goldenSql, toFindings } from '../golden.ts'
import { bindingsOfDistrict, compileFor, exampleModel, readLeads, runSteps } from '../run-district.ts'
import { type BulkSize, fullSize } from './bulk.sql.ts'
import { fillDatabase, writeBulk } from './bulk.ts'
import { cpuOf, forgetPeak, peakOf } from './process-figures.ts'
import { measureServerStart, type ServerStart } from './server-start.ts'

const help = `npm run bench -- [--scale 1] [--rounds 5] [--no-server] [--steps]
M03 over T01 600k, T19 1M, T02 1M, T03 900k rows: loading, compiled graph against hand-written SQL on the same locked
engine (2 threads, 2 GB), alternating; and the server's cold and warm start. --steps shows the seconds of each step.
`

/** As a run opens it: scans in the file, everything else (of both sides) in memory. */
const engine = { databaseFile: 'run.duckdb', workInMemory: true, memoryLimit: '2GB', threads: 2 } as const
const say = (text: string) => process.stdout.write(`${text}\n`)
const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}
const median = (times: readonly number[]) =>
  times.toSorted((one, two) => one - two)[Math.floor(times.length / 2)] ?? Number.NaN
const round = (value: number | null, digits = 2) => (value === null ? null : Number(value.toFixed(digits)))

interface Loading {
  readonly what: string
  readonly rows: number
  readonly seconds: number
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      scale: { type: 'string', default: '1' },
      rounds: { type: 'string', default: '5' },
      'no-server': { type: 'boolean', default: false },
      steps: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return void say(help)
  const scale = Number(values.scale)
  const size = Object.fromEntries(
    Object.entries(fullSize).map(([table, rows]) => [table, Math.round(rows * scale)]),
  ) as unknown as BulkSize
  const folder = await mkdtemp(join(tmpdir(), 'jianmo-bench-'))
  const interrupted = new AbortController()
  const starting = startCluster({ folder: join(folder, 'agencies'), name: 'agencies', durable: false })
  let start: Promise<ServerStart> = Promise.resolve({ cold: null, warm: null })
  let ending: Promise<void> | null = null
  const end = () => {
    ending ??= (async () => {
      await Promise.allSettled([start, starting.then((cluster) => cluster.stop())])
      await rm(folder, { recursive: true, force: true })
    })()
    return ending
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interrupted.abort()
      void end().finally(() => process.exit(130))
    })
  }
  try {
    const compiled = compileFor(exampleModel(), bindingsOfDistrict('a'))
    const cluster = await starting
    const run = await mkdtemp(join(folder, 'run-'))
    const loads = await load({ folder, run, size, agencies: cluster.url, compiled })
    const compared = await compare({ run, compiled, rounds: Number(values.rounds), steps: values.steps })
    if (!values['no-server'] && !interrupted.signal.aborted) start = measureServerStart(interrupted.signal)
    report({ size, loads, compared, start: await start })
  } catch (cause) {
    // What an interrupt tore down may fail in any way; it is no news.
    if (!interrupted.signal.aborted) throw cause
  } finally {
    await end()
  }
}

interface Load {
  readonly folder: string
  readonly run: string
  readonly size: BulkSize
  readonly agencies: string
  readonly compiled: CompiledRun
}

/** Import of files, then extract and load of every scan, as a run does it; all timed. */
async function load({ folder, run, size, agencies, compiled }: Load): Promise<readonly Loading[]> {
  const loads: Loading[] = []
  const { files } = await writeBulk(folder, size)
  const access = await fillDatabase(agencies, files)
  const landing = openLanding(join(folder, 'landing'))
  const place = (sourceId: string) => ({ organizationId: 'district-a', sourceId })

  for (const shape of shapesOfA.filter(({ kind }) => kind !== 'postgres')) {
    const table = shape.logicalTable
    const content = { path: files[table] ?? '' }
    const file = {
      ...place(shape.source),
      kind: 'csv' as const,
      fileName: `${shape.name}.csv`,
      content,
      options: { table: shape.name },
    }
    const time = await seconds(() => landing.importFile(file))
    loads.push({ what: `import csv ${shape.encoding ?? 'utf8'} (${table})`, rows: size[table], seconds: time })
  }
  const sheet = generateDistrict({ district: 'a', people: Math.min(20_000, size.T03) }).tables.find(
    ({ kind }) => kind === 'xlsx',
  )
  if (sheet) {
    const content = await sheetBytes(sheet)
    const time = await seconds(() =>
      landing.importFile({ ...place('sheet'), kind: 'xlsx', fileName: '名册.xlsx', content }),
    )
    loads.push({ what: 'import xlsx (T03 sample)', rows: sheet.rows.length, seconds: time })
  }

  await using child = await openDuckdbChild({ folder: run, ...engine })
  for (const scan of compiled.scans) {
    const shape = shapesOfA.find(({ logicalTable }) => logicalTable === scan.logicalTable)
    const kind = shape?.kind === 'postgres' ? 'postgres' : 'csv'
    const settings = kind === 'postgres' ? { ...access, schema: shape?.schema ?? 'public', ssl: false } : {}
    const context = {
      network: { allowed: [`${access.host}:${access.port}`], refused: [] },
      landing: landing.folder(place(scan.sourceId)),
      signal: new AbortController().signal,
    }
    await using source = await (connectorOf(kind) ?? fail(kind)).open(settings, context)
    const file = join(run, `${scan.relation}.csv`)
    let rows = 0
    const time = await seconds(async () => {
      rows = (await source.extract({ table: scan.table, columns: scan.columns, file, onRows: () => undefined })).rows
      await child.loadScan(file, scan.relation, scan.columns, rows)
    })
    await rm(file)
    loads.push({
      what: `extract + load ${kind === 'csv' ? 'imported csv' : kind} (${scan.logicalTable})`,
      rows,
      seconds: time,
    })
  }
  return loads
}

interface Compared {
  readonly compiled: number
  readonly handWritten: number
  /** CPU seconds of the engine: what a busy machine changes least. NaN where the system does not tell. */
  readonly compiledCpu: number
  readonly handWrittenCpu: number
  readonly compiledPeak: number | null
  readonly handWrittenPeak: number | null
  readonly equal: boolean
  readonly leads: number
  readonly undetermined: number
}

/** Alternates both on one engine; the first round warms up and is not counted. */
async function compare({
  run,
  compiled,
  rounds,
  steps,
}: {
  run: string
  compiled: CompiledRun
  rounds: number
  steps: boolean
}): Promise<Compared> {
  const hand = goldenSql('a')
  const cut = hand.indexOf('CREATE OR REPLACE TABLE findings')
  const times = { compiled: [] as number[], hand: [] as number[] }
  const cpu = { compiled: [] as number[], hand: [] as number[] }
  const peaks = { compiled: [] as (number | null)[], hand: [] as (number | null)[] }
  const { found, equal } = await (async () => {
    await using child = await openDuckdbChild({ folder: run, ...engine })
    for (const { relation, logicalTable } of compiled.scans) {
      await child.exec(`CREATE VIEW raw_${logicalTable.toLowerCase()} AS SELECT * FROM "${relation}"`)
    }
    for (const statement of statementsOf(hand.slice(0, cut))) await child.exec(statement)
    for (let index = 0; index <= rounds; index += 1) {
      forgetPeak(child.pid)
      const began = cpuOf(child.pid) ?? Number.NaN
      const compiledTime = await seconds(() => runSteps(child, compiled))
      const compiledPeak = peakOf(child.pid)
      const between = cpuOf(child.pid) ?? Number.NaN
      forgetPeak(child.pid)
      const handTime = await seconds(() => child.exec(hand.slice(cut)))
      const ended = cpuOf(child.pid) ?? Number.NaN
      say(
        `round ${index === 0 ? 'warm-up' : index}: compiled ${compiledTime.toFixed(2)} s, hand-written ${handTime.toFixed(2)} s`,
      )
      if (index === 0) continue
      times.compiled.push(compiledTime)
      times.hand.push(handTime)
      cpu.compiled.push(between - began)
      cpu.hand.push(ended - between)
      peaks.compiled.push(compiledPeak)
      peaks.hand.push(peakOf(child.pid))
    }
    if (steps) {
      for (const step of compiled.steps) {
        const time = await seconds(() => runSteps(child, { ...compiled, steps: [step] }))
        say(`  ${time.toFixed(2)} s  ${step.relation}`)
      }
    }
    const [found, byHand] = [await readLeads(child, compiled), toFindings((await child.query(findingsQuery)).rows)]
    return { found, equal: JSON.stringify(sorted(byHand)) === JSON.stringify(sorted(found)) }
  })()
  return {
    compiled: median(times.compiled),
    handWritten: median(times.hand),
    compiledCpu: median(cpu.compiled),
    handWrittenCpu: median(cpu.hand),
    compiledPeak: largest(peaks.compiled),
    handWrittenPeak: largest(peaks.hand),
    equal,
    leads: found.leads.length,
    undetermined: found.cannotDetermine.length,
  }
}

function sorted({
  leads,
  cannotDetermine,
}: {
  leads: readonly object[]
  cannotDetermine: readonly object[]
}): readonly string[][] {
  return [leads, cannotDetermine].map((rows) => rows.map((row) => JSON.stringify(row)).toSorted())
}

const largest = (peaks: readonly (number | null)[]) =>
  peaks.reduce<number | null>((most, peak) => (peak === null ? most : Math.max(most ?? 0, peak)), null)

/** The golden files end every statement with `;` at the end of a line. */
function statementsOf(text: string): readonly string[] {
  return text
    .split(/;[ \t]*\n/)
    .map((statement) => statement.replaceAll(/^\s*--.*$/gm, '').trim())
    .filter((statement) => statement !== '')
}

interface Report {
  readonly size: BulkSize
  readonly loads: readonly Loading[]
  readonly compared: Compared
  readonly start: ServerStart
}

function report({ size, loads, compared, start }: Report): void {
  const ratio = compared.compiled / compared.handWritten
  say('')
  for (const { what, rows, seconds: time } of loads) {
    say(
      `${what.padEnd(38)} ${String(rows).padStart(9)} rows ${time.toFixed(2).padStart(7)} s ${String(Math.round(rows / time)).padStart(9)} rows/s`,
    )
  }
  say('')
  say(
    `compiled graph   median ${compared.compiled.toFixed(2)} s   CPU ${compared.compiledCpu.toFixed(2)} s   peak ${compared.compiledPeak ?? '?'} MB`,
  )
  say(
    `hand-written SQL median ${compared.handWritten.toFixed(2)} s   CPU ${compared.handWrittenCpu.toFixed(2)} s   peak ${compared.handWrittenPeak ?? '?'} MB`,
  )
  say(
    `ratio ${ratio.toFixed(2)} (bar 1.5: ${ratio <= 1.5 ? 'held' : 'NOT held'})   equal rows: ${compared.equal ? 'yes' : 'NO'} (${compared.leads} leads, ${compared.undetermined} 待补)`,
  )
  say(
    `server start: cold ${start.cold?.toFixed(1) ?? 'not measured'} s, warm ${start.warm?.toFixed(1) ?? 'not measured'} s`,
  )
  say(
    JSON.stringify({
      size,
      loads: loads.map(({ what, rows, seconds: time }) => ({
        what,
        rows,
        seconds: round(time),
        rowsPerSecond: Math.round(rows / time),
      })),
      compiledSeconds: round(compared.compiled),
      handWrittenSeconds: round(compared.handWritten),
      ratio: round(ratio),
      cpuSeconds: { compiled: round(compared.compiledCpu), handWritten: round(compared.handWrittenCpu) },
      cpuRatio: round(compared.compiledCpu / compared.handWrittenCpu),
      peakMegabytes: { compiled: compared.compiledPeak, handWritten: compared.handWrittenPeak },
      equal: compared.equal,
      leads: compared.leads,
      undetermined: compared.undetermined,
      coldStartSeconds: round(start.cold),
      warmStartSeconds: round(start.warm),
    }),
  )
  if (!compared.equal || ratio > 1.5) process.exitCode = 1
}

function fail(what: string): never {
  throw new Error(`No connector ${what}`)
}

await main()
