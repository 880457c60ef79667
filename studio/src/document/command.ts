import type { Text } from '@jianmo/connectors/words'
import type { GraphDocument } from '@jianmo/engine/graph'

/** One change of the document. Commands are pure: the same document in gives the same document out, and a command that
 * changes nothing returns the very document it was given (then no step is kept). */
export interface Command {
  /** Verb first, as the undo button says it: `添加“筛选”`. */
  readonly name: Text
  /** Commands of one group that follow each other closely become one step, e.g. typing in one field. */
  readonly group?: string
  /** The group goes on through pauses until its field is left. */
  readonly untilSettled?: true
  /** `base` is the document before the step that the command joins; the document itself if it begins one. */
  readonly apply: (document: GraphDocument, base?: GraphDocument) => GraphDocument
}

/** Joins words that name a thing the user titled. */
export function quoted(verb: Text, title: string): Text {
  return { zh: `${verb.zh}“${title}”`, en: `${verb.en} “${title}”` }
}
