import type { KeyboardEvent } from 'react'
import { groupsOf, ungroup, useDispatch, useDocumentState, useGraph, useSession } from '../document/index.ts'
import { isImeEvent } from './is-ime-event.ts'
import { isTyping } from './is-typing.ts'
import type { usePlacing } from './use-placing.ts'
import { enterSettings } from './way-back.ts'

interface KeyTargets {
  readonly placing: ReturnType<typeof usePlacing>
  /** Keys that build: true if it was one. */
  readonly onBuildingKey: (event: KeyboardEvent) => boolean
  /** Opens the list of nodes before the letter arrives, which then is its first. */
  readonly onType: () => void
  readonly onHelp: () => void
}

/** What keys do on the canvas. */
export function useCanvasKeys({ placing, onBuildingKey, onType, onHelp }: KeyTargets) {
  const session = useSession()
  const document = useGraph()
  const dispatch = useDispatch()
  const mayEdit = useDocumentState((state) => state.mayEdit)

  /** Enter writes in the selected note, or renames the selected frame. */
  function editSelected(selectedNodes: ReadonlySet<string>): boolean {
    const [only, ...others] = selectedNodes
    if (only === undefined || others.length > 0) return false
    const writable = [...document.notes, ...groupsOf(document)].some(({ id }) => id === only)
    if (writable) session.view.setState({ editing: only })
    return writable
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (isTyping(event.target) || isImeEvent(event)) return
    // From the store: a key may follow a click before anything was drawn again.
    const { selectedNodes, selectedEdges } = session.view.getState()
    if (onBuildingKey(event)) {
      event.preventDefault()
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && mayEdit) {
      if (selectedNodes.size + selectedEdges.size === 0) return
      if (event.ctrlKey || event.metaKey) placing.deleteAndHeal()
      else placing.deleteSelected()
      event.preventDefault()
    } else if (event.key === 'Enter' && mayEdit && !isPressable(event.target)) {
      if (editSelected(selectedNodes) || enterSettings(selectedNodes)) event.preventDefault()
    } else if (event.key.toLowerCase() === 'g' && (event.ctrlKey || event.metaKey) && mayEdit) {
      if (event.shiftKey) for (const { id } of groupsOf(document)) if (selectedNodes.has(id)) dispatch(ungroup(id))
      if (!event.shiftKey) placing.addFrame()
      event.preventDefault()
    } else if (event.key.toLowerCase() === 'd' && (event.ctrlKey || event.metaKey) && mayEdit) {
      placing.duplicateSelected()
      event.preventDefault()
    } else if (event.key === 'Escape') {
      session.view.setState({ selectedNodes: new Set(), selectedEdges: new Set() })
    } else if (/^[a-z]$/i.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey && mayEdit) {
      // Typing on the canvas looks for a node. Without an input method in play letters arrive raw, so pinyin finds it. The
      // field takes the focus now, so that the letter itself goes into it and can be undone there.
      onType()
    } else if (event.key === '?') {
      onHelp()
      event.preventDefault()
    }
  }

  return onKeyDown
}

/** Enter on a button or a port is a click on it. */
const isPressable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, [role="button"].port') !== null
