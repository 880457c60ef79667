import {
  countValues,
  estimateDistinct,
  judgeColumns,
  longestShown,
  type ProfileOrder,
  sampleRows,
  sketchRate,
  toColumnProfile,
} from '../profile/index.ts'
import { type PostgresSession, quoteIdentifier } from '../transport/postgres/index.ts'
import type { SourceColumn } from '../words/column.ts'
import type { ColumnProfile, TableProfile } from '../words/profile.ts'

type Row = Readonly<Record<string, string | null>>

/**
 * One scan of the table, in the source, in one snapshot: figures over all rows, a sketch of the distinct values, and a
 * random sample of rows for everything else. A table of up to `sampleRows` rows is its own sample, and all is exact.
 * One process does it: a guest does not take the cores of an agency's database.
 */
export async function profileTable(session: PostgresSession, order: ProfileOrder): Promise<TableProfile> {
  const started = performance.now()
  const { table, from, columns, topValues } = order
  const { row, whole } = await session.snapshot(async () => {
    const share = await shareOfRows(session, from)
    await session.rows('SELECT setseed(0.5)')
    const [found = {}] = await session.rows(scanText(order, share))
    return { row: found, whole: share >= 1 }
  }, 'profile')
  const sample = (row['sample'] ?? '')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as (string | null)[]]))
  const rows = Number(row['rows'])
  const profiles = await judgeColumns(columns, sample, (column, index, values) =>
    columnProfile({ column, index, row, rows, values, whole, topValues }),
  )
  return {
    table,
    rows,
    sampledRows: sample.length,
    readAt: row['read_at'] ?? '',
    milliseconds: Math.round(performance.now() - started),
    columns: profiles,
  }
}

/** The share of rows to keep so that about `sampleRows` stay; 1 or more if that is all of them. */
async function shareOfRows(session: PostgresSession, from: string): Promise<number> {
  const [few] = await session.rows(
    `SELECT count(*) AS rows FROM (SELECT 1 FROM ${from} LIMIT ${sampleRows + 1}) AS first_rows`,
  )
  if (Number(few?.['rows']) <= sampleRows) return 1
  const [plan] = await session.rows(`EXPLAIN (FORMAT JSON) SELECT 1 FROM ${from}`)
  const parsed = JSON.parse(plan?.['QUERY PLAN'] ?? '[]') as readonly { readonly Plan: PlanNode }[]
  const root = parsed[0]?.Plan
  // Of a table the planner knows the pages; what it believes of a view or a condition may be wrong by any factor.
  const estimate = root && isTableScan(root) ? root['Plan Rows'] : 0
  if (estimate > sampleRows) return sampleRows / estimate
  const [all] = await session.rows(`SELECT count(*) AS rows FROM ${from}`)
  return Math.min(sampleRows / Number(all?.['rows']), 0.999)
}

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Plan Rows': number
  readonly Filter?: string
  readonly Plans?: readonly PlanNode[]
}

function isTableScan(node: PlanNode): boolean {
  if (node['Node Type'] === 'Append') return node.Plans?.every(isTableScan) ?? false
  return /^(?:Seq|Index Only) Scan$/.test(node['Node Type']) && node.Filter === undefined
}

/** How a column is looked at: `kept`, the hash that a sketch goes by; null if there is none. */
interface View {
  readonly family: 'text' | 'ordered' | 'boolean' | 'opaque'
  readonly hash: string | null
}

