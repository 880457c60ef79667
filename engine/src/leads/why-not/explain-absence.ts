import type { DuckdbChild } from '@jianmo/connectors/transport/duckdb'
import { onStatement, quoteName } from '../../execution/index.ts'
import type { GraphDocument } from '../../graph/index.ts'
import type { CompileContext } from '../../sql/index.ts'
import {
  type Ask,
  findNearRows,
  findRows,
  mostRows,
  type Question,
  type Sought,
  sourcesOf,
  type TraceSource,
  tracePlans,
} from '../../sql/why-not/index.ts'
import type { Absence, LookedSource, TraceEnd } from './absence.ts'
import { readReached } from './read-reached.ts'
import { traceRows } from './trace-rows.ts'

/** Asks questions over the loaded scans of a finished run; tables that they share are made once and kept for the next person. */
export function askOver(child: DuckdbChild): Ask {
  const made = new Set<string>()
  return async (question) => {
    for (const { relation, statement } of question.tables) {
      if (made.has(relation)) continue
      const sql = `CREATE TABLE IF NOT EXISTS ${quoteName(relation)} AS ${statement.text}`
      await onStatement(question.nodeIds, statement.text, () => child.exec(sql, [...statement.parameters]))
      made.add(relation)
    }
    const { text, parameters } = question.statement
    const { rows } = await onStatement(question.nodeIds, text, () => child.query(text, [...parameters]))
    return question.read(rows)
  }
}

interface AbsenceRequest {
  readonly document: GraphDocument
  readonly context: CompileContext
  readonly sought: Sought
}

/**
 * Why a person is, or is not, among the leads (NedExplain): the rows in which they occur are followed through every node, and
 * the first one that gives none of them is asked what decided. Unmasked.
 */
export async function explainAbsence(ask: Ask, { document, context, sought }: AbsenceRequest): Promise<Absence> {
  const plans = tracePlans(document, context)
  const sources = sourcesOf(plans)
  const looked: LookedSource[] = []
  for (const source of sources) {
    const { rows, looked: columns } = await orElse(ask, findRows(plans, source, sought), { rows: [], looked: [] })
    looked.push({ nodeId: source.nodeId, rows, capped: rows.length >= mostRows, columns, near: [] })
  }
  const found = new Map(looked.flatMap(({ nodeId, rows }) => (rows.length > 0 ? [[nodeId, rows] as const] : [])))
  // A table that was typed into the drawing is told of only if it has the person: nobody expects one there.
  const drawn = new Set(sources.flatMap((source) => (source.drawn ? [source.nodeId] : [])))
  const told = (all: readonly LookedSource[]) => all.filter(({ nodeId, rows }) => rows.length > 0 || !drawn.has(nodeId))
  if (found.size === 0) {
    const near = sought.kind === 'person' ? await lookNear(sources, looked, sought.id) : looked
    return { verdict: 'nowhere', sources: told(near), ends: [], leads: [] }
  }
  const ends = await traceRows({ plans, ask, sources, found })
  const leads = await readReached({ plans, ask, ends, found })
  return { verdict: verdictOf(ends), sources: told(looked), ends, leads }

  async function lookNear(all: readonly TraceSource[], before: readonly LookedSource[], id: string) {
    const near: LookedSource[] = []
    for (const [index, source] of all.entries()) {
      const known = before[index]
      if (known) near.push({ ...known, near: await orElse(ask, findNearRows(plans, source, id), []) })
    }
    return near
  }
}

async function orElse<Answer>(ask: Ask, question: Question<Answer> | null, otherwise: Answer): Promise<Answer> {
  return question ? ask(question) : otherwise
}

function verdictOf(ends: readonly TraceEnd[]): Absence['verdict'] {
  if (ends.some(({ kind }) => kind === 'lead')) return 'lead'
  return ends.some(({ kind }) => kind === 'undetermined') ? 'undetermined' : 'stopped'
}
