import { type ColumnId, columnsRead } from '../../expression/index.ts'
import { type ByOperator, inputsOf, onOperator, type Plan, witnessesOf } from '../../plan/index.ts'

export type Track = ReadonlySet<ColumnId>
const nowhere: Track = new Set()

/**
 * Which hidden columns of each part above `entry` carry the row numbers that the column `witness` carries there. Empty for
 * parts that the rows do not reach: they may still decide about other rows, as the right side of a semi or anti join does.
 */
export function createFollow(entry: Plan, witness: ColumnId): (part: Plan) => Track {
  const done = new Map<Plan, Track>([[entry, new Set([witness])]])
  const follow = (part: Plan): Track => {
    const before = done.get(part)
    if (before) return before
    const track = onOperator(part, table)
    done.set(part, track)
    return track
  }
  const table: ByOperator<Track> = {
    scan: () => nowhere,
    read: () => nowhere,
    values: () => nowhere,
    project: ({ input, columns }) => {
      const below = follow(input)
      return pick(columns, ({ expression }) => columnsRead(expression).some((id) => below.has(id)))
    },
    filter: ({ input }) => follow(input),
    join: ({ kind, left, right }) =>
      kind === 'semi' || kind === 'anti' ? follow(left) : new Set([...follow(left), ...follow(right)]),
    aggregate: ({ input, aggregates }) => {
      const below = follow(input)
      return pick(aggregates, (one) => one.arguments.some((each) => columnsRead(each).some((id) => below.has(id))))
    },
    window: ({ input }) => follow(input),
    union: ({ inputs, columns }) => {
      const below = inputs.map(follow)
      return pick(columns, ({ from }) => from.some((id, at) => below[at]?.has(id)))
    },
    distinct: ({ input }) => follow(input),
    sort: ({ input }) => follow(input),
    share: ({ input }) => follow(input),
  }
  return follow
}

function pick<Item extends { readonly id: ColumnId; readonly witness?: string }>(
  columns: readonly Item[],
  carries: (column: Item) => boolean,
): Track {
  return new Set(columns.flatMap((column) => (column.witness !== undefined && carries(column) ? [column.id] : [])))
}

/** The witness columns of a plan that a track names. */
export const trackedColumns = (plan: Plan, track: Track) => witnessesOf(plan).filter(({ id }) => track.has(id))

/** Parts from an entry up to the whole that lie on a way of the rows, inputs first; the entry itself is not among them. */
export function partsAbove(whole: Plan, entry: Plan): readonly Plan[] {
  const reaches = new Map<Plan, boolean>()
  const parts: Plan[] = []
  const visit = (part: Plan): boolean => {
    if (part === entry) return true
    const before = reaches.get(part)
    if (before !== undefined) return before
    const found = inputsOf(part).map(visit).includes(true)
    reaches.set(part, found)
    if (found) parts.push(part)
    return found
  }
  visit(whole)
  return parts
}

/** What rows of an entry are to the output: `needed` ones come through or the output row is not there; `optional` and
 * `excluding` ones are only looked up. */
export type EntryRole = 'needed' | 'optional' | 'excluding'

export function roleOf(whole: Plan, entry: Plan): EntryRole {
  let role: EntryRole = 'needed'
  for (const part of partsAbove(whole, entry)) {
    if (part.op !== 'join') continue
    const onRight = part.right === entry || partsAbove(part.right, entry).length > 0
    if (onRight && part.kind === 'anti') return 'excluding'
    if (part.kind === 'full' || part.kind === (onRight ? 'left' : 'right')) role = 'optional'
  }
  return role
}
