import { build, type ColumnId } from '../../expression/index.ts'
import {
  columnMap,
  columnsOf,
  createRewrite,
  type JoinPlan,
  type KeyPair,
  keepColumn,
  type Plan,
  pruneColumns,
  type ReadPlan,
  visibleColumnsOf,
  walkPlan,
  witnessesOf,
} from '../../plan/index.ts'
import { rowNumbersOf } from '../../planner/index.ts'
import type { ProbedValue } from './condition-probe.ts'
import { asText, knownColumns, nameIn, type OwnRows, ownRows } from './own-rows.ts'
import { type Cell, type Question, questionOver } from './question.ts'
import type { TracePlans } from './trace-plans.ts'

/** A join seen from the side that a row comes from. */
export interface JoinSide {
  readonly join: JoinPlan
  readonly own: OwnRows
  readonly other: Plan
  readonly keys: readonly KeyPair[]
}

export function sideOf(join: JoinPlan, own: OwnRows): JoinSide {
  const isLeft = own.part === join.left
  return {
    join,
    own,
    other: isLeft ? join.right : join.left,
    keys: isLeft ? join.keys : join.keys.map(({ left, right }) => ({ left: right, right: left })),
  }
}

interface Place {
  readonly plans: TracePlans
  readonly nodeId: string
}

const most = 3

function value(plans: TracePlans, part: Plan, id: ColumnId, cell: Cell | undefined): ProbedValue {
  return {
    text: nameIn(plans, part)(id),
    value: cell === null || cell === undefined ? null : String(cell),
    columns: knownColumns(plans, part, id),
    plain: knownColumns(plans, part, id).length === 1,
  }
}

/** What the row compares: its key values, for some of its rows. */
export function probeKeys({ own, keys }: JoinSide, place: Place): Question<readonly (readonly ProbedValue[])[]> {
  const ids = keys.map(({ left }) => left)
  const asked = ids.flatMap((id) => columnMap(own.part).get(id) ?? []).map(asText)
  return questionOver(ownRows(own), asked.length > 0 ? asked : [build.integer(1)], {
    ...place,
    limit: most,
    read: (rows) => rows.map((row) => ids.map((id, at) => value(place.plans, own.part, id, row[at]))),
  })
}

/** Whether any of the rows has a partner by these keys, in the other side as it is or in `there`. */
export function probePartner(
  { own, other, keys, join }: JoinSide,
  by: readonly KeyPair[],
  place: Place & { readonly there?: Plan },
): Question<boolean> {
  const found: Plan = {
    op: 'join',
    kind: 'semi',
    left: ownRows(own),
    right: place.there ?? other,
    keys: by,
    on: by.length === keys.length && by.length === 0 ? join.on : null,
    origin: [place.nodeId],
  }
  return questionOver(found, [build.integer(1)], { ...place, limit: 1, read: (rows) => rows.length > 0 })
}

/** Rows of the other side that are partners by these keys: what they say, and which source rows they came from. */
export interface ProbedPartner {
  readonly values: readonly ProbedValue[]
  readonly rows: readonly { readonly scanNodeId: string; readonly row: number }[]
}

export function probePartnerRows(
  { own, other, keys, join }: JoinSide,
  by: readonly KeyPair[],
  place: Place,
): Question<readonly ProbedPartner[]> {
  const { plans } = place
  const pairs: Plan = {
    op: 'join',
    kind: 'inner',
    left: ownRows(own),
    right: other,
    keys: by,
    on: by.length === keys.length ? join.on : null,
    origin: [place.nodeId],
  }
  const known = visibleColumnsOf(other).filter(
    ({ id, type }) => type !== 'list' && knownColumns(plans, other, id).length === 1,
  )
  const compared = new Set(keys.map(({ right }) => right))
  const shown = [
    ...keys.flatMap(({ right }) => columnMap(other).get(right) ?? []),
    ...known.filter(({ id }) => !compared.has(id)),
  ].slice(0, 8)
  const witnesses = witnessesOf(other)
  return questionOver(pairs, [...shown.map(asText), ...witnesses.map((column) => build.column(column))], {
    ...place,
    limit: most,
    read: (rows) =>
      rows.map((row) => ({
        values: shown.map(({ id }, at) => value(plans, other, id, row[at])),
        rows: witnesses.flatMap(({ witness }, at) =>
          rowNumbersOf(row[shown.length + at]).map((number) => ({ scanNodeId: witness, row: number })),
        ),
      })),
  })
}

/**
 * The other side of a join made of what a node further up gives, with the same preparation of the keys. Null if the keys
 * are not there yet.
 */
export function rerooted({ other, keys }: JoinSide, entry: Plan, upstream: Plan): Plan | null {
  const sign: ReadPlan = { op: 'read', relation: '', columns: columnsOf(entry), origin: [] }
  const wanted = new Set(keys.map(({ right }) => right))
  const prepared = pruneColumns(createRewrite((part) => (part === entry ? sign : part))(other), wanted)
  const needed = new Set<ColumnId>()
  let found = false
  walkPlan(prepared, (part) => {
    if (part.op === 'read' && part.relation === '') {
      found = true
      for (const { id } of part.columns) needed.add(id)
    }
  })
  const there = columnMap(upstream)
  const types = columnMap(entry)
  if (!found || [...needed].some((id) => there.get(id)?.type !== types.get(id)?.type)) return null
  const kept: Plan = {
    op: 'project',
    input: upstream,
    columns: [...needed].flatMap((id) => {
      const column = there.get(id)
      return column ? [keepColumn(column)] : []
    }),
    origin: upstream.origin,
  }
  return createRewrite((part) => (part.op === 'read' && part.relation === '' ? kept : part))(prepared)
}
