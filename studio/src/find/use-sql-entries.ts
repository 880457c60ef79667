import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useGraph, useInference, useSession } from '../document/index.ts'
import { useEditorApi } from '../editor/editor-api.ts'
import { type FindEntry, sqlEntries } from './find-entries.ts'

/** More than this many statements are not fetched to be looked through: only those of a node, in its own tab. */
const mostNodes = 1500

interface SqlEntries {
  readonly entries: readonly FindEntry[]
  readonly state: 'known' | 'loading' | 'none'
}

/** The statements of the model as the server compiles them; asked for once somebody looks for something. */
export function useSqlEntries(wanted: boolean): SqlEntries {
  const api = useEditorApi()
  const { modelId } = useSession()
  const document = useGraph()
  const errors = useInference(({ counts }) => counts.errors)
  const enabled = wanted && errors === 0 && document.nodes.length > 0 && document.nodes.length <= mostNodes
  const read = useQuery({
    queryKey: ['find-sql', modelId, document.nodes, document.edges, document.parameters],
    queryFn: () => api.sql(modelId, document),
    // Documents are as long as they are: they are told apart by what is cheap, and only the newest is kept.
    queryKeyHashFn: () => `find-sql:${modelId}:${numberOf(document)}`,
    enabled,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const entries = useMemo(() => sqlEntries(read.data ?? []), [read.data])
  return { entries, state: !enabled || read.isError ? 'none' : read.data === undefined ? 'loading' : 'known' }
}

let last = 0
const numbers = new WeakMap<object, number>()

function numberOf(document: object): number {
  const known = numbers.get(document) ?? ++last
  numbers.set(document, known)
  return known
}
