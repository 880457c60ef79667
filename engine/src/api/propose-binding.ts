import { compactText } from '@jianmo/connectors/values'
import type {
  Binding,
  ColumnBinding,
  LogicalColumn,
  LogicalTable,
  SourceColumn,
  SourceTable,
} from '@jianmo/connectors/words'

interface Proposal {
  readonly table: LogicalTable
  readonly sourceId: string
  readonly physical: SourceTable
  /** Distinct values of a physical column; asked only for coded columns that found a partner. */
  readonly valuesOf: (column: string) => Promise<readonly string[]>
}

/** A first guess for the binding wizard: equal names, labels or comments. A person confirms it, so a doubtful column is
 * left empty. */
export async function proposeBindingOf({ table, sourceId, physical, valuesOf }: Proposal): Promise<Binding> {
  const taken = new Set<string>()
  const columns: Record<string, ColumnBinding> = {}
  for (const column of table.columns) {
    const partner = physical.columns.find((candidate) => !taken.has(candidate.name) && isSameColumn(column, candidate))
    if (partner === undefined) {
      columns[column.name] = { from: null }
      continue
    }
    taken.add(partner.name)
    columns[column.name] = await bindColumn(column, partner, valuesOf)
  }
  return { logicalTable: table.id, sourceId, table: physical.name, columns }
}

async function bindColumn(
  column: LogicalColumn,
  partner: SourceColumn,
  valuesOf: Proposal['valuesOf'],
): Promise<ColumnBinding> {
  const isDate = column.type === 'date' || column.type === 'timestamp'
  if (isDate) return { from: partner.name, dateFormat: partner.confirmed?.dateFormat ?? 'auto' }
  if (column.codes === undefined && column.type !== 'boolean') return { from: partner.name }
  const values = await valuesOf(partner.name)
  const pairs = values.flatMap((value) => {
    const code = codeFor(column, value)
    return code === undefined ? [] : [[value, code] as const]
  })
  return { from: partner.name, codes: Object.fromEntries(pairs) }
}

const yes = new Set(['true', 't', 'yes', 'y', '1', '是', '有'])
const no = new Set(['false', 'f', 'no', 'n', '0', '否', '无'])

function codeFor(column: LogicalColumn, value: string): string | undefined {
  const text = compactText(value).toLowerCase()
  if (column.type === 'boolean') return yes.has(text) ? 'true' : no.has(text) ? 'false' : undefined
  return column.codes?.find((code) =>
    [code.value, code.label.zh, code.label.en].some((word) => comparable(word) === text),
  )?.value
}

function isSameColumn(column: LogicalColumn, candidate: SourceColumn): boolean {
  const wanted = [column.name, column.label.zh, column.label.en].map(comparable)
  return [candidate.name, candidate.comment ?? ''].map(comparable).some((word) => word !== '' && wanted.includes(word))
}

function comparable(word: string): string {
  return compactText(word)
    .toLowerCase()
    .replace(/[_\-()（）：:]/gu, '')
}
