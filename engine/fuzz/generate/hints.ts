import type { ColumnType } from '@jianmo/connectors/words'
import type { FunctionParameter, Value } from '../../src/expression/index.ts'
import type { Random } from '../random.ts'
import type { Callable } from './callables.ts'
import { presentValue } from './values.ts'

/** What an argument is about, where any text would only ever give NULL: the first entry that fits a call decides. */
const hints: readonly {
  readonly fits: (callable: Callable, parameter: FunctionParameter, index: number) => boolean
  readonly values: readonly Value[]
}[] = [
  {
    fits: ({ id }, _, index) => id === 'like' && index === 1,
    values: ['%', '_', 'a%', '%三', 'a\\_b', 'a!_b', '_b%', '', '%\\%%', '😀%', '__', '%\\b', 'a\\b'],
  },
  {
    fits: (_, { name }) => /pattern|regex/i.test(name),
    values: ['[0-9]+', '^a', '三$', 'a|b', '[张李].', '.', '(a)(b)?', '[^a]'],
  },
  { fits: (_, { name }) => /zone/i.test(name), values: ['Asia/Shanghai', 'UTC'] },
  { fits: (_, { name }) => /digits|scale|places/i.test(name), values: [0, 1, 2, 3, 6] },
  { fits: (_, { name }) => /unit/i.test(name), values: ['day', 'month', 'year'] },
  { fits: (_, { name }) => /separator|delimiter/i.test(name), values: [',', '、', ';', ' '] },
  {
    fits: ({ family }) => family === 'identity',
    values: [
      '11010519491231002X',
      '110105194912310021',
      '110105491231002',
      '１１０１０５１９４９１２３１００２Ｘ',
      "'11010519491231002x",
      '91330106MA2CFXXX7X',
      '913301060000000000',
      '13800138000',
      '+8613800138000',
      '138****8000',
    ],
  },
  {
    fits: ({ family }) => family === 'document',
    values: [
      '（2024）浙0102刑初123号',
      '(2024)浙0102刑初123号',
      '〔2023〕浙0106执45号之一',
      '杭检刑诉〔2024〕12号',
      '（2024）浙01民终7号',
    ],
  },
  {
    fits: ({ family }) => family === 'name',
    values: ['张三', '欧阳娜娜', '单于', '阿卜杜拉·买买提', 'LI YOUQIN', '李友琴', '张＊', '曾 国藩'],
  },
  {
    fits: ({ id }, { type }) => type === 'text' && /date|day|timestamp|instant|moment/.test(id),
    values: [
      '2024-02-29',
      '2024-02-30',
      '2024/3/1',
      '20240301',
      '1999-12-31 23:59:59',
      '2024年3月1日',
      '2024-03-01T08:00:00Z',
      '0000-00-00',
    ],
  },
  {
    fits: ({ id }, { type }) => type === 'text' && /number|decimal|integer|float|money|amount/.test(id),
    values: [
      '12',
      '-7',
      '1,234.50',
      '3.14159',
      '1e3',
      '一百二十三万',
      '壹仟贰佰元整',
      ' 42 ',
      '0x10',
      '9223372036854775808',
      '１２',
    ],
  },
]

/** Small whole numbers, and now and then none: positions, lengths, days, months. */
const counts: readonly Value[] = [0, 1, 2, 3, 5, 12, 30, -1, -13, 366]

/** A value for an argument that is written out; null if any value of the type will do. */
export function hinted(
  callable: Callable,
  index: number,
  { random, type }: { random: Random; type: ColumnType },
): Value | null {
  const parameter = callable.parameters[Math.min(index, callable.parameters.length - 1)]
  if (!parameter) return null
  if (Array.isArray(parameter.literal)) return random.pick(parameter.literal as readonly Value[])
  const found = hints.find(({ fits }) => fits(callable, parameter, index))
  if (found) {
    const fitting = found.values.filter((value) => typeof value === (type === 'integer' ? 'number' : 'string'))
    if (fitting.length > 0) return random.pick(fitting)
  }
  if (type === 'integer' && callable.family !== 'operator') return random.pick(counts)
  return parameter.literal ? presentValue(type, random) : null
}
