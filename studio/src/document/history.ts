import type { Text } from '@jianmo/connectors/words'
import type { GraphDocument } from '@jianmo/engine/graph'
import type { Command } from './command.ts'

/** A kept document and the name of the change that led away from it (past) or to it (future). */
export interface Step {
  readonly name: Text
  readonly document: GraphDocument
}

export interface History {
  readonly past: readonly Step[]
  readonly document: GraphDocument
  readonly future: readonly Step[]
  /** The group that the newest step may still grow by, and when it last grew (milliseconds). */
  readonly open: { readonly group: string; readonly at: number } | null
}

/** Pause in typing after which the next key starts a new step. */
const groupPause = 1500
/** Documents share what did not change, so a long history is cheap; the bound is for a day of work in one tab. */
const kept = 500

export function startHistory(document: GraphDocument): History {
  return { past: [], document, future: [], open: null }
}

/** Applies a command at a moment (milliseconds, given by the caller: nothing here reads the clock). */
export function perform(history: History, command: Command, at: number): History {
  const joins =
    command.group !== undefined &&
    history.open?.group === command.group &&
    (command.untilSettled === true || at - history.open.at <= groupPause) &&
    history.past.length > 0
  const base = joins ? history.past.at(-1)?.document : undefined
  const document = command.apply(history.document, base ?? history.document)
  if (document === history.document) return history
  const open = command.group === undefined ? null : { group: command.group, at }
  if (joins) return { ...history, document, future: [], open }
  const past = [...history.past, { name: command.name, document: history.document }].slice(-kept)
  return { past, document, future: [], open }
}

export function undo(history: History): History {
  const step = history.past.at(-1)
  if (step === undefined) return history
  return {
    past: history.past.slice(0, -1),
    document: step.document,
    future: [{ name: step.name, document: history.document }, ...history.future],
    open: null,
  }
}

export function redo(history: History): History {
  const [step, ...future] = history.future
  if (step === undefined) return history
  return {
    past: [...history.past, { name: step.name, document: history.document }],
    document: step.document,
    future,
    open: null,
  }
}

/** Ends the open group: the next key starts a step of its own (a field lost its focus). */
export function closeGroup(history: History): History {
  return history.open === null ? history : { ...history, open: null }
}
