import { Background, BackgroundVariant, Panel, ReactFlow, ReactFlowProvider, useStore } from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { useRef, useState } from 'react'
import { useDocumentState, useGraph } from '../document/index.ts'
import type { Adaptation } from '../editor/editor-api.ts'
import { useText } from '../text/index.ts'
import { AdaptationCard, AdaptationGroup } from './AdaptationCard.tsx'
import { CanvasControls } from './CanvasControls.tsx'
import { ConnectionLine } from './ConnectionLine.tsx'
import { EdgeLine, type RowsEdge } from './EdgeLine.tsx'
import { FrameCard } from './FrameCard.tsx'
import { NodeCard } from './NodeCard.tsx'
import { NoteCard } from './NoteCard.tsx'
import { Palette, paletteDragType } from './Palette.tsx'
import type { FlowNode } from './to-flow.ts'
import { useCanvasKeys } from './use-canvas-keys.ts'
import { useClipboard } from './use-clipboard.ts'
import { useConnecting } from './use-connecting.ts'
import { useDrawing } from './use-drawing.ts'
import { usePlacing } from './use-placing.ts'
import { usePointerPlace } from './use-pointer-place.ts'
import { fitOptions, useViewport } from './use-viewport.ts'
import './canvas.css'

const nodeTypes = {
  card: NodeCard,
  note: NoteCard,
  frame: FrameCard,
  adaptation: AdaptationCard,
  'adaptation-group': AdaptationGroup,
}
const edgeTypes = { rows: EdgeLine }
/** Ctrl as in a list of files, Shift as in a drawing program; Shift on the empty canvas draws a box. */
const multiSelectionKeys = ['Control', 'Meta', 'Shift']
/** From this far away cards show only a large title and their numbers. */
const farZoom = 0.6
/** Below this many nodes the cost of drawing them all is less than the cost of mounting them while panning. */
const cullFrom = 150

interface CanvasProps {
  readonly adaptation: readonly Adaptation[]
}

export function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <CanvasInside {...props} />
    </ReactFlowProvider>
  )
}

function CanvasInside({ adaptation }: CanvasProps) {
  const t = useText()
  const document = useGraph()
  const mayEdit = useDocumentState((state) => state.mayEdit)
  const [query, setQuery] = useState('')
  const searchRef = useRef<HTMLInputElement>(null)
  const paneRef = useRef<HTMLElement>(null)
  const far = useStore(({ transform }) => transform[2] < farZoom)
  const drawing = useDrawing(adaptation)
  const connecting = useConnecting()
  const placing = usePlacing(paneRef)
  const viewport = useViewport(paneRef)
  useClipboard(paneRef, usePointerPlace(paneRef))
  const onKeyDown = useCanvasKeys({
    placing,
    onType(letter) {
      setQuery(letter)
      searchRef.current?.focus()
    },
  })

  return (
    <div className="canvas-with-palette">
      {mayEdit && (
        <Palette
          searchRef={searchRef}
          query={query}
          onQuery={setQuery}
          onAdd={(item) => placing.addAt(item, placing.freePlace())}
          onAddNote={() => placing.addNoteAt(placing.freePlace())}
          onAddFrame={placing.addFrame}
          onLeave={() => paneRef.current?.focus()}
        />
      )}
      <section
        ref={paneRef}
        className="canvas"
        data-far={far || undefined}
        aria-label={t({ zh: '画布', en: 'Canvas' })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas takes letters and shortcuts, so it must take focus.
        tabIndex={0}
        onKeyDown={onKeyDown}
        onDrop={placing.onDrop}
        onDragOver={(event) => {
          if (event.dataTransfer.types.includes(paletteDragType)) event.preventDefault()
        }}
      >
        <ReactFlow<FlowNode, RowsEdge>
          {...drawing}
          {...connecting}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          connectionLineComponent={ConnectionLine}
          connectOnClick={mayEdit}
          connectionRadius={26}
          deleteKeyCode={null}
          multiSelectionKeyCode={multiSelectionKeys}
          nodesDraggable={mayEdit}
          nodesConnectable={mayEdit}
          onInit={viewport.openView}
          minZoom={0.15}
          maxZoom={2}
          snapToGrid
          snapGrid={[4, 4]}
          panOnScroll
          zoomOnDoubleClick={false}
          onlyRenderVisibleElements={document.nodes.length > cullFrom}
          elevateNodesOnSelect={false}
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={1.6} color="var(--dot)" bgColor="var(--canvas)" />
          <Panel position="bottom-left">
            <CanvasControls hasAdaptation={adaptation.length > 0} fitOptions={fitOptions} />
          </Panel>
          {document.nodes.length === 0 && (
            <Panel position="top-center">
              <p className="canvas-empty">
                {t({
                  zh: '从左侧拖一张逻辑表到这里，或在画布上直接输入拼音首字母。',
                  en: 'Drag a logical table here from the left, or just type on the canvas.',
                })}
              </p>
            </Panel>
          )}
        </ReactFlow>
      </section>
    </div>
  )
}
