import type { Text } from '@jianmo/connectors/words'
import type { OpenModel } from '@jianmo/engine/api'
import { canonicalJson, type GraphDocument, semanticContent } from '@jianmo/engine/graph'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type SaveState, useGraph, useSession } from '../document/index.ts'
import { useEditorApi } from './editor-api.ts'

export interface Approval {
  readonly formal: boolean
  /** Why a formal run is not possible now. */
  readonly reason: Text | null
  readonly version: OpenModel['model']['version']
  readonly approvedVersion: number | null
  readonly submitted: () => void
}

/** Formal runs need an approved version that equals the document. Asked again when something was saved. */
export function useApproval(open: OpenModel, saveState: SaveState): Approval {
  const api = useEditorApi()
  const { modelId } = useSession()
  const document = useGraph()
  const savedAt = saveState.kind === 'saved' ? saveState.at : null
  const read = useQuery({
    queryKey: ['approval', modelId, savedAt],
    queryFn: () => api.open(modelId),
    initialData: open,
    initialDataUpdatedAt: 0,
    enabled: saveState.kind === 'saved' || saveState.kind === 'read-only',
    refetchOnWindowFocus: true,
    placeholderData: (previous) => previous,
  })
  const newest = read.data ?? open
  // A draft has nothing to be compared with, and comparing costs half a second for 5,000 nodes.
  const isApproved = newest.approvedVersion !== null
  const asked = useMemo(() => (isApproved ? contentOf(newest.document) : null), [isApproved, newest.document])
  const now = useMemo(() => (isApproved ? contentOf(document) : null), [isApproved, document])
  const approvedVersion = asked === now ? newest.approvedVersion : null
  return {
    formal: approvedVersion !== null,
    reason: approvedVersion === null ? reasonFor(newest) : null,
    version: newest.model.version,
    approvedVersion,
    submitted: () => void read.refetch(),
  }
}

const contentOf = (document: GraphDocument): string => canonicalJson(semanticContent(document))

function reasonFor({ model: { version } }: OpenModel): Text {
  if (version === null)
    return {
      zh: '正式运行需要已批准的版本：请先提交审核。',
      en: 'A formal run needs an approved version: submit the model first.',
    }
  if (version.state === 'submitted')
    return { zh: `版本 ${version.number} 正在等待审核。`, en: `Version ${version.number} is waiting for review.` }
  if (version.state === 'returned')
    return {
      zh: `版本 ${version.number} 被退回，请修改后重新提交。`,
      en: `Version ${version.number} was returned: change it and submit again.`,
    }
  return {
    zh: `当前内容与已批准的版本 ${version.number} 不同，只能试算。`,
    en: `The model differs from the approved version ${version.number}: trial runs only.`,
  }
}
