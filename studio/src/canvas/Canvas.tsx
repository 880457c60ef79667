import { Background, BackgroundVariant, Panel, ReactFlowProvider, useStore } from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { useCallback, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useDocumentState, useGraph, useSession } from '../document/index.ts'
import type { Adaptation } from '../editor/editor-api.ts'
import { useText } from '../text/index.ts'
import { AdaptationCard, AdaptationGroup } from './AdaptationCard.tsx'
import { Announcer } from './Announcer.tsx'
import { BuildingContext } from './building.ts'
import { CanvasControls } from './CanvasControls.tsx'
import { CardBar } from './CardBar.tsx'
import { ConnectHint, FloatingWire } from './ConnectHint.tsx'
import { ConnectionLine } from './ConnectionLine.tsx'
import { DrawnFlow } from './DrawnFlow.tsx'
import { EdgeLine } from './EdgeLine.tsx'
import { FoundRing } from './FoundRing.tsx'
import { FrameCard } from './FrameCard.tsx'
import { HoldingProvider } from './held-end-context.tsx'
import { Inferring } from './Inferring.tsx'
import { KeyHelp } from './KeyHelp.tsx'
import { NodeCard } from './NodeCard.tsx'
import { NoteCard } from './NoteCard.tsx'
import { Palette } from './Palette.tsx'
import { SpacePan } from './SpacePan.tsx'
import { StaleTip } from './StaleTip.tsx'
import { useArranging } from './use-arranging.ts'
import { useCanvasKeys } from './use-canvas-keys.ts'
import { useCardFocus } from './use-card-focus.ts'
import { useClipboard } from './use-clipboard.ts'
import { useConnectMode } from './use-connect-mode.ts'
import { useConnecting } from './use-connecting.ts'
import { useHover } from './use-hover.ts'
import { useKeyboardBuilding } from './use-keyboard-building.ts'
import { usePlacing } from './use-placing.ts'
import { usePointerPlace } from './use-pointer-place.ts'
import { usePressing } from './use-pressing.ts'
import { useQuickAdd } from './use-quick-add.tsx'
import { useViewport } from './use-viewport.ts'
import { useWayBack } from './way-back.ts'
import './canvas.css'
import './building.css'

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

interface CanvasProps {
  readonly adaptation: readonly Adaptation[]
}

export function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <HoldingProvider>
        <CanvasInside {...props} />
      </HoldingProvider>
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
  const ariaLabels = useMemo(
    () => ({
      'node.a11yDescription.default': t({
        zh: '方向键走到旁边的节点，Enter 修改',
        en: 'Arrows walk to other cards, Enter edits',
      }),
      'edge.a11yDescription.default': t({ zh: '连线', en: 'An edge' }),
    }),
    [t],
  )
  const session = useSession()
  const [helping, setHelping] = useState(false)
  const dragging = useStore(({ connection }) => connection.inProgress)
  const pointerPlace = usePointerPlace(paneRef)
  usePressing(paneRef)
  const placing = usePlacing(paneRef)
  const focus = useCardFocus(paneRef)
  const arranging = useArranging(paneRef)
  const quickAdd = useQuickAdd(paneRef, { placing, focus, arranging })
  const connecting = useConnecting(quickAdd.open)
  const connectMode = useConnectMode(focus)
  const viewport = useViewport(paneRef)
  const hover = useHover()
  useClipboard(paneRef, pointerPlace)
  useWayBack(focus.focusCanvas)
  const onBuildingKey = useKeyboardBuilding({
    focus,
    connectMode,
    replace: quickAdd.replace,
    insertBeside: quickAdd.insertBeside,
  })
  const onKeyDown = useCanvasKeys({
    placing,
    onBuildingKey: (event) => arranging.onKey(event) || onBuildingKey(event),
    onType: () =>
      flushSync(() =>
        quickAdd.open({ at: pointerPlace(), purpose: { kind: 'add', anywhere: !pointerPlace.isPointing() } }),
      ),
    onHelp: () => setHelping((shown) => !shown),
  })
  const { open, addAfter, replace } = quickAdd
  const addHere = useCallback(() => {
    const [only, ...others] = session.view.getState().selectedNodes
    if (only !== undefined && others.length === 0) addAfter(only)
    else open({ at: pointerPlace(), purpose: { kind: 'add', anywhere: !pointerPlace.isPointing() } })
  }, [addAfter, open, pointerPlace, session.view])
  const building = useMemo(
    () => ({
      openQuickAdd: open,
      addAfter,
      replace,
      startConnecting(nodeId: string) {
        connectMode.start(nodeId)
        // The button goes away; arrows and Enter belong to the card.
        focus.focusCard(nodeId)
      },
    }),
    [open, addAfter, replace, connectMode.start, focus.focusCard],
  )

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
        onDragOver={placing.onDragOver}
        onDragLeave={placing.onDragLeave}
      >
        <BuildingContext value={building}>
          <DrawnFlow
            adaptation={adaptation}
            {...connecting}
            {...hover}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            connectionLineComponent={ConnectionLine}
            connectOnClick={mayEdit}
            // Which port a wire means is ours to say (wire.ts).
            connectionRadius={0}
            deleteKeyCode={null}
            // The keyboard is ours: arrows walk, Alt with arrows moves, Space pans.
            disableKeyboardA11y
            panActivationKeyCode={null}
            ariaLabelConfig={ariaLabels}
            multiSelectionKeyCode={multiSelectionKeys}
            nodesDraggable={mayEdit}
            nodesConnectable={mayEdit}
            onInit={viewport.openView}
            maxZoom={2}
            snapToGrid
            snapGrid={[4, 4]}
            panOnScroll
            zoomOnDoubleClick={false}
            elevateNodesOnSelect={false}
          >
            <Background
              variant={BackgroundVariant.Dots}
              gap={20}
              size={1.6}
              color="var(--dot)"
              bgColor="var(--canvas)"
            />
            <Panel position="bottom-left">
              <CanvasControls
                hasAdaptation={adaptation.length > 0}
                onAdd={mayEdit ? addHere : null}
                onArrange={mayEdit ? arranging.arrange : null}
                help={<KeyHelp open={helping} onOpen={setHelping} />}
              />
            </Panel>
            <CardBar
              onRemove={() => {
                placing.deleteSelected()
                focus.focusCanvas()
              }}
              hidden={quickAdd.request !== null}
            />
            <StaleTip />
            <FloatingWire request={quickAdd.request} />
            <ConnectHint dragging={dragging} />
            <Inferring />
            <FoundRing />
            {document.nodes.length === 0 && (
              <Panel position="top-center">
                <p className="canvas-empty">
                  {t({
                    zh: '从左侧拖一张逻辑表到这里，或在画布上直接输入拼音首字母；按 ? 看全部快捷键。',
                    en: 'Drag a logical table here from the left, or just type on the canvas; ? lists the keys.',
                  })}
                </p>
              </Panel>
            )}
          </DrawnFlow>
          <SpacePan paneRef={paneRef} onShortSpace={addHere} />
          {quickAdd.menu}
          <Announcer />
        </BuildingContext>
      </section>
    </div>
  )
}
