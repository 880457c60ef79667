import type { FiredRule, LeadSummary, UndeterminedRow } from '@jianmo/engine/wire'
import type { Person } from './house.ts'

/** One fired rule, as `expected.json` writes it. */
export type LeadRow = Pick<FiredRule, 'rule' | 'outcome' | 'deadline' | 'days' | 'severity'>

/** Asks as the page does: with the person's cookie and the header that no other site can send. */
export function ask(person: Person, url: string, procedure: string, input: unknown) {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
  return person.context.request.get(`${url}/trpc/${procedure}${query}`, {
    headers: { 'x-jianmo': '1' },
  })
}

export async function read<Data>(person: Person, url: string, procedure: string, input: unknown): Promise<Data> {
  const answer = await ask(person, url, procedure, input)
  if (!answer.ok()) throw new Error(`${procedure}: ${answer.status()} ${await answer.text()}`)
  return ((await answer.json()) as { result: { data: Data } }).result.data
}

export async function leadsOf(person: Person, url: string, runId: string): Promise<readonly LeadRow[]> {
  const leads = await read<LeadSummary[]>(person, url, 'runs.leads', { runId })
  return leads.flatMap(({ rules }) => rules)
}

export function undeterminedOf(person: Person, url: string, runId: string): Promise<readonly UndeterminedRow[]> {
  return read(person, url, 'runs.undetermined', { runId })
}
