import type { Column, LogicalTable, Statute, Text } from '@jianmo/connectors/words'
import type {
  BindingState,
  NodeSql,
  OpenModel,
  PreviewRequest,
  ReadableSql,
  Recount,
  RunDetail,
  RunMode,
  RunProgress,
  SavedModel,
  SqlCount,
  WhyNot,
  WhyNotSought,
} from '@jianmo/engine/api'
import type { Dialect } from '@jianmo/engine/expression'
import type { GraphDocument } from '@jianmo/engine/graph'
import { createContext, useContext } from 'react'

/** First rows of a node's output, masked by the server. */
export interface RowsPage {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly (string | number | boolean | null)[])[]
  /** All rows of the output, of which `rows` are the first. */
  readonly total: number
  /** When these rows were computed, and the data below them read; ISO 8601. */
  readonly computedAt: string
  readonly readAt: string
  /** The run that read the data; null if they were read for the screen. */
  readonly runId: string | null
  /** The engine that computed the rows. */
  readonly engine: Dialect
  /** Tables that had to be computed for it, and those that earlier questions had left. */
  readonly tables: { readonly made: number; readonly kept: number }
}

/** An output of a node of a document. */
export interface OutputPlace {
  readonly modelId: string
  readonly document: GraphDocument
  readonly nodeId: string
  readonly port: string
}

/** How a physical table becomes a logical one, as cards that only show. */
export interface AdaptationStep {
  readonly id: string
  readonly kind: 'physical' | 'rename' | 'codes' | 'dates'
  readonly title: Text
  readonly lines: readonly string[]
}

export interface Adaptation {
  readonly logicalTable: string
  readonly nodes: readonly AdaptationStep[]
}

export type ParameterValues = Readonly<Record<string, string | number | boolean>>

/** Everything the editor asks of the server, in one place. Stories give another one. */
export interface EditorApi {
  open(modelId: string): Promise<OpenModel>
  save(modelId: string, document: GraphDocument, baseRevision: number): Promise<SavedModel>
  createCopy(title: string, document: GraphDocument): Promise<{ readonly modelId: string }>
  tables(): Promise<readonly LogicalTable[]>
  statutes(): Promise<readonly Statute[]>
  bindings(tables: readonly string[]): Promise<readonly BindingState[]>
  sql(modelId: string, document: GraphDocument): Promise<readonly NodeSql[]>
  /** The SQL of one output, node by node. */
  readSql(place: OutputPlace): Promise<ReadableSql>
  /** Runs that SQL and counts its rows. */
  countSql(place: OutputPlace): Promise<SqlCount>
  /** Counts nodes of the document as it is now, over the data of a run. */
  recount(request: {
    readonly modelId: string
    readonly document: GraphDocument
    readonly runId: string
    readonly nodeIds: readonly string[]
  }): Promise<Recount>
  adaptation(modelId: string): Promise<readonly Adaptation[]>
  preview(request: PreviewRequest, signal: AbortSignal): Promise<RowsPage>
  /** Why somebody is not among the leads of the document as it is now, over the data of the newest run. */
  whyNot(modelId: string, document: GraphDocument, sought: WhyNotSought): Promise<WhyNot>
  startRun(request: {
    readonly modelId: string
    readonly document: GraphDocument | null
    readonly mode: RunMode
    readonly parameters: ParameterValues
  }): Promise<{ readonly runId: string }>
  /** Calls `onProgress` until the run ends; returns how to stop listening. */
  watchRun(
    runId: string,
    handlers: { readonly onProgress: (progress: RunProgress) => void; readonly onError: (error: unknown) => void },
  ): () => void
  cancelRun(runId: string): Promise<void>
  openRun(runId: string): Promise<RunDetail>
  /** Null if the model has not run to its end yet. */
  lastFinishedRun(modelId: string): Promise<RunDetail | null>
  submit(modelId: string, note: string): Promise<void>
}

const EditorApiContext = createContext<EditorApi | null>(null)
export const EditorApiProvider = EditorApiContext

export function useEditorApi(): EditorApi {
  const api = useContext(EditorApiContext)
  if (api === null) throw new Error('no editor api around this component')
  return api
}
