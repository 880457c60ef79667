import type { Text } from '@jianmo/connectors/words'
import type { GraphDocument } from '@jianmo/engine/graph'

/** One change of the document. Commands are pure: the same document in gives the same document out, and a command that
 * changes nothing returns the very document it was given (then no step is kept). */
export interface Command {
  /** Verb first, as the undo button says it: `添加“筛选”`. */
  readonly name: Text
  /** Commands of one group that follow each other closely become one step, e.g. typing in one field. */
  readonly group?: string
  readonly apply: (document: GraphDocument) => GraphDocument
}

/** Joins words that name a thing the user titled. */
export function quoted(verb: Text, title: string): Text {
  return { zh: `${verb.zh}“${title}”`, en: `${verb.en} “${title}”` }
}
