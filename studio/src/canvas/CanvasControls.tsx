import { useReactFlow, useStore } from '@xyflow/react'
import { Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { useSession, useView } from '../document/index.ts'
import { useText } from '../text/index.ts'
import { ArrangeButton } from './ArrangeButton.tsx'
import { useFit } from './use-overview.ts'

interface CanvasControlsProps {
  readonly hasAdaptation: boolean
  /** Opens the list of nodes; null if nothing may be added. */
  readonly onAdd: (() => void) | null
  /** Auto-layout; null if nothing may be moved. */
  readonly onArrange: (() => void) | null
  readonly help: ReactNode
}

/** The layer's small print is legible from here on. */
const layerZoom = 0.95

/** Zoom, fit, and whether the adaptation layer is shown. */
export function CanvasControls({ hasAdaptation, onAdd, onArrange, help }: CanvasControlsProps) {
  const t = useText()
  const flow = useReactFlow()
  const fit = useFit()
  // Not the whole viewport: it changes with every frame of a pan.
  const percent = useStore(({ transform }) => Math.round(transform[2] * 100))
  const { view } = useSession()
  const shows = useView((state) => state.showsAdaptation)
  function lookAtLayer(): void {
    const groups = flow.getNodes().filter(({ type }) => type === 'adaptation-group')
    const { selectedNodes } = view.getState()
    const group = groups.find(({ id }) => selectedNodes.has(id.replace('adapt-', ''))) ?? groups[0]
    if (group === undefined) return
    const { x, y } = group.position
    void flow.setCenter(x + (group.width ?? 0) / 2 + 160, y + 140, { zoom: layerZoom, duration: 160 })
  }

  return (
    <div className="canvas-controls" role="toolbar" aria-label={t({ zh: '画布工具', en: 'Canvas tools' })}>
      {onAdd !== null && (
        <button
          type="button"
          className="canvas-add"
          title={t({ zh: '添加节点（空格）', en: 'Add a node (Space)' })}
          onClick={onAdd}
        >
          <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
            <path d="M8 3.5v9M3.5 8h9" />
          </svg>
          {t({ zh: '添加', en: 'Add' })}
        </button>
      )}
      <Control name={t({ zh: '缩小', en: 'Zoom out' })} onClick={() => void flow.zoomOut()}>
        <path d="M4 8h8" />
      </Control>
      <output aria-label={t({ zh: '缩放', en: 'Zoom' })}>{percent}%</output>
      <Control name={t({ zh: '放大', en: 'Zoom in' })} onClick={() => void flow.zoomIn()}>
        <path d="M4 8h8M8 4v8" />
      </Control>
      <Control name={t({ zh: '适应窗口', en: 'Fit view' })} onClick={fit}>
        <path d="M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3" />
      </Control>
      {onArrange !== null && <ArrangeButton onArrange={onArrange} />}
      {help}
      {hasAdaptation && (
        <button
          type="button"
          className="canvas-toggle"
          aria-pressed={shows}
          onClick={() => {
            view.setState({ showsAdaptation: !shows })
            // After React Flow has drawn it: look at the layer of the selected source, or at the first one, readable.
            if (!shows) setTimeout(lookAtLayer, 60)
          }}
        >
          {t({ zh: '适配层', en: 'Adaptation layer' })}
        </button>
      )}
    </div>
  )
}

function Control({
  name,
  onClick,
  children,
}: {
  readonly name: string
  readonly onClick: () => void
  readonly children: ReactNode
}) {
  return (
    <Tooltip title={name} mouseEnterDelay={0.5}>
      <button type="button" aria-label={name} onClick={onClick}>
        <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
          {children}
        </svg>
      </button>
    </Tooltip>
  )
}
