import type { GraphDocument } from '@jianmo/engine/graph'
import { type Arranged, groupsOf, type Session } from '../document/index.ts'

/** How long things glide, in milliseconds. */
const duration = 260
/** A slow frame counts no longer than this, or a busy machine would show a jump. */
const longestFrame = 48
/** Each frame draws the whole document again; of more than this many things the picture would only stutter. */
const most = 400

const ease = (share: number) => 1 - (1 - share) ** 3

/**
 * Shows things on the way from where they stood to where the document has them now. Only the picture moves: a press of a
 * pointer or another edit ends it at once, and who wants no motion sees none.
 */
export function glide(session: Session, before: GraphDocument, { positions, sizes }: Arranged): void {
  const moved = Object.keys(positions).length + Object.keys(sizes).length
  if (moved > most || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return
  const things = [...before.nodes, ...before.notes, ...groupsOf(before)]
  const places = new Map(things.map(({ id, position }) => [id, position]))
  const extents = new Map(groupsOf(before).map(({ id, size }) => [id, size]))
  let passed = 0
  let last = performance.now()
  let frame = 0

  function show(now: number): void {
    passed += Math.min(longestFrame, Math.max(0, now - last))
    last = now
    const share = Math.min(1, passed / duration)
    if (share === 1) {
      stop()
      return
    }
    const between = (from: number, to: number) => from + (to - from) * ease(share)
    session.view.setState({
      gliding: {
        positions: mapValues(positions, (id, to) => {
          const from = places.get(id) ?? to
          return { x: between(from.x, to.x), y: between(from.y, to.y) }
        }),
        sizes: mapValues(sizes, (id, to) => {
          const from = extents.get(id) ?? to
          return { width: between(from.width, to.width), height: between(from.height, to.height) }
        }),
      },
    })
    frame = requestAnimationFrame(show)
  }

  function stop(): void {
    cancelAnimationFrame(frame)
    window.removeEventListener('pointerdown', stop, true)
    forget()
    session.view.setState({ gliding: null })
  }

  const now = session.document.getState().history.document
  const forget = session.document.subscribe(({ history }) => {
    if (history.document !== now) stop()
  })
  window.addEventListener('pointerdown', stop, true)
  show(last)
}

const mapValues = <From, To>(record: Readonly<Record<string, From>>, change: (id: string, value: From) => To) =>
  Object.fromEntries(Object.entries(record).map(([id, value]) => [id, change(id, value)]))
