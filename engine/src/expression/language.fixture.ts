import type { Column } from '@jianmo/connectors/words'
import fc from 'fast-check'
import type { Scope } from './scope.ts'
import type { BinaryOperator, Syntax } from './syntax.ts'

export const column = (name: string, type: Column['type'], rest: Partial<Column> = {}): Column => ({
  id: `s.${name}`,
  name,
  type,
  label: { zh: name, en: name },
  sensitivity: 'internal',
  ...rest,
})

/** One column of every type and name that makes trouble. */
export const scope: Scope = {
  columns: [
    column('id_no', 'text', { label: { zh: '证件号码', en: 'id' }, semantic: 'resident-id', nullable: false }),
    column('phone', 'text', { semantic: 'phone' }),
    column('sentence_end', 'date', { label: { zh: '刑期止', en: 'end' } }),
    column('n', 'integer', { nullable: false }),
    column('amount', 'decimal', { semantic: 'money' }),
    column('share', 'decimal(10,2)'),
    column('ratio', 'float'),
    column('seen', 'timestamp'),
    column('at', 'instant'),
    column('tags', 'list'),
    column('flag', 'boolean'),
    column('罪名', 'text'),
    column('送达 日期]', 'date'),
    column('end', 'integer'),
    column('sex', 'text', { codes: [{ value: 'male', label: { zh: '男', en: 'male' } }] }),
  ],
  parameters: [
    { name: 'run_date', type: 'date' },
    { name: 'days', type: 'integer' },
  ],
}

/** Right expressions of every form. */
export const corpus = [
  'n + 1 > 2 * -n and not flag',
  "sentence_end < $run_date or 罪名 in ('a', 'b') and not id_no is null",
  "case when n > 1 then 'x' when flag then null else 罪名 end",
  'if(n > 1, amount, 2.50) ?? 0',
  "date '2026-01-31' between sentence_end and [送达 日期]]]",
  "seen >= timestamp '2026-01-31 08:30' and at < instant '2026-01-31T08:30:00+08:00'",
  "罪名 not like '%it''s%' and n not in (1, 2, $days)",
  "tags = {'甲', null, 'b'} or flag is not true",
  'add_days(sentence_end, $days) <> $run_date',
  "concat(罪名, '/', trim(id_no)) = 'x' and [end] - 1 >= n / 2",
  '-9223372036854775808 < n',
  'not (n = 1 or n = 2) and (flag or (n > 3 and n < 5)) and (n = 7 and flag)',
  'greatest(n, amount, ratio) > 0.000000001',
] as const

const at = { start: 0, end: 0 }
const leaves: fc.Arbitrary<Syntax> = fc.oneof(
  fc.constantFrom<Syntax>(
    ...scope.columns.map(({ name }): Syntax => ({ kind: 'column', name, ...at })),
    { kind: 'column', name: 'date', ...at },
    { kind: 'parameter', name: 'days', ...at },
    { kind: 'null', ...at },
    { kind: 'boolean', value: true, ...at },
    { kind: 'date', value: '2026-01-31', ...at },
    { kind: 'timestamp', value: '2026-01-31 08:30:00', ...at },
  ),
  fc.constantFrom('0', '7', '12.5', '9223372036854775807').map((digits): Syntax => ({ kind: 'number', digits, ...at })),
  fc.string({ maxLength: 4 }).map((value): Syntax => ({ kind: 'text', value: value.replace(/\p{Cc}/gu, ''), ...at })),
)
const binary = ['or', 'and', '=', '<>', '<', '<=', '>', '>=', '+', '-', '*', '/', '??'] as const

