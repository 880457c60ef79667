import type { ColumnType, Text } from '@jianmo/connectors/words'

/** What the types are called on the screen. */
export const typeNames: Readonly<Record<ColumnType | 'null', Text>> = {
  text: { zh: '文本', en: 'text' },
  integer: { zh: '整数', en: 'integer' },
  decimal: { zh: '小数', en: 'decimal' },
  boolean: { zh: '是/否', en: 'yes/no' },
  date: { zh: '日期', en: 'date' },
  timestamp: { zh: '时刻', en: 'timestamp' },
  null: { zh: '空值', en: 'NULL' },
}

/** The common type of two values; null if there is none. Integers become decimals, nothing else is converted. */
export function unifyTypes(left: ColumnType, right: ColumnType): ColumnType | null {
  if (left === right) return left
  const numbers: readonly ColumnType[] = ['integer', 'decimal']
  return numbers.includes(left) && numbers.includes(right) ? 'decimal' : null
}
