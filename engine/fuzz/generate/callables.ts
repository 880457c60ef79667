import type { ColumnType } from '@jianmo/connectors/words'
import {
  arithmeticType,
  type Dialect,
  type ExpressionType,
  type FunctionParameter,
  functions,
  implementationOf,
  loweringOf,
  type Value,
} from '../../src/expression/index.ts'

/** Something that a call can name, and what it wants: an overload of the catalogue, or an operator. */
export interface Callable {
  readonly id: string
  readonly family: string
  readonly parameters: readonly FunctionParameter[]
  readonly result: (types: readonly ExpressionType[], literals: readonly (Value | undefined)[]) => ColumnType
}

const p = (type: FunctionParameter['type'], more: Partial<FunctionParameter> = {}): FunctionParameter => ({
  name: 'operand',
  type,
  ...more,
})
const gives = (type: ColumnType) => () => type
const operator = (id: string, parameters: readonly FunctionParameter[], result: Callable['result']): Callable => ({
  id,
  family: 'operator',
  parameters,
  result,
})
const arithmetic = (sign: '+' | '-' | '*') =>
  operator(sign, [p('same'), p('same')], ([left, right]) => {
    const type = arithmeticType(sign, left as ColumnType, right as ColumnType)
    if (type === null) throw new Error(`${left} ${sign} ${right}`)
    return type
  })

/** The table of operators says how they are computed, not what they take: the checker knows that by its grammar. */
const operators: readonly Callable[] = [
  operator('and', [p('boolean'), p('boolean')], gives('boolean')),
  operator('or', [p('boolean'), p('boolean')], gives('boolean')),
  operator('not', [p('boolean')], gives('boolean')),
  operator('is-true', [p('boolean')], gives('boolean')),
  operator('is-null', [p('any')], gives('boolean')),
  operator('is-not-null', [p('any')], gives('boolean')),
  ...['=', '<>', '<', '<=', '>', '>='].map((sign) => operator(sign, [p('same'), p('same')], gives('boolean'))),
  operator('between', [p('same'), p('same'), p('same')], gives('boolean')),
  operator('in', [p('same'), p('same', { repeated: true })], gives('boolean')),
  operator('like', [p('text'), p('text', { name: 'pattern', literal: true })], gives('boolean')),
  arithmetic('+'),
  arithmetic('-'),
  arithmetic('*'),
  operator('negate', [p('number')], ([type]) => type as ColumnType),
  operator('/', [p('float'), p('float')], gives('float')),
]

/** Number operators take one number type; everything else takes whatever can be compared. */
export const isArithmetic = ({ id }: Callable): boolean => ['+', '-', '*'].includes(id)

const fromCatalogue: readonly Callable[] = functions.flatMap(({ family, overloads }) =>
  overloads.flatMap(({ id, parameters, result }): readonly Callable[] => {
    // `if` is checked into a case and never called.
    if (id === 'if') return []
    const compute = result as ColumnType | 'same' | 'number' | Callable['result']
    return [
      {
        id,
        family,
        parameters,
        result(types, literals) {
          if (typeof compute === 'function') return compute(types, literals)
          const follows = parameters.findIndex(({ type }) => type === compute)
          return compute === 'same' || compute === 'number' ? (types[follows] as ColumnType) : compute
        },
      },
    ]
  }),
)

/** Everything that an expression may call and all of the dialects compute exactly. */
export function callablesFor(dialects: readonly Dialect[]): readonly Callable[] {
  return [...operators, ...fromCatalogue].filter(({ id }) =>
    dialects.every((dialect) => loweringOf(implementationOf(id), dialect).fidelity === 'exact'),
  )
}

/** Types that take part in comparing: lists are equal or not in too many ways. */
export const comparable: readonly ColumnType[] = [
  'text',
  'integer',
  'decimal',
  'decimal(12,2)',
  'float',
  'boolean',
  'date',
  'timestamp',
  'instant',
]
export const numeric: readonly ColumnType[] = ['integer', 'integer', 'decimal', 'decimal(12,2)', 'float']
