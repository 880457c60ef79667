import { createHash } from 'node:crypto'
import type { Binding, Problem } from '@jianmo/connectors/words'
import { engineError } from '../execution/index.ts'
import { canonicalJson, type GraphDocument, parseDocument, semanticContent } from '../graph/index.ts'
import type { CompileContext } from '../sql/index.ts'
import type { House } from './context.ts'

/** Reads a document from the wire or the catalogue. Node types that this version does not know are kept; what is no
 * document is refused with the first problem's words. */
export function readDocument(json: unknown): GraphDocument {
  const { document, problems } = parseDocument(json)
  const first = problems.find(({ severity }) => severity === 'error')
  if (document === null || first?.code.startsWith('document-')) {
    throw engineError('not-a-document', { count: problems.length, first: first?.text ?? null })
  }
  return document
}

/** What a version is: the canonical JSON of what the model computes, and its SHA-256. */
export function contentOf(document: GraphDocument): { readonly canonical: string; readonly hash: string } {
  const canonical = canonicalJson(semanticContent(document))
  return { canonical, hash: createHash('sha256').update(canonical).digest('hex') }
}

export function compileContext(
  house: House,
  document: GraphDocument,
  bindings: Readonly<Record<string, Binding>>,
): CompileContext {
  return { tables: house.tables, statutes: house.statutes, parameters: document.parameters, bindings }
}

/** Ids of the logical tables that the document's source nodes name (by id or code name), each once. */
export function tablesOf({ tables }: Pick<House, 'tables'>, document: GraphDocument): readonly string[] {
  const named = document.nodes.filter(({ type }) => type === 'source').map(({ config }) => config.table)
  return tables.filter(({ id, name }) => named.includes(id) || named.includes(name)).map(({ id }) => id)
}

/** Tables as a message names them. */
export function tableNames({ tables }: Pick<House, 'tables'>, ids: readonly string[]): string {
  return tables.flatMap(({ id, label }) => (ids.includes(id) ? [`${id} ${label.zh}`] : [])).join('、')
}

export function errorsOf(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ severity }) => severity === 'error')
}

/** Refuses a document that still has problems, with the count, the first one's words and all of them as data. */
export function refuseProblems(problems: readonly Problem[]): void {
  const [first, ...rest] = errorsOf(problems)
  if (first === undefined) return
  throw engineError('model-has-problems', { count: rest.length + 1, first: first.text, problems: [first, ...rest] })
}

/** A model never reads the clock, so "today" is a parameter, and nearly every rule asks for it: a new model has it. */
export function emptyDocument(title: string, today: string): GraphDocument {
  return {
    format: 'jianmo.graph',
    formatVersion: 1,
    title,
    summary: '',
    parameters: [
      {
        name: 'run_date',
        label: { zh: '运行日', en: 'Run date' },
        type: 'date',
        value: today,
        about: {
          zh: '模型从不读时钟：以此日为“今天”。',
          en: 'A model never reads the clock: this is "today".',
        },
      },
    ],
    nodes: [],
    edges: [],
    notes: [],
  }
}
