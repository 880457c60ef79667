import { build } from '../../src/expression/index.ts'
import { checkPlan } from '../../src/plan/check-plan.ts'
import {
  columnsOf,
  createRewrite,
  inputsOf,
  keepColumn,
  type Plan,
  visibleColumnsOf,
  walkPlan,
  witnessesOf,
} from '../../src/plan/index.ts'
import type { Row } from '../../src/plan/reference/interpret.ts'
import { createInstrument, witnessId } from '../../src/planner/instrument.ts'
import { differenceOf } from '../compare.ts'
import { compared, expectRows, meaning, type Oracle, type Probe } from './oracle.ts'

/**
 * Row numbers carried along and erased again change nothing. For plans that only ever gain rows from more rows, and groups of
 * these: the rows that one output row names are enough to give it, and without them it is not there.
 */
export const witnesses: Oracle = {
  name: 'witnesses',
  async check(probe) {
    const carried = createInstrument()(probe.plan)
    const [broken] = checkPlan(carried)
    if (broken) return { what: `carrying row numbers breaks an invariant: ${broken}`, plan: carried }
    const visible = visibleColumnsOf(carried).map((column) => keepColumn(column))
    const erased: Plan = { op: 'project', input: carried, columns: visible, origin: ['erase'] }
    const difference =
      compared(
        { what: 'instrumented and erased is not plain (interpreter)', plan: erased },
        probe.rows,
        meaning(probe, erased),
      ) ?? (await expectRows(probe, erased, probe.rows, 'instrumented and erased is not plain (engine)'))
    return difference ?? explained(probe, carried)
  },
}

function explained(probe: Probe, carried: Plan): ReturnType<typeof compared> {
  const named = witnessesOf(carried)
  if (named.length === 0 || !isExplained(carried)) return null
  const rows = meaning(probe, carried)
  if (rows.length === 0) return null
  const row = probe.random.pick(rows)
  const columns = columnsOf(carried)
  // What a scan gave: several columns may come from one scan that is read on both sides of a join.
  const numbers = new Map<string, Set<string>>()
  for (const { id, witness } of named) {
    const value = row[columns.findIndex((column) => column.id === id)] ?? null
    const all = numbers.get(witness) ?? new Set<string>()
    for (const number of value === null ? [] : String(value).split(',')) all.add(number)
    numbers.set(witness, all)
  }
  const only = meaning(probe, restricted(carried, numbers, true))
  if (!holds(only, row, carried))
    return { what: 'the witnesses of a row do not give it', plan: carried, missing: [row], extra: only }
  if ([...numbers.values()].every(({ size }) => size === 0)) return null
  const without = meaning(probe, restricted(carried, numbers, false))
  return holds(without, row, carried)
    ? { what: 'a row is there without its witnesses', plan: carried, extra: [row] }
    : null
}

const holds = (rows: readonly Row[], row: Row, plan: Plan) =>
  rows.some(
    (other) =>
      differenceOf(
        [row],
        [other],
        columnsOf(plan).map(({ type }) => type),
      ) === null,
  )

/** The plan over only these rows of each scan that is named, or over all others. */
function restricted(plan: Plan, numbers: ReadonlyMap<string, ReadonlySet<string>>, keep: boolean): Plan {
  return createRewrite((part) => {
    const wanted = part.op === 'scan' ? numbers.get(part.nodeId) : undefined
    if (part.op !== 'scan' || !wanted) return part
    const number = build.column({ id: witnessId(part.nodeId), type: 'integer' })
    const items = [...wanted].map((one) => build.integer(Number(one)))
    const inside = items.length === 0 ? build.literal('boolean', false) : build.call('in', 'boolean', number, ...items)
    return { op: 'filter', input: part, where: keep ? inside : build.not(inside), origin: ['restrict'] }
  })(plan)
}

function scansOf(plan: Plan): ReadonlySet<string> {
  const found = new Set<string>()
  walkPlan(plan, (part) => {
    if (part.op === 'scan') found.add(part.nodeId)
  })
  return found
}

const isGroup = ({ op }: Plan) => op === 'aggregate' || op === 'distinct'

/**
 * More rows only ever give more rows, and a group is whole: what a group names are all its rows, so that over those alone the
 * group is the same, whatever is left of others. Of groups of groups that is not so: a part of an inner one may look like another.
 */
function isExplained(plan: Plan): boolean {
  let explained = true
  walkPlan(plan, (part) => {
    if (part.op === 'window' || part.op === 'sort') explained = false
    if (part.op === 'join' && !['inner', 'cross', 'semi'].includes(part.kind)) explained = false
    // A semi join names no partner: where both sides read one scan, its rows alone need not hold the partner.
    if (part.op === 'join' && part.kind === 'semi') {
      const right = scansOf(part.right)
      if ([...scansOf(part.left)].some((id) => right.has(id))) explained = false
    }
    if (isGroup(part)) for (const input of inputsOf(part)) walkPlan(input, (below) => (explained &&= !isGroup(below)))
  })
  return explained
}
