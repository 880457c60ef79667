import type { Text } from '@jianmo/connectors/words'
import type { DrawnModel } from '@jianmo/engine/api'
import { canonicalJson } from '@jianmo/engine/graph'
import { changedNodes } from './figures.ts'
import type { History } from './history.ts'
import { upstreamOf } from './upstream.ts'

/** An edit that rows or numbers do not know of yet. */
export interface StaleReason {
  /** Null: a parameter, which all nodes may read. */
  readonly nodeId: string | null
  readonly text: Text
}

/**
 * Why what was computed for `ran` no longer follows from the document, at one node: every change above it, by the name of the step
 * that made it. What was changed before this history began, or elsewhere, is named by its node only.
 */
export function staleReasons(ran: DrawnModel | null, history: History, nodeId: string): readonly StaleReason[] {
  const now = history.document
  if (ran === null)
    return [
      {
        nodeId: null,
        text: { zh: '不知道当时运行的是什么', en: 'nobody knows what ran then' },
      },
    ]
  const above = upstreamOf(now, nodeId)
  const reasons = changedNodes(ran, above)
  const title = (id: string) => now.nodes.find((node) => node.id === id)?.title ?? id
  const ofNodes = reasons.map((id): StaleReason => {
    const step = newestStep(history, (before, after) => changedNodes(before, after).includes(id))
    const text = step ?? { zh: '在别处改过', en: 'changed elsewhere' }
    return { nodeId: id, text: { zh: `“${title(id)}”：${text.zh}`, en: `“${title(id)}”: ${text.en}` } }
  })
  if (sameParameters(ran, now)) return ofNodes
  const step = newestStep(history, (before, after) => !sameParameters(before, after))
  return [{ nodeId: null, text: step ?? { zh: '参数在别处改过', en: 'parameters changed elsewhere' } }, ...ofNodes]
}

const sameParameters = (one: DrawnModel, other: DrawnModel): boolean =>
  one.parameters === other.parameters || canonicalJson(one.parameters) === canonicalJson(other.parameters)

/** The name of the newest step of the history that did something. */
function newestStep(
  { past, document }: History,
  did: (before: DrawnModel, after: DrawnModel) => boolean,
): Text | undefined {
  for (let at = past.length - 1; at >= 0; at--) {
    const step = past[at]
    if (step !== undefined && did(step.document, past[at + 1]?.document ?? document)) return step.name
  }
  return undefined
}