function viewOf({ name, sourceType }: SourceColumn): View {
  const column = quoteIdentifier(name)
  const ordered = (hash: string): View => ({ family: 'ordered', hash })
  if (sourceType === 'bytea') return { family: 'opaque', hash: null }
  if (sourceType === 'boolean') return { family: 'boolean', hash: null }
  if (sourceType === 'smallint') return ordered(`hashint2(${column})`)
  if (sourceType === 'integer') return ordered(`hashint4(${column})`)
  if (sourceType === 'bigint') return ordered(`hashint8(${column})`)
  if (/^numeric(?:\(|$)/.test(sourceType)) return ordered(`hash_numeric(${column})`)
  if (sourceType === 'real') return ordered(`hashfloat4(${column})`)
  if (sourceType === 'double precision') return ordered(`hashfloat8(${column})`)
  if (sourceType === 'date')
    return ordered(`hashint4(CASE WHEN isfinite(${column}) THEN ${column} - date '2000-01-01' ELSE 2147483647 END)`)
  if (/^timestamp.* without time zone$/.test(sourceType)) return ordered(`timestamp_hash(${column})`)
  if (/^timestamp.* with time zone$/.test(sourceType)) return ordered(`timestamp_hash(${column} AT TIME ZONE 'UTC')`)
  return { family: 'text', hash: `hashtext(${column}::text COLLATE "C")` }
}

/**
 * Every expression is computed once a row: `OFFSET 0` keeps the planner from copying it into each aggregate that uses it
 * (PostgreSQL 15, 10 M rows: 10.9 s instead of 15.4 s). CASE stands where FILTER would be newer SQL, so that databases with
 * the wire of PostgreSQL but an older grammar have a chance.
 */
function scanText({ from, columns }: ProfileOrder, share: number): string {
  const inner: string[] = []
  const outer = ['count(*) AS rows', `to_char(now(), 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM') AS read_at`]
  const shown: string[] = []
  for (const [index, column] of columns.entries()) {
    const { family, hash } = viewOf(column)
    const name = quoteIdentifier(column.name)
    if (family === 'text') {
      inner.push(`${name}::text AS c${index}`, `NULLIF(${name}::text COLLATE "C", '') AS v${index}`)
      inner.push(`NULLIF(length(${name}::text), 0) AS l${index}`)
      outer.push(`count(c${index}) AS filled${index}`, `count(l${index}) AS present${index}`)
      outer.push(`min(l${index}) AS shortest${index}`, `max(l${index}) AS longest${index}`)
      outer.push(`sum(l${index}) AS characters${index}`)
      outer.push(`left(min(v${index}), ${longestShown}) AS min${index}`)
      outer.push(`left(max(v${index}), ${longestShown}) AS max${index}`)
    } else {
      inner.push(`${name} AS v${index}`)
      outer.push(`count(v${index}) AS present${index}`)
    }
    if (family === 'ordered') outer.push(`min(v${index})::text AS min${index}`, `max(v${index})::text AS max${index}`)
    if (family === 'boolean')
      outer.push(`bool_and(v${index})::text AS min${index}`, `bool_or(v${index})::text AS max${index}`)
    if (hash && share < 1) {
      inner.push(`${hash} AS h${index}`)
      outer.push(`count(DISTINCT CASE WHEN h${index} & ${sketchRate - 1} = 0 THEN h${index} END) AS distinct${index}`)
    } else if (family !== 'opaque' && share >= 1) outer.push(`count(DISTINCT v${index}) AS distinct${index}`)
    shown.push(
      family === 'opaque'
        ? `encode(substring(v${index} from 1 for ${longestShown / 2}), 'hex')`
        : `left(v${index}::text, ${longestShown})`,
    )
  }
  const kept = `array_to_json(ARRAY[${shown.join(', ')}]::text[])::text`
  const drawn = share >= 1 ? kept : `CASE WHEN random() < ${share} THEN ${kept} END`
  return `SELECT ${[...outer, `string_agg(${drawn}, E'\\n') AS sample`].join(', ')} FROM (SELECT ${inner.join(', ')} FROM ${from} OFFSET 0) AS scanned`
}

interface ColumnOfScan {
  readonly column: SourceColumn
  readonly index: number
  readonly row: Row
  readonly rows: number
  readonly values: readonly (string | null)[]
  readonly whole: boolean
  readonly topValues: number
}

function columnProfile({ column, index, row, rows, values, whole, topValues }: ColumnOfScan): ColumnProfile {
  const figure = (name: string) => Number(row[`${name}${index}`] ?? 0)
  const { family } = viewOf(column)
  const present = figure('present')
  const filled = family === 'text' ? figure('filled') : present
  const min = row[`min${index}`] ?? null
  const max = row[`max${index}`] ?? null
  const seen = countValues(values)
  const distinct = (): ColumnProfile['distinct'] => {
    if (family === 'boolean') return { count: present === 0 ? 0 : min === max ? 1 : 2, trust: 'exact' }
    if (family === 'opaque') return { count: seen.length, trust: whole ? 'exact' : 'sampled' }
    if (whole) return { count: figure('distinct'), trust: 'exact' }
    return { count: estimateDistinct(figure('distinct'), { seen, present }), trust: 'estimated' }
  }
  return toColumnProfile(column, {
    exact: {
      nulls: rows - filled,
      empties: filled - present,
      distinct: distinct(),
      lengths:
        family === 'text' && present > 0
          ? { min: figure('shortest'), max: figure('longest'), mean: figure('characters') / present }
          : null,
      min,
      max,
    },
    seen: { values: seen, trust: whole ? 'exact' : 'sampled' },
    topValues,
  })
}
