import type { ColumnId, TypedExpression } from '../expression/index.ts'
import { type Plan, type ProjectPlan, visibleColumnsOf, witnessesOf } from '../plan/index.ts'

/** How a column follows from row numbers: the same text means the same value wherever the named row numbers are equal. */
type Origins = ReadonlyMap<ColumnId, string>

const longest = 2000
const none: Origins = new Map()
const known = new WeakMap<Plan, Origins>()

/**
 * Visible columns of an instrumented plan whose value does not provably follow from its row numbers. Two rows with equal
 * row numbers agree in all other columns, so those need not be compared (nor carried) to tell rows apart.
 */
export function undeterminedColumns(plan: Plan): readonly ColumnId[] {
  const origins = originsIn(plan)
  return visibleColumnsOf(plan).flatMap(({ id }) => (origins.has(id) ? [] : [id]))
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
      return sourceOrigins(plan)
    case 'project':
      return projected(plan)
    case 'join': {
      const [left, right] = [originsIn(plan.left), originsIn(plan.right)]
      if (plan.kind === 'semi' || plan.kind === 'anti') return left
      const [leftAbsent, rightAbsent] = [
        plan.kind === 'right' || plan.kind === 'full',
        plan.kind === 'left' || plan.kind === 'full',
      ]
      const side = (origins: Origins, absent: boolean) =>
        [...origins].map(([id, origin]) => [id, withoutPartner(origin, absent)] as const)
      return new Map([...side(left, leftAbsent), ...side(right, rightAbsent)])
    }
    case 'union': {
      const parts = plan.inputs.map(originsIn)
      return new Map(
        plan.columns.flatMap(({ id, from }) => {
          const [first, ...rest] = from.map((column, at) => parts[at]?.get(column))
          return first !== undefined && rest.every((other) => other === first) ? [[id, first] as const] : []
        }),
      )
    }
    case 'filter':
    case 'sort':
    case 'share':
    case 'window':
      return originsIn(plan.input)
    // Typed-in rows have no number, and a group's rows are many.
    default:
      return none
  }
}

// Private-use signs: JSON leaves them as they are, and no id contains them.
const token = (witness: ColumnId) => `\uE000${witness}\uE001`
const isPlain = (origin: string) => /^\uE000[^\uE000]*$/.test(origin)

function renamed(origin: string, ids: ReadonlyMap<ColumnId, ColumnId>): string {
  return origin.replaceAll(/\uE000([^\uE001]*)\uE001/g, (_, witness: string) => token(ids.get(witness) ?? witness))
}

/** A source's own columns: each follows from the row number of this source, and is NULL where there is no row. */
function sourceOrigins(plan: Plan): Origins {
  const [witness] = witnessesOf(plan)
  if (!witness) return none
  return new Map(visibleColumnsOf(plan).map(({ id, name }) => [id, `${token(witness.id)}${witness.witness}.${name}`]))
}

function projected({ input, columns }: ProjectPlan): Origins {
  const below = originsIn(input)
  // A join gives the row numbers of its right side other ids, so that both sides stay apart.
  const ids = new Map(
    columns.flatMap(({ id, expression, witness }) =>
      witness !== undefined && expression.op === 'column' ? [[expression.id, id] as const] : [],
    ),
  )
  return new Map(
    columns.flatMap(({ id, expression }) => {
      const origin = originOf(expression, below)
      return origin === null || origin.length > longest ? [] : [[id, renamed(origin, ids)] as const]
    }),
  )
}

function originOf(expression: TypedExpression, below: Origins): string | null {
  if (expression.op === 'column') return below.get(expression.id) ?? null
  let complete = true
  const text = JSON.stringify(expression, (_, part: unknown) => {
    if (!isColumn(part)) return part
    const origin = below.get(part.id)
    complete &&= origin !== undefined
    return { from: origin ?? '' }
  })
  return complete ? text : null
}

function isColumn(part: unknown): part is { readonly op: 'column'; readonly id: ColumnId } {
  return typeof part === 'object' && part !== null && 'op' in part && part.op === 'column' && 'id' in part
}

/** A computed column without a partner is NULL, which computing it again from NULLs need not give. */
function withoutPartner(origin: string, absent: boolean): string {
  return absent && !isPlain(origin) ? `optional(${origin})` : origin
}
