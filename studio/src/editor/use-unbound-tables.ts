import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useGraph, useSession } from '../document/index.ts'
import { useEditorApi } from './editor-api.ts'
import { tablesRead } from './tables-read.ts'

/** Cards of tables that this district has not bound yet say so; a pasted or cloned model may bring some. */
export function useUnboundTables(): void {
  const api = useEditorApi()
  const { view } = useSession()
  const tables = tablesRead(useGraph())
  const { data } = useQuery({
    queryKey: ['editor-bindings', tables],
    queryFn: () => api.bindings(tables),
    enabled: tables.length > 0,
    retry: false,
  })
  useEffect(() => {
    const unbound = (data ?? []).filter(({ state }) => state === 'unbound').map(({ logicalTable }) => logicalTable)
    view.setState({ unbound: new Set(unbound) })
  }, [data, view])
}
