import { build } from '../../expression/index.ts'
import { visibleColumnsOf, witnessesOf } from '../../plan/index.ts'
import { type Ask, type Cell, ownRows, questionOver, type TracePlans } from '../../sql/why-not/index.ts'
import type { ReachedLead, TraceEnd } from './absence.ts'

interface Reached {
  readonly plans: TracePlans
  readonly ask: Ask
  readonly ends: readonly TraceEnd[]
  readonly found: ReadonlyMap<string, readonly number[]>
}

/** The judged rows of a person in the lists that they reached. */
export async function readReached({ plans, ask, ends, found }: Reached): Promise<readonly ReachedLead[]> {
  const names = ['subject_id', 'event_key', 'rule_id', 'rule_title', 'outcome', 'severity'] as const
  const leads = new Map<string, ReachedLead>()
  for (const { nodeId, port, scanNodeId, kind } of ends) {
    const plan = plans.planOf(nodeId, port)
    if ((kind !== 'lead' && kind !== 'undetermined') || !plan) continue
    const columns = names.flatMap((name) => visibleColumnsOf(plan).find((column) => column.name === name) ?? [])
    if (columns.length < names.length) continue
    const track = new Set(witnessesOf(plan).flatMap(({ id, witness }) => (witness === scanNodeId ? [id] : [])))
    const own = ownRows({ part: plan, track, numbers: found.get(scanNodeId) ?? [] })
    const text = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : String(cell))
    const rows = await ask(
      questionOver(
        own,
        columns.map((column) => build.castTo('text', build.column(column))),
        { plans, nodeId, limit: 100, read: (cells) => cells },
      ),
    )
    for (const [subject, event, rule, title, outcome, severity] of rows)
      leads.set(JSON.stringify([subject, event, rule]), {
        subjectId: text(subject) ?? '',
        eventKey: text(event) ?? '',
        rule: text(rule) ?? '',
        title: text(title) ?? '',
        outcome: text(outcome) ?? '',
        severity: text(severity),
      })
  }
  return [...leads.values()]
}
