import type { CanvasFigures, EditorFigures } from './measure-editor.ts'

/** A figure beside what it must not pass. */
export interface Bar {
  readonly name: string
  readonly value: number
  readonly unit: 'ms' | 'MB' | '×'
  readonly most: number
}

/** Issue 5, chapter 3. Pan and drag are held against the bare page only where frames are more than the screen's own beat. */
export function barsOf(nodes: number, editor: EditorFigures, bare: CanvasFigures): readonly Bar[] {
  if (nodes === 5000) return [{ name: 'G5000 visible cards painted', value: editor.mount, unit: 'ms', most: 1000 }]
  if (nodes !== 1000) return []
  const against = (gesture: 'pan' | 'drag'): readonly Bar[] => [
    { name: `G1000 ${gesture} p95`, value: editor[gesture].p95, unit: 'ms', most: 33 },
    {
      name: `G1000 ${gesture} p95 of the bare page`,
      value: editor[gesture].p95 / bare[gesture].p95,
      unit: '×',
      most: 1.4,
    },
  ]
  return [
    { name: 'G1000 mount', value: editor.mount, unit: 'ms', most: 500 },
    ...against('pan'),
    ...against('drag'),
    { name: 'G1000 heap', value: editor.heap, unit: 'MB', most: 60 },
    { name: 'G1000 palette', value: editor.palette, unit: 'ms', most: 50 },
  ]
}

export const isOver = ({ value, most }: Bar): boolean => !(value <= most)
