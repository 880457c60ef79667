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
import { type MysqlRow, type MysqlSession, quoteName } from '../transport/mysql/index.ts'
import type { SourceColumn } from '../words/column.ts'
import type { ColumnProfile, TableProfile } from '../words/profile.ts'
import { exactOf, isBytes, textOf } from './tables.ts'

/**
 * Figures over all rows and a sketch of the distinct values in one scan; the row sample in a second pass of the same snapshot,
 * because an aggregate that carries a sample is cut off at the server's `max_allowed_packet`. A table of up to `sampleRows`
 * rows is its own sample, and all is exact.
 */
export async function profileTable(session: MysqlSession, order: ProfileOrder): Promise<TableProfile> {
  const started = performance.now()
  const { table, from, columns, topValues } = order
  const { figures, sample, whole } = await session.snapshot(async () => {
    const [few] = await session.rows(
      `SELECT COUNT(*) FROM (SELECT 1 FROM ${from} LIMIT ${sampleRows + 1}) AS first_rows`,
    )
    const small = Number(few?.[0]) <= sampleRows
    const [scanned = []] = await session.rows(scanText(order, small))
    const share = small ? 1 : sampleRows / Number(scanned[0])
    return { figures: scanned, sample: await session.rows(sampleText(order, share)), whole: small }
  }, 'profile')
  const rows = Number(figures[0])
  const profiles = await judgeColumns(columns, sample, (column, index, values) => {
    const found = figures.slice(2 + index * figuresOfColumn, 2 + (index + 1) * figuresOfColumn)
    return columnProfile({ column, found, rows, values, whole, topValues })
  })
  return {
    table,
    rows,
    sampledRows: sample.length,
    readAt: figures[1] ?? '',
    milliseconds: Math.round(performance.now() - started),
    columns: profiles,
  }
}

const figuresOfColumn = 8

function scanText({ from, columns }: ProfileOrder, whole: boolean): string {
  const figures = columns.flatMap((column) => {
    const name = quoteName(column.name)
    const exact = exactOf(column)
    // CRC32 is linear: the multiplication mixes it, so that values in a row are kept as often as others.
    const hash = `CRC32(${exact})`
    const kept = `CASE WHEN (${hash} * 2654435761 DIV 1048576) & ${sketchRate - 1} = 0 THEN ${hash} END`
    const distinct = whole ? `NULLIF(${exact}, '')` : kept
    if (isText(column)) {
      const length = `NULLIF(CHAR_LENGTH(${name}), 0)`
      const filled = `NULLIF(${exact}, '')`
      return [
        `COUNT(${name})`,
        `COUNT(${length})`,
        `COUNT(DISTINCT ${distinct})`,
        `LEFT(CONVERT(MIN(${filled}) USING utf8mb4), ${longestShown})`,
        `LEFT(CONVERT(MAX(${filled}) USING utf8mb4), ${longestShown})`,
        `MIN(${length})`,
        `MAX(${length})`,
        `SUM(${length})`,
      ]
    }
    const bounds = isOpaque(column) ? ['NULL', 'NULL'] : [`MIN(${name})`, `MAX(${name})`]
    return [`COUNT(${name})`, `COUNT(${name})`, `COUNT(DISTINCT ${distinct})`, ...bounds, 'NULL', 'NULL', 'NULL']
  })
  const readAt = `CONCAT(DATE_FORMAT(NOW(), '%Y-%m-%dT%H:%i:%s'), '+08:00')`
  return `SELECT ${['COUNT(*)', readAt, ...figures].join(', ')} FROM ${from}`
}

/** The same rows each time: the draw has a seed. */
function sampleText({ from, columns }: ProfileOrder, share: number): string {
  const shown = columns.map((column) =>
    isText(column) ? `LEFT(${quoteName(column.name)}, ${longestShown})` : textOf(column),
  )
  return `SELECT ${[...shown, '1'].join(', ')} FROM ${from}${share >= 1 ? '' : ` WHERE RAND(5) < ${share}`}`
}

function isText({ sourceType, type }: SourceColumn): boolean {
  return type === 'text' && /^(?:char|varchar|\w*text|enum|set)\b/.test(sourceType)
}

/** Bytes, bits and shapes have no order that a person would expect. */
function isOpaque({ sourceType, type }: SourceColumn): boolean {
  return isBytes(sourceType) || (type === 'text' && !/^(?:time|uuid|inet|json)/.test(sourceType))
}

interface ColumnOfScan {
  readonly column: SourceColumn
  readonly found: MysqlRow
  readonly rows: number
  readonly values: readonly (string | null)[]
  readonly whole: boolean
  readonly topValues: number
}

function columnProfile({ column, found, rows, values, whole, topValues }: ColumnOfScan): ColumnProfile {
  const [filled, present, distinct, min = null, max = null, shortest, longest, characters] = found
  const seen = countValues(values)
  const count = whole ? Number(distinct) : estimateDistinct(Number(distinct), { seen, present: Number(present) })
  return toColumnProfile(column, {
    exact: {
      nulls: rows - Number(filled),
      empties: Number(filled) - Number(present),
      distinct: { count, trust: whole ? 'exact' : 'estimated' },
      lengths:
        shortest === null || shortest === undefined
          ? null
          : { min: Number(shortest), max: Number(longest), mean: Number(characters) / Number(present) },
      min,
      max,
    },
    seen: { values: seen, trust: whole ? 'exact' : 'sampled' },
    topValues,
  })
}
