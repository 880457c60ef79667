import type { Column } from '@jianmo/connectors/words'
import { functions, type TypedExpression } from '../../src/expression/index.ts'
import { idOf } from '../../src/schema/index.ts'

const infixes = new Set(['and', 'or', '=', '<>', '<', '<=', '>', '>=', '+', '-', '*', '/', 'like'])
const nameOf: ReadonlyMap<string, string> = new Map(
  functions.flatMap(({ id, overloads }) => overloads.map((overload) => [overload.id, id] as const)),
)

/** An expression as a drawer writes it; null for what the language has no words for. The checker then types it anew. */
export function say(expression: TypedExpression, columns: readonly Column[]): string | null {
  const parts = (all: readonly TypedExpression[]) => {
    const said = all.map((part) => say(part, columns))
    return said.every((part) => part !== null) ? said : null
  }
  switch (expression.op) {
    case 'column': {
      const name = columns.find((column) => idOf(column) === expression.id)?.name
      return name === undefined ? null : `[${name}]`
    }
    case 'literal':
      return sayLiteral(expression)
    case 'parameter':
      return `$${expression.name}`
    case 'case': {
      const [branch] = expression.branches
      if (!branch || expression.branches.length > 1 || !expression.otherwise) return null
      const said = parts([branch.when, branch.gives, expression.otherwise])
      return said && `if(${said.join(', ')})`
    }
    case 'call': {
      const said = parts(expression.arguments)
      if (!said) return null
      const [first, second, third] = said
      const id = expression.function
      if (infixes.has(id)) return `(${first} ${id} ${second})`
      if (id === 'not') return `(not ${first})`
      if (id === 'negate') return `(- ${first})`
      if (id === 'is-null') return `(${first} is null)`
      if (id === 'is-not-null') return `(${first} is not null)`
      if (id === 'between') return `(${first} between ${second} and ${third})`
      if (id === 'in') return `(${first} in (${said.slice(1).join(', ')}))`
      const name = nameOf.get(id)
      return name === undefined ? null : `${name}(${said.join(', ')})`
    }
    default:
      return null
  }
}

function sayLiteral({ type, value }: Extract<TypedExpression, { op: 'literal' }>): string | null {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return String(value)
  if (type === 'text' && typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  if (type === 'date') return `date '${String(value)}'`
  const plain = typeof value === 'number' && Number.isFinite(value) && !String(value).includes('e')
  return plain && (type === 'integer' || type === 'decimal' || type === 'float')
    ? value < 0
      ? `(${value})`
      : String(value)
    : null
}
