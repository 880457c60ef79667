import type { Value } from '../typed.ts'
import { type FunctionSpec, numbered, strict } from './function-spec.ts'

const anyNull = (count: number) =>
  numbered(count)
    .map((argument) => `${argument} IS NULL`)
    .join(' OR ')
const extreme = (id: string) => (count: number) =>
  `CASE WHEN ${anyNull(count)} THEN NULL ELSE ${id}(${numbered(count).join(', ')}) END`

/** Half away from zero, on the decimal digits as written. */
export function roundHalfAway(value: number, digits: number): number {
  const rounded = Number(`${Math.round(Number(`${Math.abs(value)}e${digits}`))}e-${digits}`)
  return value < 0 && rounded !== 0 ? 0 - rounded : rounded
}

const pick = (better: (left: Value & {}, right: Value & {}) => boolean) =>
  strict((...values: (Value & {})[]) => values.reduce((best, value) => (better(value, best) ? value : best)))

export const valueFunctions: readonly FunctionSpec[] = [
  {
    id: 'if',
    label: { zh: '如果', en: 'If' },
    help: {
      zh: '条件成立取第二个值，否则（包括条件不明）取第三个值。',
      en: 'The second value if the condition is true, else (also if unknown) the third.',
    },
    example: "if(days > 30, '超过', '未超过')",
    parameters: [
      { name: 'condition', type: 'boolean' },
      { name: 'then', type: 'same' },
      { name: 'else', type: 'same' },
    ],
    result: 'same',
    nulls: 'own',
    duckdb: 'CASE WHEN #0 THEN #1 ELSE #2 END',
    reference: ([condition, yes, no]) => (condition === true ? yes : no) ?? null,
  },
  {
    id: 'coalesce',
    label: { zh: '取第一个有值的', en: 'First value that is there' },
    help: {
      zh: '从左到右第一个不是空值的；也可以写成 a ?? b。',
      en: 'The first that is not NULL; `a ?? b` is the same.',
    },
    example: 'coalesce(judgment_received_date, received_date)',
    parameters: [{ name: 'value', type: 'same', repeated: true }],
    result: 'same',
    nulls: 'own',
    duckdb: (count) => `coalesce(${numbered(count).join(', ')})`,
    reference: (values) => values.find((value) => value !== null) ?? null,
  },
  {
    id: 'greatest',
    label: { zh: '最大（最晚）', en: 'Greatest (latest)' },
    help: { zh: '几个值中最大的；有一个为空值，结果就是空值。', en: 'The greatest of all; NULL if any is NULL.' },
    example: 'greatest(d1, d2)',
    parameters: [{ name: 'value', type: 'same', repeated: true }],
    result: 'same',
    nulls: 'propagate',
    duckdb: extreme('greatest'),
    reference: pick((left, right) => left > right),
  },
  {
    id: 'least',
    label: { zh: '最小（最早）', en: 'Least (earliest)' },
    help: { zh: '几个值中最小的；有一个为空值，结果就是空值。', en: 'The least of all; NULL if any is NULL.' },
    example: 'least(d1, d2)',
    parameters: [{ name: 'value', type: 'same', repeated: true }],
    result: 'same',
    nulls: 'propagate',
    duckdb: extreme('least'),
    reference: pick((left, right) => left < right),
  },
  {
    id: 'abs',
    label: { zh: '绝对值', en: 'Absolute value' },
    help: { zh: '去掉负号。', en: 'The number without its sign.' },
    example: 'abs(days)',
    parameters: [{ name: 'number', type: 'number' }],
    result: 'number',
    nulls: 'propagate',
    duckdb: 'abs(#0)',
    reference: strict((value: number) => Math.abs(value)),
  },
  {
    id: 'round',
    label: { zh: '四舍五入', en: 'Round' },
    help: {
      zh: '保留几位小数（0–6，须直接写数字），五入远离零。',
      en: 'To 0–6 digits (written as a number); halves away from zero.',
    },
    example: 'round(amount / 3, 2)',
    parameters: [
      { name: 'number', type: 'decimal' },
      { name: 'digits', type: 'integer', literal: true },
    ],
    result: 'decimal',
    nulls: 'propagate',
    duckdb: 'CAST(round(#0, #1) AS DECIMAL(28, 6))',
    reference: strict((value: number, digits: number) => roundHalfAway(value, digits)),
  },
]
