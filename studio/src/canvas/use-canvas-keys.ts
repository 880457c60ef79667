import type { KeyboardEvent } from 'react'
import { groupsOf, ungroup, useDispatch, useDocumentState, useGraph, useSession, useView } from '../document/index.ts'
import { isTyping } from './is-typing.ts'
import type { usePlacing } from './use-placing.ts'

interface KeyTargets {
  readonly placing: ReturnType<typeof usePlacing>
  /** Opens the palette with what was typed. */
  readonly onType: (letter: string) => void
}

/** What keys do on the canvas. */
export function useCanvasKeys({ placing, onType }: KeyTargets) {
  const session = useSession()
  const document = useGraph()
  const dispatch = useDispatch()
  const mayEdit = useDocumentState((state) => state.mayEdit)
  const selectedNodes = useView((view) => view.selectedNodes)
  const selectedEdges = useView((view) => view.selectedEdges)

  /** Enter writes in the selected note, or renames the selected frame. */
  function editSelected(): boolean {
    const [only, ...others] = selectedNodes
    if (only === undefined || others.length > 0) return false
    const writable = [...document.notes, ...groupsOf(document)].some(({ id }) => id === only)
    if (writable) session.view.setState({ editing: only })
    return writable
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (isTyping(event.target)) return
    if ((event.key === 'Delete' || event.key === 'Backspace') && mayEdit) {
      if (selectedNodes.size + selectedEdges.size === 0) return
      if (event.ctrlKey || event.metaKey) placing.deleteAndHeal()
      else placing.deleteSelected()
      event.preventDefault()
    } else if (event.key === 'Enter' && mayEdit && !isPressable(event.target)) {
      if (editSelected()) event.preventDefault()
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
      // Typing on the canvas looks for a node. Without an input method in play letters arrive raw, so pinyin finds it.
      onType(event.key)
      event.preventDefault()
    }
  }

  return onKeyDown
}

/** Enter on a button or a port is a click on it. */
const isPressable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, [role="button"].port') !== null
