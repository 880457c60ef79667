import type { Text } from '@jianmo/connectors/words'
import { build } from '../../expression/index.ts'
import { type Plan, visibleColumnsOf, witnessesOf } from '../../plan/index.ts'
import { type CheckedNode, checkedSpec, rowNumbersOf } from '../../planner/index.ts'
import {
  type Ask,
  createFollow,
  type EntryRole,
  isOwn,
  ownRows,
  questionOver,
  roleOf,
  type TracePlans,
  type TraceSource,
} from '../../sql/why-not/index.ts'
import { reasonText } from '../collect-unidentified.ts'
import type { PassedNode, StopReason, TraceEnd } from './absence.ts'
import { explainStop } from './explain-stop.ts'

interface TraceRequest {
  readonly plans: TracePlans
  readonly ask: Ask
  readonly sources: readonly TraceSource[]
  /** The person's rows per source node. */
  readonly found: ReadonlyMap<string, readonly number[]>
}

/** Rows of one source under way: what they enter, and which hidden column carries their numbers there. */
interface Step {
  readonly scanNodeId: string
  readonly witness: string
  readonly node: CheckedNode
  readonly port: string
  readonly path: readonly PassedNode[]
}

/**
 * Follows the rows of every source along every connection, each once a hidden column, until a node gives none of them. Rows
 * that meet again after a union or a join of a source with itself keep columns of their own, so branches are told apart.
 */
