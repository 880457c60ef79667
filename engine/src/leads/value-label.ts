import type { Column, ColumnBinding, Text } from '@jianmo/connectors/words'

const truth: Readonly<Record<string, Text>> = { true: { zh: '是', en: 'Yes' }, false: { zh: '否', en: 'No' } }

/** What a code of a logical column means: `fixed_term` is 有期徒刑. Undefined if it is no code. */
export function labelOfCode(value: string | null, column: Pick<Column, 'type' | 'codes'>): Text | undefined {
  if (value === null) return undefined
  if (column.type === 'boolean') return truth[value]
  return column.codes?.find((code) => code.value === value)?.label
}

/** The same for an agency's own writing, which the district's binding maps to a logical code. */
export function labelOfWriting(
  written: string | null,
  column: Pick<Column, 'type' | 'codes'>,
  binding: ColumnBinding | undefined,
): Text | undefined {
  if (written === null) return undefined
  const text = written.trim()
  const codes = binding?.codes ?? {}
  const label = labelOfCode(Object.keys(codes).length === 0 ? text : (codes[text] ?? null), column)
  // A writing that says the same needs no second word.
  return label?.zh === text ? undefined : label
}
