import { type Bar, isOver } from './bars.ts'
import type { CanvasFigures, EditorFigures } from './measure-editor.ts'

const columns = ['mount', 'columns', 'palette', 'pan p95', 'work', 'drag p95', 'work', 'fit', 'fit pan', 'heap MB']
export const header = `${'ms'.padEnd(16)}${columns.map((name) => name.padStart(10)).join('')}`

export function row(name: string, figures: CanvasFigures, editor?: EditorFigures): string {
  const cells = [
    figures.mount,
    editor?.columns,
    editor?.palette,
    figures.pan.p95,
    figures.pan.work,
    figures.drag.p95,
    figures.drag.work,
    figures.fit,
    figures.fitPan.p95,
    figures.heap,
  ]
  return `${name.padEnd(16)}${cells.map((cell) => (cell === undefined ? '' : cell.toFixed(1)).padStart(10)).join('')}`
}

export function barLine(bar: Bar): string {
  const { name, value, unit, most } = bar
  return `${name.padEnd(36)} ${value.toFixed(unit === '×' ? 2 : 1).padStart(8)} ${unit}  ${isOver(bar) ? 'OVER THE BAR' : 'ok'} (≤ ${most})`
}
