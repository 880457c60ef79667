import { type ColumnType, decimalOf, decimalType, type Text, type TypeName, typeNameOf } from '@jianmo/connectors/words'
import type { ExpressionType } from './typed.ts'

/** What the types are called on the screen. */
export const typeNames: Readonly<Record<TypeName | 'null', Text>> = {
  text: { zh: '文本', en: 'text' },
  integer: { zh: '整数', en: 'integer' },
  decimal: { zh: '小数', en: 'decimal' },
  float: { zh: '浮点数', en: 'float' },
  boolean: { zh: '是/否', en: 'yes/no' },
  date: { zh: '日期', en: 'date' },
  timestamp: { zh: '时刻', en: 'timestamp' },
  instant: { zh: '时间点', en: 'instant' },
  list: { zh: '列表', en: 'list' },
  null: { zh: '空值', en: 'NULL' },
}

/** The words for a type; a decimal that is not the usual one says its digits. */
export function nameOfType(type: ExpressionType): Text {
  const words = typeNames[type === 'null' ? 'null' : typeNameOf(type)]
  const digits = type.startsWith('decimal(') ? type.slice('decimal'.length) : ''
  return { zh: words.zh + digits, en: words.en + digits }
}

export const isNumeric = (type: ExpressionType): boolean =>
  type !== 'null' && ['integer', 'decimal', 'float'].includes(typeNameOf(type))

/** The common type of two values; null if there is none. Numbers widen (integer → decimal → float), nothing else is converted. */
export function unifyTypes(left: ColumnType, right: ColumnType): ColumnType | null {
  if (left === right) return left
  if (!isNumeric(left) || !isNumeric(right)) return null
  if (left === 'float' || right === 'float') return 'float'
  const [a, b] = [decimalOf(left), decimalOf(right)]
  const scale = Math.max(a.scale, b.scale)
  return decimalType(Math.max(28, a.precision - a.scale + scale, b.precision - b.scale + scale), scale)
}

/** Type of a sum, difference or product. Sums keep the larger scale, products add the scales up to 18 digits; quotients are floats. */
export function arithmeticType(operator: '+' | '-' | '*', left: ColumnType, right: ColumnType): ColumnType | null {
  const common = unifyTypes(left, right)
  if (common === null || !isNumeric(common) || typeNameOf(common) !== 'decimal' || operator !== '*') return common
  const scale = Math.min(18, decimalOf(left).scale + decimalOf(right).scale)
  return decimalType(scale > 6 ? 38 : Math.max(28, decimalOf(left).precision, decimalOf(right).precision), scale)
}
