import { compareData, type Datum } from '../datum.ts'
import { type FunctionSpec, numbered, scalar, type TemplateCall } from './function-spec.ts'
import { a } from './parameters.ts'

const same = (name: string) => a('same', name)
const many = (name: string) => ({ ...same(name), repeated: true }) as const

const anyNull = (count: number) =>
  numbered(count)
    .map((argument) => `${argument} IS NULL`)
    .join(' OR ')

/** Texts of PostgreSQL compare as the database's locale says; "C" is the order of code points. */
const listed = ({ count, type }: TemplateCall, postgres: boolean) =>
  numbered(count)
    .map((argument) => (postgres && type === 'text' ? `${argument} COLLATE "C"` : argument))
    .join(', ')

const extreme =
  (name: string, postgres = false) =>
  (call: TemplateCall) =>
    call.count === 1 ? '#0' : `CASE WHEN ${anyNull(call.count)} THEN NULL ELSE ${name}(${listed(call, postgres)}) END`

/** Where NULL spoils everything, each argument falls back to the first that is there. */
const withFallback = (name: string) => (call: TemplateCall) =>
  call.count === 1
    ? '#0'
    : `${name}(${numbered(call.count)
        .map((argument) => `coalesce(${argument}, ${numbered(call.count).join(', ')})`)
        .join(', ')})`
const ignoring =
  (name: string, postgres = false) =>
  (call: TemplateCall) =>
    call.count === 1 ? '#0' : `${name}(${listed(call, postgres)})`

const pick = (values: readonly Datum[], wanted: 1 | -1): Datum =>
  values.reduce<Datum>(
    (best, value) => (best === null || (value !== null && compareData(value, best) * wanted > 0) ? value : best),
    null,
  )

