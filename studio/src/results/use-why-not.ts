import type { WhyNotSought } from '@jianmo/engine/api'
import { useMutation } from '@tanstack/react-query'
import { showNode, useGraph, useSession } from '../document/index.ts'
import { useEditorApi } from '../editor/editor-api.ts'
import type { WhyNotAsking } from '../why-not/index.ts'
import { answersOf } from '../why-not/why-not-words.ts'

/** Asks about the document as it is now; the node at which the first path stopped comes into view on the canvas. */
export function useWhyNot(): WhyNotAsking {
  const api = useEditorApi()
  const { modelId, view } = useSession()
  const document = useGraph()
  const { mutate, isPending, data, error } = useMutation({
    mutationFn: (sought: WhyNotSought) => api.whyNot(modelId, document, sought),
    onSuccess({ verdict, ends }) {
      const [stop] = answersOf(ends)
      if (verdict === 'stopped' && stop !== undefined) showNode(view, stop.nodeId)
    },
  })
  return { ask: mutate, isPending, data, error }
}