export async function traceRows({ plans, ask, sources, found }: TraceRequest): Promise<readonly TraceEnd[]> {
  const ends: TraceEnd[] = []
  const seen = new Set<string>()
  const consumers = consumersOf(plans.nodes)
  const counts = new Map<string, Promise<ReadonlyMap<string, number>>>()
  const distances = distancesToLeads(plans, consumers)

  for (const { nodeId, port, witness } of sources) {
    const rows = found.get(nodeId)?.length ?? 0
    if (rows === 0) continue
    const start = [{ nodeId, port, rows }]
    const next = consumers.get(`${nodeId}.${port}`) ?? []
    if (next.length === 0)
      ends.push({ ...end('open', { scanNodeId: nodeId, nodeId, port, path: start }), decisive: true, distance: null })
    for (const { node, port: to } of next)
      await visit({ scanNodeId: nodeId, witness: witness.id, node, port: to, path: start })
  }
  return inOrder(withCauses(eachOnce(ends)))

  async function visit(step: Step): Promise<void> {
    const { scanNodeId, witness, node: checked, port, path } = step
    const nodeId = checked.node.id
    const key = `${nodeId}.${port} ${witness}`
    if (seen.has(key)) return
    seen.add(key)
    const entry = plans.entry(nodeId, port)
    const [main, ...others] = Object.keys(checkedSpec(checked).outputs)
    const place = { scanNodeId, nodeId, port, path }
    if (!entry) return void ends.push(judged('broken', place))
    if (main === undefined) return void ends.push(judged(port === 'undetermined' ? 'undetermined' : 'lead', place))
    const whole = plans.planOf(nodeId, main)
    if (!whole) return void ends.push(judged('broken', place))

    const numbers = found.get(scanNodeId) ?? []
    const passed: Awaited<ReturnType<typeof passedThrough>>[] = []
    for (const output of [main, ...others]) passed.push(await passedThrough(step, entry, output))
    const [mainRows, ...left] = passed
    for (const { output, rows, track } of passed) {
      if (rows === 0) continue
      const next = consumers.get(`${nodeId}.${output}`) ?? []
      const longer = [...path, { nodeId, port: output, rows }]
      if (next.length === 0 && output === main) ends.push(judged('open', { ...place, path: longer }))
      for (const { node, port: to } of next)
        for (const id of track) await visit({ scanNodeId, witness: id, node, port: to, path: longer })
    }
    if (!mainRows || mainRows.rows > 0) return
    const track = createFollow(entry, witness)(whole)
    if (track.size === 0) return void ends.push(judged('compared', place))
    const through: TraceEnd['through'][number][] = []
    for (const { output, rows, track: tracked } of left)
      if (rows > 0) through.push({ port: output, rows, reason: await reasonAt(plans.planOf(nodeId, output), tracked) })
    const reasons = await explainStop({ plans, ask, checked, port, entry, whole, witness, numbers })
    ends.push(judged(through.length > 0 ? 'left' : 'stopped', { ...place, through, reasons }))

    async function reasonAt(plan: Plan | undefined, tracked: ReadonlySet<string>): Promise<Text | null> {
      const column = plan && visibleColumnsOf(plan).find(({ name }) => name === 'identity_reason' || name === 'reason')
      if (!plan || !column) return null
      const rows = await ask(
        questionOver(ownRows({ part: plan, track: tracked, numbers }), [build.castTo('text', build.column(column))], {
          plans,
          nodeId,
          limit: 1,
          read: (cells) => cells,
        }),
      )
      const code = rows[0]?.[0]
      if (code === null || code === undefined) return null
      return column.name === 'identity_reason' ? reasonText(String(code)) : { zh: String(code), en: String(code) }
    }
  }

  async function passedThrough({ node: { node }, witness, scanNodeId }: Step, entry: Plan, output: string) {
    const plan = plans.planOf(node.id, output)
    if (!plan) return { output, rows: 0, track: new Set<string>() }
    const track = createFollow(entry, witness)(plan)
    const counted = await countAt(node.id, output, plan)
    const rows = [...track].reduce((sum, id) => sum + (counted.get(`${scanNodeId} ${id}`) ?? 0), 0)
    return { output, rows, track: new Set([...track].filter((id) => (counted.get(`${scanNodeId} ${id}`) ?? 0) > 0)) }
  }

  /** Rows of every source at a port, by hidden column: one question a port, whoever asks. */
  function countAt(nodeId: string, output: string, plan: Plan): Promise<ReadonlyMap<string, number>> {
    const key = `${nodeId}.${output}`
    const before = counts.get(key)
    if (before) return before
    const columns = witnessesOf(plan).filter(({ witness }) => found.has(witness))
    const own = columns.map((column) =>
      isOwn({ part: plan, track: new Set([column.id]), numbers: found.get(column.witness) ?? [] }),
    )
    const rows: Plan = { op: 'filter', input: plan, where: build.anyOf(own), origin: [nodeId] }
    const counted =
      columns.length === 0
        ? Promise.resolve(new Map<string, number>())
        : ask(
            questionOver(rows, columns.map(build.column), {
              plans,
              nodeId,
              limit: 10_000,
              read: (cells) =>
                new Map(
                  columns.map(({ id, witness }, at) => {
                    const numbers = new Set(found.get(witness))
                    const many = cells.filter((row) => rowNumbersOf(row[at]).some((number) => numbers.has(number)))
                    return [`${witness} ${id}`, many.length] as const
                  }),
                ),
            }),
          )
    counts.set(key, counted)
    return counted
  }

  function judged(kind: TraceEnd['kind'], place: Place): TraceEnd {
    const distance = distances.get(place.nodeId) ?? null
    const reaches = kind === 'lead' || kind === 'undetermined'
    const needed = reaches || roleAt(plans, place.nodeId, place.port) === 'needed'
    return { ...end(kind, place), decisive: needed && distance !== null, distance }
  }
}

type Place = Pick<TraceEnd, 'scanNodeId' | 'nodeId' | 'port' | 'path'> & Partial<Pick<TraceEnd, 'through' | 'reasons'>>

const end = (kind: TraceEnd['kind'], { through = [], reasons = [], ...place }: Place) => ({
  kind,
  ...place,
  because: null,
  through,
  reasons,
})

