import { type ColumnType, decimalOf, typeNameOf } from '@jianmo/connectors/words'
import type { Value } from '../../src/expression/index.ts'
import type { Random } from '../random.ts'

/** Texts that engines disagree about sooner than about others: few of them, so that keys meet and rows repeat. */
const texts = [
  '',
  ' ',
  'a',
  'A',
  'a ',
  ' a',
  'ab',
  'a_b',
  'a%b',
  "it's",
  'a\\b',
  'a!b',
  '10',
  '007',
  '-3',
  '2.50',
  '张三',
  '李四',
  '张三 ',
  '欧阳娜娜',
  '𠮷野家',
  '😀',
  '😀a',
  'ＡＢ１２',
  '　张三　',
  'é',
  'e\u0301',
  'ß',
  '1990-02-29',
  '2024-02-29',
  '2024/3/1',
  '11010519491231002X',
  '110105491231002',
  '13800138000',
  '（2024）浙0102刑初123号',
  '1,234.50元',
  'a,b,c',
  '危险驾驶罪',
  'line\nbreak',
  'tab\there',
  '\u{ffff}',
] as const
/** Tabs, blanks and line ends at borders are in; NUL is not, because no agency can store it. */

const days = [
  '1986-05-04',
  '1986-09-14',
  '1988-04-17',
  '1991-09-15',
  '1990-12-31',
  '1999-12-31',
  '2000-02-29',
  '2023-01-31',
  '2023-02-28',
  '2024-01-31',
  '2024-02-29',
  '2024-03-31',
  '2024-10-01',
  '2024-12-31',
  '2025-01-01',
  '1900-03-01',
  '1970-01-01',
  '2038-01-19',
] as const
const clocks = ['00:00:00', '23:59:59', '12:30:00', '00:00:01', '02:30:00.5', '08:00:00.000001'] as const

const integers = [0, 0, 1, 1, 2, 3, -1, -2, 7, 10, 12, 30, 100, 2024, -365] as const
/** Rare: arithmetic over these stops, which tells little. */
const wide = ['9223372036854775807', '-9223372036854775808', '2147483648', '-2147483649', '9007199254740993'] as const
const floats = [0, 1, -1, 0.5, 0.1, 2.5, -2.5, 3.75, 1e-7, 1e15, 123456.789, -0.25] as const
const fractions = ['0', '1', '-1', '0.5', '2.5', '-2.5', '0.05', '1.005', '99.995', '1234.56', '-0.01', '3'] as const

/** A value of a type, NULL a quarter of the time. */
export function drawValue(type: ColumnType, random: Random): Value {
  return random.chance(0.25) ? null : presentValue(type, random)
}

export function presentValue(type: ColumnType, random: Random): Value {
  switch (typeNameOf(type)) {
    case 'text':
      return random.pick(texts)
    case 'integer':
      return random.chance(0.04) ? random.pick(wide) : random.pick(integers)
    case 'decimal': {
      const { scale } = decimalOf(type)
      return random.pick(fractions.filter((fraction) => (fraction.split('.')[1]?.length ?? 0) <= scale))
    }
    case 'float':
      return random.pick(floats)
    case 'boolean':
      return random.chance(0.5)
    case 'date':
      return random.pick(days)
    case 'timestamp':
      return `${random.pick(days)} ${random.pick(clocks)}`
    case 'instant':
      return `${random.pick(days)}T${random.pick(clocks)}Z`
    case 'list':
      return Array.from({ length: random.below(4) }, () => (random.chance(0.15) ? null : random.pick(texts)))
  }
}

/** Types that columns of a table have. */
export const columnTypes: readonly ColumnType[] = [
  'text',
  'text',
  'text',
  'integer',
  'integer',
  'decimal',
  'decimal(12,2)',
  'decimal(18,4)',
  'float',
  'boolean',
  'date',
  'date',
  'timestamp',
  'instant',
  'list',
]
