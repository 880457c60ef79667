import { checkHost } from '@jianmo/connectors'
import type { NetworkPolicy, OpenSource, Reading, SourceTable, Text } from '@jianmo/connectors/words'
import { ProductError } from '@jianmo/connectors/words'
import type { Diagnosis, DiagnosisStep, DiagnosisStepId } from './wire.ts'

/** The way from a form to rows, in the order in which it is walked. */
const steps = {
  live: ['listed', 'resolved', 'connected', 'signed-in', 'readable', 'tables'],
  file: ['folder', 'batches', 'tables'],
  folder: ['folder', 'batches', 'tables'],
  push: ['folder', 'batches', 'tables'],
} as const satisfies Record<Reading, readonly DiagnosisStepId[]>

/** On which step a refusal falls; anything else falls on the step that was being walked. */
const stepOfCode: Readonly<Record<string, DiagnosisStepId>> = {
  'host-not-listed': 'listed',
  'host-refused': 'listed',
  'host-not-found': 'resolved',
  'source-down': 'connected',
  'source-tls': 'connected',
  'wrong-password': 'signed-in',
  'no-such-database': 'signed-in',
  'no-such-schema': 'readable',
  'permission-denied': 'readable',
  'no-such-table': 'tables',
}

interface Examined {
  readonly reading: Reading
  readonly settings: Readonly<Record<string, unknown>>
  readonly network: NetworkPolicy
  /** Throws what stands in the way of deliveries. */
  readonly check: () => Promise<void>
  readonly open: () => Promise<OpenSource>
}

/** Opens a source, lists its tables and reads one row, and says how far it came. A refusal of the source is an answer of
 * this call, not an error of it; a bug is thrown. */
export async function diagnoseSource(source: Examined): Promise<Diagnosis> {
  const started = performance.now()
  const walked: readonly DiagnosisStepId[] = steps[source.reading]
  const details = new Map<DiagnosisStepId, Text>()
  let failed: DiagnosisStep | null = null
  let newestAt: string | null = null
  let at: DiagnosisStepId = source.reading === 'live' ? 'connected' : 'folder'
  try {
    await source.check()
    await noteAddress(source, details)
    await using open = await source.open()
    at = source.reading === 'live' ? 'readable' : 'batches'
    const tables = await open.tables()
    newestAt = newestOf(await open.freshness())
    if (tables.length === 0) failed = noTables(source.reading)
    else {
      details.set('tables', sayTables(tables))
      const [first] = tables
      if (source.reading === 'live' && first !== undefined) {
        await open.sample(first.name, 1)
        details.set('readable', { zh: `已试读“${first.name}”的第一行`, en: `read the first row of "${first.name}"` })
      }
    }
  } catch (cause) {
    if (!(cause instanceof ProductError)) throw cause
    failed = { id: stepOfCode[cause.code] ?? at, state: 'failed', detail: cause.text, code: cause.code }
  }
  const end = failed === null ? walked.length : Math.max(walked.indexOf(failed.id), 0)
  return {
    health: failed === null ? 'ok' : failed.state === 'waiting' ? 'unknown' : 'failing',
    milliseconds: Math.round(performance.now() - started),
    newestAt,
    steps: walked.map((id, index) => {
      if (failed !== null && index === end) return { ...failed, id }
      const passed = index < end
      return { id, state: passed ? 'passed' : 'not-reached', detail: passed ? (details.get(id) ?? null) : null }
    }),
  }
}

/** Where the host's name leads now: to show, the connector checks it again when it connects. */
async function noteAddress({ settings, network }: Examined, details: Map<DiagnosisStepId, Text>): Promise<void> {
  const { host, port } = settings
  if (typeof host !== 'string' || typeof port !== 'number') return
  const { address } = await checkHost({ host, port }, network)
  details.set('listed', { zh: `${host}:${port}`, en: `${host}:${port}` })
  details.set('resolved', { zh: address, en: address })
}

function noTables(reading: Reading): DiagnosisStep {
  const detail =
    reading === 'live'
      ? {
          zh: '登录成功，但看不到任何表。请对方数据库管理员授予该用户模式的使用权和表的查询权，并确认模式名没有写错。',
          en: 'The login works but no table can be seen. Ask the database administrator to grant this user usage of the schema and select on its tables, and check the name of the schema.',
        }
      : reading === 'file'
        ? { zh: '还没有导入过文件，请先导入一个。', en: 'No file was imported yet; import one first.' }
        : { zh: '还没有收到过数据。', en: 'No data have come in yet.' }
  return reading === 'live'
    ? { id: 'readable', state: 'failed', detail, code: 'no-tables' }
    : { id: 'batches', state: 'waiting', detail, code: 'no-tables' }
}

function sayTables(tables: readonly SourceTable[]): Text {
  const columns = tables.reduce((sum, table) => sum + table.columns.length, 0)
  return { zh: `${tables.length} 张表，${columns} 列`, en: `${tables.length} tables, ${columns} columns` }
}

function newestOf(freshness: Awaited<ReturnType<OpenSource['freshness']>>): string | null {
  const times = freshness.flatMap(({ newestAt }) => (newestAt === null ? [] : [newestAt])).sort()
  return times.at(-1) ?? null
}
