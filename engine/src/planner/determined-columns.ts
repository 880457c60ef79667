import type { TypedExpression } from '../expression/index.ts'
import { columnsOf, type Plan, visibleColumnsOf, witnessesOf } from '../plan/index.ts'

/** How a column follows from row numbers: the same text means the same value wherever the named row numbers are equal. */
type Origins = ReadonlyMap<string, string>

const longest = 2000
const none: Origins = new Map()
const known = new WeakMap<Plan, Origins>()

/**
 * Visible columns of an instrumented plan whose value does not provably follow from its row numbers. Two rows with equal
 * row numbers agree in all other columns, so those need not be compared (nor carried) to tell rows apart.
 */
export function undeterminedColumns(plan: Plan): readonly string[] {
  const origins = originsIn(plan)
  return visibleColumnsOf(plan).flatMap(({ name }) => (origins.has(name) ? [] : [name]))
}

function originsIn(plan: Plan): Origins {
  const before = known.get(plan)
  if (before) return before
  const found = trace(plan)
  known.set(plan, found)
  return found
}

function trace(plan: Plan): Origins {
  switch (plan.op) {
    case 'scan':
    case 'read':
      return none
    case 'project':
      return witnessesOf(plan.input).length === 0 ? sourceOrigins(plan) : projected(plan)
    case 'join': {
      const left = originsIn(plan.left)
      if (plan.kind === 'semi' || plan.kind === 'anti') return left
      // A row number of the right may get another name here.
      const names = new Map(plan.take.map(({ from, name }) => [from, name]))
      const right = originsIn(plan.right)
      const taken = plan.take.flatMap(({ from, name }) => {
        const origin = right.get(from)
        return origin === undefined
          ? []
          : [[name, withoutPartner(renamed(origin, names), plan.kind === 'left')] as const]
      })
      return new Map([...left, ...taken])
    }
    case 'union': {
      const [first, ...rest] = plan.inputs.map(originsIn)
      return new Map([...(first ?? none)].filter(([name, origin]) => rest.every((other) => other.get(name) === origin)))
    }
    default:
      return originsIn(plan.input)
  }
}

// Private-use signs: JSON leaves them as they are, and no name contains them.
const token = (witness: string) => `\uE000${witness}\uE001`
const isPlain = (origin: string) => /^\uE000[^\uE000]*$/.test(origin)

function renamed(origin: string, names: ReadonlyMap<string, string>): string {
  return origin.replaceAll(/\uE000([^\uE001]*)\uE001/g, (_, witness: string) => token(names.get(witness) ?? witness))
}

/** A source's own columns: each follows from the row number of this source, and is NULL where there is no row. */
function sourceOrigins(plan: Plan): Origins {
  const [witness] = witnessesOf(plan)
  if (!witness) return none
  return new Map(columnsOf(plan).map(({ name }) => [name, `${token(witness.name)}${witness.witness}.${name}`]))
}

function projected(plan: Extract<Plan, { op: 'project' }>): Origins {
  const below = originsIn(plan.input)
  return new Map(
    plan.columns.flatMap(({ name, expression }) => {
      const origin = originOf(expression, below)
      return origin === null || origin.length > longest ? [] : [[name, origin] as const]
    }),
  )
}

function originOf(expression: TypedExpression, below: Origins): string | null {
  if (expression.op === 'column') return below.get(expression.name) ?? null
  let complete = true
  const text = JSON.stringify(expression, (_, part: unknown) => {
    if (!isColumn(part)) return part
    const origin = below.get(part.name)
    complete &&= origin !== undefined
    return { from: origin ?? '' }
  })
  return complete ? text : null
}

function isColumn(part: unknown): part is { readonly op: 'column'; readonly name: string } {
  return typeof part === 'object' && part !== null && 'op' in part && part.op === 'column' && 'name' in part
}

/** A computed column without a partner is NULL, which computing it again from NULLs need not give. */
function withoutPartner(origin: string, optional: boolean): string {
  return optional && !isPlain(origin) ? `optional(${origin})` : origin
}
