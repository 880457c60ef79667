import type { InputRef } from 'antd'
import type { Ref } from 'react'
import { showNode, useSession } from '../document/index.ts'
import { type WhyNotAsking, WhyNotPanel } from '../why-not/index.ts'

/** Why somebody is not among the leads; nodes of the answer are shown on the canvas. */
export function WhyNotTab({ asking, field }: { readonly asking: WhyNotAsking; readonly field: Ref<InputRef> }) {
  const { view } = useSession()
  return <WhyNotPanel asking={asking} field={field} onShow={(nodeId) => showNode(view, nodeId)} />
}