/** Any syntax tree, well typed or not. */
export const syntaxTrees: fc.Arbitrary<Syntax> = fc.letrec<{ tree: Syntax }>((tie) => {
  const part = tie('tree')
  const parts = fc.array(part, { minLength: 1, maxLength: 3 })
  return {
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaves,
      fc
        .record({
          kind: fc.constant('unary' as const),
          operator: fc.constantFrom('not' as const, '-' as const),
          operand: part,
        })
        .map((found): Syntax => ({ ...found, ...at })),
      fc
        .record({
          kind: fc.constant('binary' as const),
          operator: fc.constantFrom<BinaryOperator>(...binary),
          left: part,
          right: part,
        })
        .map((found): Syntax => ({ ...found, ...at })),
      fc
        .record({
          kind: fc.constant('is' as const),
          operand: part,
          test: fc.constantFrom('null' as const, 'true' as const, 'false' as const),
          negated: fc.boolean(),
        })
        .map((found): Syntax => ({ ...found, ...at })),
      fc
        .record({ kind: fc.constant('in' as const), operand: part, items: parts, negated: fc.boolean() })
        .map((found): Syntax => ({ ...found, ...at })),
      fc
        .record({ kind: fc.constant('between' as const), operand: part, low: part, high: part, negated: fc.boolean() })
        .map((found): Syntax => ({ ...found, ...at })),
      fc
        .record({ kind: fc.constant('like' as const), operand: part, pattern: part, negated: fc.boolean() })
        .map((found): Syntax => ({ ...found, ...at })),
      fc.record({ kind: fc.constant('list' as const), items: parts }).map((found): Syntax => ({ ...found, ...at })),
      fc
        .record({
          kind: fc.constant('call' as const),
          name: fc.constantFrom('if', 'coalesce', 'add_days'),
          arguments: parts,
        })
        .map((found): Syntax => ({ ...found, nameSpan: at, ...at })),
      fc
        .record({
          kind: fc.constant('case' as const),
          branches: fc.array(fc.record({ when: part, gives: part }), { minLength: 1, maxLength: 2 }),
          otherwise: fc.option(part),
        })
        .map((found): Syntax => ({ ...found, ...at })),
    ),
  }
}).tree

const recordOf = (
  kind: 'integer' | 'text' | 'boolean',
  inside: (kind: 'integer' | 'text' | 'boolean') => fc.Arbitrary<string>,
) => {
  const [i, t, b] = [inside('integer'), inside('text'), inside('boolean')]
  const glue = (...parts: (string | fc.Arbitrary<string>)[]) =>
    fc
      .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
      .map((found) => found.join(''))
  const either = fc.constantFrom('and', 'or')
  switch (kind) {
    case 'integer':
      return fc.oneof(
        fc.constantFrom('n', '3', '-2', '$days', '[end]'),
        glue('(', i, ') + ', i),
        glue(i, ' * (', i, ')'),
        glue('case when ', b, ' then ', i, ' else ', i, ' end'),
        glue('length(', t, ')'),
        glue('(', i, ') ?? ', i),
      )
    case 'text':
      return fc.oneof(
        fc.constantFrom("'a'", '罪名', "'it''s'"),
        glue('if(', b, ', ', t, ', ', t, ')'),
        glue('trim(', t, ')'),
      )
    case 'boolean':
      return fc.oneof(
        fc.constantFrom(
          'flag',
          'true',
          'n = 1',
          "sex = 'male'",
          'n between 1 and $days',
          "罪名 not in ('a', 'b')",
          'n is null',
          '[end] >= n',
        ),
        glue('(', b, ') ', either, ' (', b, ')'),
        glue(b, ' ', either, ' ', b),
        glue('not ', b),
        glue('not (', b, ')'),
        glue('(', b, ')'),
        glue('(', i, ') < ', i),
        glue('(', t, ') like ', t),
        glue('(', b, ') is not true'),
      )
  }
}

/** Well typed conditions as text. */
export function conditionTexts(depth = 3): fc.Arbitrary<string> {
  const leaf = { integer: 'n', text: '罪名', boolean: 'flag' }
  const inside =
    (left: number) =>
    (kind: 'integer' | 'text' | 'boolean'): fc.Arbitrary<string> =>
      left === 0 ? fc.constant(leaf[kind]) : fc.oneof(fc.constant(leaf[kind]), recordOf(kind, inside(left - 1)))
  return recordOf('boolean', inside(depth - 1))
}