/** Choosing among values. */
export const logicFunctions: readonly FunctionSpec[] = [
  scalar({
    id: 'if',
    family: 'logic',
    label: { zh: '如果', en: 'If' },
    help: {
      zh: '条件成立取第二个值，否则（包括条件不明）取第三个值。',
      en: 'The second value if the condition is true, else (also if unknown) the third.',
    },
    example: "if(days > 30, '超过', '未超过')",
    parameters: [a('boolean', 'condition'), same('then'), same('else')],
    result: 'same',
    nulls: 'own',
    sql: 'CASE WHEN #0 THEN #1 ELSE #2 END',
    reference: ([condition, yes, no]) => (condition === true ? yes : no) ?? null,
    vectors: [
      ['if(true, 1, 2)', 1],
      ['if(false, 1, 2)', 2],
      ["if(null, '是', '否')", '否'],
      ["if(true, null, 'x')", null],
      ['if(1 < 2, 1, 2.5)', '1'],
      ["if(2 < 1, '𠮷', '')", ''],
      ["if(true, date '2024-02-29', null)", '2024-02-29'],
    ],
  }),
  scalar({
    id: 'coalesce',
    family: 'logic',
    label: { zh: '取第一个有值的', en: 'First value that is there' },
    help: {
      zh: '从左到右第一个不是空值的；全是空值则为空值；也可以写成 a ?? b。',
      en: 'The first that is not NULL, NULL if all are; `a ?? b` is the same.',
    },
    example: 'coalesce(judgment_received_date, received_date)',
    parameters: [many('value')],
    result: 'same',
    nulls: 'own',
    sql: ({ count }) => (count === 1 ? '#0' : `coalesce(${numbered(count).join(', ')})`),
    reference: (values) => values.find((value) => value !== null) ?? null,
    vectors: [
      ['coalesce(null, 2, 3)', 2],
      ["coalesce('', 'x')", ''],
      ["coalesce(null, '𠮷')", '𠮷'],
      ['coalesce(null, 1, 2.5)', '1'],
      ["coalesce(date '2024-02-29')", '2024-02-29'],
      ["coalesce(if(true, null, 'x'), null)", null],
      ['null ?? 5', 5],
    ],
  }),
  scalar({
    id: 'null_if',
    family: 'logic',
    label: { zh: '等于则为空值', en: 'NULL if equal' },
    help: {
      zh: '两个值相等则为空值，否则是第一个值（第二个为空值时也是）。',
      en: 'NULL if both are equal, else the first, also if the second is NULL.',
    },
    example: "null_if(phone, '00000000000')",
    parameters: [same('value'), same('unwanted')],
    result: 'same',
    nulls: 'own',
    sql: 'nullif(#0, #1)',
    reference: ([value = null, unwanted = null]) =>
      value !== null && unwanted !== null && compareData(value, unwanted) === 0 ? null : value,
    vectors: [
      ["null_if('无', '无')", null],
      ["null_if('a', 'A')", 'a'],
      ["null_if('a', 'a ')", 'a'],
      ['null_if(1, 1.0)', null],
      ["null_if('𠮷', null)", '𠮷'],
      ["null_if(null, 'a')", null],
      ["null_if(date '9999-12-31', date '9999-12-31')", null],
    ],
  }),
  ...(['is_true', 'is_false'] as const).map((id) => {
    const wanted = id === 'is_true'
    return scalar({
      id,
      family: 'logic',
      label: wanted ? { zh: '确定成立', en: 'Is true' } : { zh: '确定不成立', en: 'Is false' },
      help: wanted
        ? { zh: '条件成立才为真；不明（空值）为假。', en: 'True only if the condition is; unknown counts as false.' }
        : {
            zh: '条件不成立才为真；不明（空值）为假。',
            en: 'True only if the condition is false; unknown gives false.',
          },
      example: `${id}(days > 30)`,
      parameters: [a('boolean', 'condition')],
      result: 'boolean',
      nulls: 'own',
      infix: true,
      sql: `#0 IS ${wanted ? 'TRUE' : 'FALSE'}`,
      dialects: { trino: `coalesce(#0 = ${wanted ? 'TRUE' : 'FALSE'}, FALSE)` },
      reference: ([value]) => value === wanted,
      vectors: [
        [`${id}(true)`, wanted],
        [`${id}(false)`, !wanted],
        [`${id}(null)`, false],
        [`${id}(1 < 2)`, wanted],
        [`${id}('a' = 'A')`, !wanted],
        [`${id}(1 / 0 > 1)`, false],
      ],
    })
  }),
  scalar({
    id: 'xor',
    family: 'logic',
    label: { zh: '只有一个成立', en: 'Exactly one of two' },
    help: {
      zh: '两个条件恰好一个成立；有一个不明则不明。',
      en: 'True if exactly one of two conditions is; unknown if one is unknown.',
    },
    example: 'xor(has_bail, has_arrest)',
    parameters: [a('boolean', 'first'), a('boolean', 'second')],
    result: 'boolean',
    nulls: 'propagate',
    sql: '(#0 <> #1)',
    reference: ([left = null, right = null]) => (left === null || right === null ? null : left !== right),
    vectors: [
      ['xor(true, false)', true],
      ['xor(false, true)', true],
      ['xor(true, true)', false],
      ['xor(false, false)', false],
      ['xor(true, null)', null],
      ['xor(null, false)', null],
    ],
  }),
  ...(['greatest', 'least'] as const).map((id) => {
    const [wanted, zh, en] =
      id === 'greatest' ? ([1, '最大（最晚）', 'latest'] as const) : ([-1, '最小（最早）', 'earliest'] as const)
    const [big, small] = wanted === 1 ? ['2', '1'] : ['1', '2']
    return scalar({
      id,
      family: 'logic',
      label: { zh, en: `${id === 'greatest' ? 'Greatest' : 'Least'} (${en})` },
      help: { zh: `几个值中${zh}的；有一个为空值，结果就是空值。`, en: `The ${id} of all; NULL if any is NULL.` },
      example: `${id}(d1, d2)`,
      parameters: [many('value')],
      result: 'same',
      nulls: 'propagate',
      options: { null: 'propagates', texts: 'by code point' },
      sql: extreme(id),
      dialects: { postgres: extreme(id, true) },
      reference: (values: readonly Datum[]) => (values.includes(null) ? null : pick(values, wanted)),
      vectors: [
        [`${id}(1, 2)`, Number(big)],
        [`${id}(2, 1, 1)`, Number(big)],
        [`${id}(1, null, 2)`, null],
        [`${id}(1, 2.5)`, wanted === 1 ? '2.5' : '1'],
        [`${id}('a', 'B', '中')`, wanted === 1 ? '中' : 'B'],
        [`${id}('𠮷', '\uffee')`, wanted === 1 ? '𠮷' : '\uffee'],
        [`${id}(date '2024-02-29', date '2023-12-31')`, wanted === 1 ? '2024-02-29' : '2023-12-31'],
        [`${id}(${small})`, Number(small)],
      ],
    })
  }),
  ...(['greatest', 'least'] as const).map((name) => {
    const [wanted, zh] = name === 'greatest' ? ([1, '最大（最晚）'] as const) : ([-1, '最小（最早）'] as const)
    const id = `${name}_ignore_null`
    return scalar({
      id,
      family: 'logic',
      label: { zh: `${zh}，跳过空值`, en: `${name === 'greatest' ? 'Greatest' : 'Least'} but for NULL` },
      help: {
        zh: `有值的几个中${zh}的；全是空值才为空值。`,
        en: `The ${name} of those that are there; NULL only if all are NULL.`,
      },
      example: `${id}(d1, d2)`,
      parameters: [many('value')],
      result: 'same',
      nulls: 'own',
      sql: ignoring(name),
      dialects: { postgres: ignoring(name, true), mysql: withFallback(name), trino: withFallback(name) },
      reference: (values: readonly Datum[]) => pick(values, wanted),
      vectors: [
        [`${id}(1, null, 2)`, wanted === 1 ? 2 : 1],
        [`${id}(null, 3)`, 3],
        [`${id}(null, if(true, null, 1))`, null],
        [`${id}('a', null, 'B')`, wanted === 1 ? 'a' : 'B'],
        [`${id}(date '2024-02-29', null)`, '2024-02-29'],
        [`${id}('𠮷', null, '中')`, wanted === 1 ? '𠮷' : '中'],
        [`${id}(-1, 1.5)`, wanted === 1 ? '1.5' : '-1'],
      ],
    })
  }),
]
