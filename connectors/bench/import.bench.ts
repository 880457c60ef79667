import { execFile, fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type FileKind, openLanding } from '../src/index.ts'
import { writeLargeCsv, writeLargeXlsx } from './large-files.ts'
import { type Figure, type Measurement, type MeasureOptions, median, secondsOf } from './measurement.ts'
import { watchChildren } from './watch-children.ts'

const fullRows = 1_000_000
const limitMegabytes = 900
const execute = promisify(execFile)

/**
 * Imports of large files as a person does them (received, hashed, parsed in their process, synced), and how the server
 * answers meanwhile. The bare read is the same unpacking and the same XML parser over the same file with nothing kept; the
 * two take turns.
 */
export const importMeasurement: Measurement = {
  name: 'import',
  about: '1 M-row .xlsx over its bare read; 1 M-row CSV in GB18030; the server beside an import',
  async measure(options) {
    const folder = await mkdtemp(join(tmpdir(), 'jianmo-bench-import-'))
    try {
      return await measureImports(folder, options)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function measureImports(folder: string, options: MeasureOptions): Promise<readonly Figure[]> {
  const { scale, say } = options
  const rows = Math.round(fullRows * scale)
  const rounds = scale < 1 ? options.rounds : Math.max(5, options.rounds)
  const xlsx = join(folder, 'large.xlsx')
  const csv = join(folder, 'large.csv')
  const megabytes = (bytes: number) => (bytes / 1024 ** 2).toFixed(0)
  say(
    `${rows} rows: .xlsx ${megabytes(await writeLargeXlsx(xlsx, rows))} MB, CSV ${megabytes(writeLargeCsv(csv, rows))} MB`,
  )

  const imports: Imported[] = []
  const bares: { seconds: number; cpu: number }[] = []
  for (let round = 0; round < rounds; round++) {
    bares.push(JSON.parse((await execute(process.execPath, [join(import.meta.dirname, 'bare-read.ts'), xlsx])).stdout))
    imports.push(await importOnce(folder, { kind: 'xlsx', path: xlsx, rows }))
    say(
      `.xlsx round ${round + 1}: ${imports.at(-1)?.seconds.toFixed(1)} s, bare read ${bares.at(-1)?.seconds.toFixed(1)} s`,
    )
  }
  const texts: Imported[] = []
  for (let round = 0; round < rounds; round++) texts.push(await importOnce(folder, { kind: 'csv', path: csv, rows }))
  const latencies = await measureServer(folder, xlsx)

  const of = <Each>(list: readonly Each[], value: (each: Each) => number) => median(list.map(value))
  const ratio = imports.map(({ seconds }, index) => seconds / (bares[index]?.seconds ?? Number.NaN))
  const cpuRatio = imports.map(({ cpu }, index) => cpu / (bares[index]?.cpu ?? Number.NaN))
  return [
    { name: 'xlsx import', value: of(imports, ({ seconds }) => seconds), unit: 's' },
    { name: 'xlsx bare read', value: of(bares, ({ seconds }) => seconds), unit: 's' },
    { name: 'xlsx import over bare read', value: median(ratio), unit: 'times', most: 1.8 },
    { name: 'xlsx the same in processor time', value: median(cpuRatio), unit: 'times' },
    {
      name: 'xlsx memory of the child',
      value: Math.max(...imports.map((each) => each.megabytes)),
      unit: 'MB',
      most: limitMegabytes,
    },
    { name: 'csv import', value: of(texts, ({ seconds }) => seconds), unit: 's', most: 5 },
    { name: 'csv processor time', value: of(texts, ({ cpu }) => cpu), unit: 's' },
    { name: 'csv memory of the child', value: Math.max(...texts.map((each) => each.megabytes)), unit: 'MB', most: 500 },
    { name: 'server p95 idle', value: latencies.idle, unit: 'ms' },
    { name: 'server p95 while importing', value: latencies.importing, unit: 'ms' },
  ]
}

interface Imported {
  readonly seconds: number
  readonly megabytes: number
  readonly cpu: number
}

async function importOnce(folder: string, file: { kind: FileKind; path: string; rows: number }): Promise<Imported> {
  const root = await mkdtemp(join(folder, 'landing-'))
  const landing = openLanding(root, { memoryMegabytes: limitMegabytes })
  using children = watchChildren()
  const seconds = await secondsOf(async () => {
    const [batch] = await landing.importFile({
      organizationId: 'bench',
      sourceId: 'import',
      kind: file.kind,
      fileName: `large.${file.kind}`,
      content: { path: file.path },
    })
    if (batch?.accepted !== file.rows) throw new Error(`${batch?.accepted} of ${file.rows} rows were accepted`)
  })
  await rm(root, { recursive: true, force: true })
  return { seconds, megabytes: children.megabytes, cpu: children.cpu }
}

const idleSeconds = 5

/** 95 of 100 answers come within so many milliseconds: alone, and while the same server has the large file imported. */
async function measureServer(folder: string, file: string): Promise<{ idle: number; importing: number }> {
  const root = await mkdtemp(join(folder, 'server-'))
  const server = fork(join(import.meta.dirname, 'landing-server.ts'), [root, file], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  try {
    const port = await new Promise<number>((resolve) => server.once('message', (message) => resolve(Number(message))))
    const address = `http://127.0.0.1:${port}/`
    const ask = () => fetch(address).then((response) => response.text())
    for (let n = 0; n < 100; n++) await ask()
    const until = performance.now() + idleSeconds * 1000
    const idle = await latenciesOf(ask, () => performance.now() < until)
    let running = true
    const imported = fetch(address, { method: 'POST' }).then(async (response) => {
      running = false
      if (!response.ok) throw new Error(await response.text())
    })
    const importing = await latenciesOf(ask, () => running)
    await imported
    return { idle: p95(idle), importing: p95(importing) }
  } finally {
    server.disconnect()
  }
}

/** Milliseconds of one request after another, with a pause of 5 ms, for as long as `goOn` says. */
async function latenciesOf(ask: () => Promise<unknown>, goOn: () => boolean): Promise<readonly number[]> {
  const found: number[] = []
  while (goOn()) {
    found.push((await secondsOf(ask)) * 1000)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return found
}

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN
}
