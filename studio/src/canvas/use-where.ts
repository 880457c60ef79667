import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import { findOnCanvas, type KeptView, nodesById, showNode, useSession } from '../document/index.ts'

/** Pause after which the place is written down, and stands in the address (milliseconds). */
const writeAfter = 250
const asked = 'node'

/** Where somebody is in the model: back there after a reload, and in the address for a colleague (`?node=…`). */
export function useWhere(): { readonly goBack: () => boolean } {
  const session = useSession()
  const flow = useReactFlow()
  const store = useStoreApi()
  const opened = useRef(false)

  /** To the node of the address, or to where this person was. False: neither, so the whole model is shown. */
  const goBack = useCallback((): boolean => {
    opened.current = true
    const { keeper, view } = session
    if (keeper === null) return false
    const document = session.document.getState().history.document
    const wanted = new URLSearchParams(window.location.search).get(asked)
    const kept = keeper.read()
    const isMine = kept !== null && (wanted === null || kept.selected.includes(wanted))
    if (isMine) {
      void flow.setViewport(kept.viewport)
      const there = new Set([...document.nodes, ...document.notes, ...(document.groups ?? [])].map(({ id }) => id))
      view.setState({ selectedNodes: new Set(kept.selected.filter((id) => there.has(id))) })
      return true
    }
    if (wanted === null || !nodesById(document).has(wanted)) return false
    showNode(view, wanted)
    findOnCanvas(view, wanted)
    return true
  }, [flow, session])

  useEffect(() => {
    const { keeper, view } = session
    if (keeper === null) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const write = () => {
      clearTimeout(timer)
      if (!opened.current) return
      const now: KeptView = { viewport: flow.getViewport(), selected: [...view.getState().selectedNodes] }
      keeper.keep(now)
      showInAddress(view.getState().shownNode)
    }
    const writeSoon = () => {
      clearTimeout(timer)
      timer = setTimeout(write, writeAfter)
    }
    const stops = [
      store.subscribe((state, before) => {
        if (state.transform !== before.transform) writeSoon()
      }),
      view.subscribe((state, before) => {
        if (state.selectedNodes !== before.selectedNodes || state.shownNode !== before.shownNode) writeSoon()
      }),
    ]
    window.addEventListener('pagehide', write)
    return () => {
      clearTimeout(timer)
      for (const stop of stops) stop()
      window.removeEventListener('pagehide', write)
    }
  }, [flow, session, store])

  return { goBack }
}

function showInAddress(nodeId: string | null): void {
  const address = new URL(window.location.href)
  if (address.searchParams.get(asked) === nodeId) return
  if (nodeId === null) address.searchParams.delete(asked)
  else address.searchParams.set(asked, nodeId)
  // A place in the model is no step of the browser's history.
  window.history.replaceState(window.history.state, '', address)
}
