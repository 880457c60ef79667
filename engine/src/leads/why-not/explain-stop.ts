import { build, conjunctsOf } from '../../expression/index.ts'
import { type FilterPlan, inputsOf, type JoinPlan, type Plan } from '../../plan/index.ts'
import { type CheckedNode, checkedSpec } from '../../planner/index.ts'
import {
  type Ask,
  createFollow,
  type OwnRows,
  ownRows,
  partsAbove,
  probeConditions,
  probeKeys,
  probePartner,
  probePartnerRows,
  probeWinner,
  questionOver,
  rankedSort,
  rerooted,
  sideOf,
  type TracePlans,
  windowBelow,
} from '../../sql/why-not/index.ts'
import type { StopReason } from './absence.ts'

interface Stop {
  readonly plans: TracePlans
  readonly ask: Ask
  readonly checked: CheckedNode
  readonly port: string
  readonly entry: Plan
  readonly whole: Plan
  readonly witness: string
  readonly numbers: readonly number[]
}

/** What took the rows away within a node: the operators that had some of them and gave none, each asked why. */
export async function explainStop(stop: Stop): Promise<readonly StopReason[]> {
  const asked = await askRules(stop)
  if (asked) return [asked]
  const { plans, ask, checked, entry, whole, witness, numbers } = stop
  const nodeId = checked.node.id
  const follow = createFollow(entry, witness)
  const own = (part: Plan): OwnRows => ({ part, track: follow(part), numbers })
  const alive = new Set<Plan>([entry])
  const reasons: StopReason[] = []
  for (const part of partsAbove(whole, entry)) {
    const fed = inputsOf(part).filter((input) => alive.has(input))
    if (fed.length === 0 || follow(part).size === 0) continue
    const some = questionOver(ownRows(own(part)), [build.integer(1)], {
      plans,
      nodeId,
      limit: 1,
      read: (rows) => rows.length > 0,
    })
    if (await ask(some)) alive.add(part)
    else reasons.push(...(await reasonOf(part, fed[0] ?? entry)))
  }
  return reasons

  async function reasonOf(part: Plan, input: Plan): Promise<readonly StopReason[]> {
    switch (part.op) {
      case 'filter':
        return [await filterReason(part)]
      case 'sort': {
        const { window, filter } = rankedSort(part)
        const rows = await ask(probeWinner({ window, filter, own: own(part.input) }, { plans, nodeId }))
        return [{ kind: 'winner', rows }]
      }
      case 'join':
        return [await joinReason(stop, part, own(input))]
      default:
        return []
    }
  }

  async function filterReason(filter: FilterPlan): Promise<StopReason> {
    const window = windowBelow(filter)
    if (window) {
      const rows = await ask(probeWinner({ window, filter, own: own(window) }, { plans, nodeId }))
      return { kind: 'winner', rows }
    }
    const probe = probeConditions(ownRows(own(filter.input)), conjunctsOf(filter.where), { plans, nodeId, limit: 3 })
    return { kind: 'conditions', rows: await ask(probe) }
  }
}

/** Rules in the drawer's words, where the node has them. */
async function askRules({ plans, ask, checked, port, entry, witness, numbers }: Stop): Promise<StopReason | null> {
  const { node, config, inputs } = checked
  const rules = checkedSpec(checked).rules?.({
    nodeId: node.id,
    config,
    inputs: { [port]: entry },
    columns: inputs,
    outputs: {},
    context: plans.context,
  })
  if (!rules) return null
  const own = ownRows({ part: entry, track: new Set([witness]), numbers })
  const conditions = rules.flatMap((rule) => rule.conditions.map(({ condition }) => condition))
  const rows = await ask(probeConditions(own, conditions, { plans, nodeId: node.id, limit: 3 }))
  return {
    kind: 'rules',
    rows: rows.map((probed) => {
      let at = 0
      return rules.map(({ id, title, conditions: parts }) => ({
        id,
        title,
        conditions: parts.flatMap(({ role, reason }) => {
          const found = probed[at++]
          return found ? [{ ...found, role, reason }] : []
        }),
      }))
    }),
  }
}

async function joinReason(stop: Stop, join: JoinPlan, own: OwnRows): Promise<StopReason> {
  const { plans, ask, checked } = stop
  const place = { plans, nodeId: checked.node.id }
  const side = sideOf(join, own)
  const { keys } = side
  const excluded = join.kind === 'anti'
  const alone: boolean[] = []
  for (const key of keys) alone.push(await ask(probePartner(side, [key], place)))
  const shared = keys.filter((_, index) => alone[index])
  const all = alone.includes(false)
    ? false
    : await ask(probePartner({ ...side, join: { ...join, on: null } }, keys, place))
  const partners = excluded
    ? await ask(probePartnerRows(side, keys, place))
    : !all && shared.length > 0 && keys.length > 1
      ? await ask(probePartnerRows(side, shared.slice(0, 1), place))
      : []
  return {
    kind: 'partner',
    join: join.kind,
    side: own.part === join.left ? 'left' : 'right',
    keys: keys.length === 0 ? [] : await ask(probeKeys(side, place)),
    alone,
    partners,
    lostAt: excluded || all ? null : await lostPartner(),
    on: join.on && all && !excluded ? await ask(pairs(join.on)) : [],
  }

  /** The nearest node up the other side before which there was a partner. */
  async function lostPartner(): Promise<Extract<StopReason, { kind: 'partner' }>['lostAt']> {
    const nodes = new Map(plans.nodes.map((node) => [node.node.id, node]))
    for (const [port, from] of Object.entries(checked.sources)) {
      const entry = plans.entry(checked.node.id, port)
      if (!entry || port === stop.port || !(entry === side.other || partsAbove(side.other, entry).length > 0)) continue
      const seen = new Set<string>()
      let level = [from]
      while (level.length > 0) {
        const next: (typeof from)[] = []
        for (const feeder of level) {
          for (const before of Object.values(nodes.get(feeder.node)?.sources ?? {})) {
            const key = `${before.node}.${before.port}`
            const upstream = plans.planOf(before.node, before.port)
            if (seen.has(key) || !upstream) continue
            seen.add(key)
            const there = rerooted(side, entry, upstream)
            if (!there) continue
            if (await ask(probePartner(side, keys, { ...place, there })))
              return { nodeId: feeder.node, after: { nodeId: before.node, port: before.port } }
            next.push(before)
          }
        }
        level = next
      }
    }
    return null
  }

  function pairs(on: NonNullable<JoinPlan['on']>) {
    const both: Plan = {
      ...join,
      kind: 'inner',
      on: null,
      left: own.part === join.left ? ownRows(own) : join.left,
      right: own.part === join.right ? ownRows(own) : join.right,
    }
    return probeConditions(both, conjunctsOf(on), { ...place, limit: 3 })
  }
}
