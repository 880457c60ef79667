import { useStoreApi } from '@xyflow/react'
import { useEffect, useMemo, useRef } from 'react'
import { useInference } from '../document/index.ts'
import { usePreferences } from '../text/index.ts'
import type { RowsEdge } from './EdgeLine.tsx'
import { type Paint, type Scene, sceneOf } from './overview-scene.ts'
import type { FlowNode } from './to-flow.ts'

interface OverviewProps {
  readonly nodes: readonly FlowNode[]
  readonly edges: readonly RowsEdge[]
}

/** The whole model from so far that no card is legible: marks and lines on one sheet. Thousands of cards in view as elements
 * of the page take 60 ms and more a frame; drawn like this, a few. */
export function Overview({ nodes, edges }: OverviewProps) {
  const sheet = useRef<HTMLCanvasElement>(null)
  const store = useStoreApi<FlowNode, RowsEdge>()
  const problems = useInference(({ byNode }) => byNode)
  const { theme } = usePreferences()
  const scene = useMemo(() => sceneOf(nodes, edges, problems), [nodes, edges, problems])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours.
  useEffect(() => {
    const canvas = sheet.current
    if (canvas === null) return
    const colours = coloursAt(canvas)
    let frame = 0
    let drawn: readonly unknown[] = []
    const draw = () => {
      frame = 0
      const { width, height, transform } = store.getState()
      paint(canvas, scene, { width, height, transform, colours })
    }
    const changed = () => {
      const { width, height, transform } = store.getState()
      const now = [width, height, ...transform]
      if (now.every((part, index) => part === drawn[index])) return
      drawn = now
      if (frame === 0) frame = requestAnimationFrame(draw)
    }
    draw()
    const stop = store.subscribe(changed)
    return () => {
      stop()
      cancelAnimationFrame(frame)
    }
  }, [scene, store, theme])

  return (
    <div className="overview" aria-hidden="true">
      <canvas ref={sheet} />
    </div>
  )
}

const names: Readonly<Record<Paint | 'line', string>> = {
  source: '--f-source',
  clean: '--f-clean',
  shape: '--f-shape',
  collide: '--f-collide',
  judge: '--f-judge',
  output: '--f-output',
  unknown: '--ink-3',
  problem: '--bad',
  selected: '--accent',
  line: '--line-strong',
}

type Colours = Readonly<Record<Paint | 'line', string>>

function coloursAt(element: Element): Colours {
  const style = getComputedStyle(element)
  return Object.fromEntries(Object.entries(names).map(([key, name]) => [key, style.getPropertyValue(name)])) as Colours
}

interface Look {
  readonly width: number
  readonly height: number
  readonly transform: readonly [x: number, y: number, zoom: number]
  readonly colours: Colours
}

/** A mark is never smaller than it can be seen, the selected one not smaller than it can be found (px). */
const least = { mark: 2.5, selected: 9 }

function paint(canvas: HTMLCanvasElement, { marks, lines }: Scene, look: Look): void {
  const {
    width,
    height,
    transform: [left, top, zoom],
    colours,
  } = look
  const ratio = window.devicePixelRatio
  const size = { width: Math.round(width * ratio), height: Math.round(height * ratio) }
  if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, size)
  const context = canvas.getContext('2d')
  if (context === null) return
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)

  context.strokeStyle = colours.line
  context.lineWidth = 1
  context.beginPath()
  for (const [from, to] of lines) {
    const y1 = (from.y + from.height / 2) * zoom + top
    const y2 = (to.y + to.height / 2) * zoom + top
    if ((y1 < 0 && y2 < 0) || (y1 > height && y2 > height)) continue
    context.moveTo((from.x + from.width) * zoom + left, y1)
    context.lineTo(to.x * zoom + left, y2)
  }
  context.stroke()

  for (const [kind, boxes] of marks) {
    context.fillStyle = colours[kind]
    const smallest = kind === 'selected' ? least.selected : least.mark
    for (const box of boxes) {
      const [x, y] = [box.x * zoom + left, box.y * zoom + top]
      const [wide, high] = [Math.max(box.width * zoom, smallest), Math.max(box.height * zoom, smallest)]
      if (x + wide < 0 || y + high < 0 || x > width || y > height) continue
      context.fillRect(x, y, wide, high)
    }
  }
}
