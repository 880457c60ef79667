import { useConnection, useStore } from '@xyflow/react'
import { useMemo } from 'react'
import { type HeldEnd, useView } from '../document/index.ts'

/** The held end of a wire: in the hand, chosen by a click on a port, or by the keyboard. */
export function useHeldEnd(): HeldEnd | null {
  // As texts, so that moving the pointer does not draw every card again.
  const dragged = useConnection(({ inProgress, fromHandle }) => (inProgress ? textOf(fromHandle) : null))
  const clicked = useStore(({ connectionClickStartHandle }) => textOf(connectionClickStartHandle))
  const connecting = useView((view) => view.connecting?.held ?? null)
  const text = dragged ?? clicked
  return useMemo(() => connecting ?? heldOf(text), [connecting, text])
}

interface HandleEnd {
  readonly nodeId: string
  readonly id?: string | null
  readonly type: 'source' | 'target'
}

const textOf = (end: HandleEnd | null): string | null =>
  end === null ? null : `${end.type === 'source' ? 'out' : 'in'}|${end.nodeId}|${end.id ?? ''}`

function heldOf(text: string | null): HeldEnd | null {
  if (text === null) return null
  const [side, node = '', port = ''] = text.split('|')
  return { side: side === 'out' ? 'out' : 'in', port: { node, port } }
}

export const heldAt = ({ nodeId, id, type }: HandleEnd): HeldEnd => ({
  side: type === 'source' ? 'out' : 'in',
  port: { node: nodeId, port: id ?? '' },
})