interface Consumer {
  readonly node: CheckedNode
  readonly port: string
}

function consumersOf(nodes: readonly CheckedNode[]): ReadonlyMap<string, readonly Consumer[]> {
  const consumers = new Map<string, Consumer[]>()
  for (const node of nodes)
    for (const [port, from] of Object.entries(node.sources)) {
      const key = `${from.node}.${from.port}`
      consumers.set(key, [...(consumers.get(key) ?? []), { node, port }])
    }
  return consumers
}

function roleAt(plans: TracePlans, nodeId: string, port: string): EntryRole {
  const checked = plans.nodes.find(({ node }) => node.id === nodeId)
  const [main] = Object.keys(checked ? checkedSpec(checked).outputs : {})
  const [entry, whole] = [plans.entry(nodeId, port), main === undefined ? undefined : plans.planOf(nodeId, main)]
  return entry && whole ? roleOf(whole, entry) : 'needed'
}

/** How many nodes lie between each node and the leads, by connections without whose rows there is no lead. */
function distancesToLeads(plans: TracePlans, consumers: ReadonlyMap<string, readonly Consumer[]>) {
  const distances = new Map<string, number>()
  for (const checked of plans.nodes.toReversed()) {
    const { node } = checked
    const outputs = Object.keys(checkedSpec(checked).outputs)
    if (outputs.length === 0) {
      distances.set(node.id, 0)
      continue
    }
    const ways = outputs.flatMap((output) =>
      (consumers.get(`${node.id}.${output}`) ?? []).flatMap(({ node: next, port }) => {
        const distance = distances.get(next.node.id)
        if (distance === undefined || port === 'undetermined') return []
        return roleAt(plans, next.node.id, port) === 'needed' ? [distance + 1] : []
      }),
    )
    // Where a model has no output yet, its last nodes are what a person looks at.
    const isLast = outputs.every((output) => !consumers.has(`${node.id}.${output}`))
    const hasLeads = plans.nodes.some((one) => Object.keys(checkedSpec(one).outputs).length === 0)
    if (ways.length > 0) distances.set(node.id, Math.min(...ways))
    else if (isLast && !hasLeads) distances.set(node.id, 0)
  }
  return distances
}

const lostAt = (reason: StopReason) => (reason.kind === 'partner' ? (reason.lostAt?.nodeId ?? null) : null)

/** Rows of several sources travel together after a join: where they stop for the same reason, that is said once. */
function eachOnce(ends: readonly TraceEnd[]): readonly TraceEnd[] {
  const keyOf = ({ kind, nodeId, port, scanNodeId, reasons, through }: TraceEnd) =>
    JSON.stringify([kind, nodeId, port, reasons.length > 0 ? reasons : scanNodeId, through])
  return [...new Map(ends.toReversed().map((one) => [keyOf(one), one])).values()].toReversed()
}

/** A row without a partner because the partner was left out before: that other stop is the answer, if it is one of theirs. */
function withCauses(ends: readonly TraceEnd[]): readonly TraceEnd[] {
  const stops = new Set(ends.flatMap(({ kind, nodeId }) => (kind === 'stopped' || kind === 'left' ? [nodeId] : [])))
  return ends.map((one) => {
    const cause = one.reasons
      .map(lostAt)
      .find((nodeId) => nodeId !== null && nodeId !== one.nodeId && stops.has(nodeId))
    return cause === undefined ? one : { ...one, because: cause }
  })
}

function inOrder(ends: readonly TraceEnd[]): readonly TraceEnd[] {
  const rank = ({ kind, decisive, because }: TraceEnd) => {
    if (kind === 'lead') return 0
    if (kind === 'undetermined') return 1
    if (kind === 'compared') return 5
    return decisive ? (because === null ? 2 : 3) : 4
  }
  return ends.toSorted((left, right) => rank(left) - rank(right) || (left.distance ?? 1000) - (right.distance ?? 1000))
}
