import type { GraphDocument } from '@jianmo/engine/graph'
import {
  type Edge,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  type ReactFlowInstance,
} from '@xyflow/react'
import { memo } from 'react'
import { createRoot } from 'react-dom/client'
import '@xyflow/react/dist/style.css'

/** What the editor is held against: React Flow as its makers show it, fast settings on, a node of one line, nothing else. */

const size = { width: 208, height: 92 }

type BareNode = Node<{ readonly title: string }, 'bare'>

const Bare = memo(function Bare({ data }: NodeProps<BareNode>) {
  return (
    <div style={{ width: size.width, height: size.height, border: '1px solid #999', background: '#fff' }}>
      <Handle type="target" position={Position.Left} />
      {data.title}
      <Handle type="source" position={Position.Right} />
    </div>
  )
})

const nodeTypes = { bare: Bare }

interface BareWindow {
  jianmoBare?: (
    document: GraphDocument,
    box: { readonly width: number; readonly height: number },
    viewport: { readonly x: number; readonly y: number; readonly zoom: number },
  ) => void
  jianmoFlow?: ReactFlowInstance<BareNode, Edge>
}

const bareWindow = window as BareWindow

bareWindow.jianmoBare = (drawn, box, viewport) => {
  const nodes = drawn.nodes.map(
    ({ id, title, position }): BareNode => ({
      id,
      type: 'bare',
      position,
      ...size,
      handles: [
        { type: 'target', position: Position.Left, x: 0, y: size.height / 2, width: 6, height: 6 },
        { type: 'source', position: Position.Right, x: size.width, y: size.height / 2, width: 6, height: 6 },
      ],
      data: { title },
    }),
  )
  const edges = drawn.edges.map(({ id, from, to }): Edge => ({ id, source: from.node, target: to.node }))
  const host = document.createElement('div')
  host.style.width = `${box.width}px`
  host.style.height = `${box.height}px`
  document.body.append(host)
  createRoot(host).render(
    <ReactFlow<BareNode, Edge>
      defaultNodes={nodes}
      defaultEdges={edges}
      defaultViewport={viewport}
      nodeTypes={nodeTypes}
      onlyRenderVisibleElements
      minZoom={0.02}
      onInit={(flow) => {
        bareWindow.jianmoFlow = flow
      }}
    />,
  )
}
