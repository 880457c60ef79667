import type { CanvasNote, Position } from '@jianmo/engine/graph'
import type { Command } from './command.ts'

const noteSize = { width: 210, height: 110 }

export function addNote(id: string, position: Position): Command {
  return {
    name: { zh: '添加便笺', en: 'Add note' },
    apply: (document) => ({
      ...document,
      notes: [
        ...document.notes,
        { id, text: '', position: { x: Math.round(position.x), y: Math.round(position.y) }, size: noteSize },
      ],
    }),
  }
}

export function editNote(id: string, text: string): Command {
  return {
    name: { zh: '编辑便笺', en: 'Edit note' },
    group: `note:${id}`,
    apply(document) {
      const note = document.notes.find((item) => item.id === id)
      if (note === undefined || note.text === text) return document
      return {
        ...document,
        notes: document.notes.map((item) => (item === note ? { ...note, text: text.slice(0, 4000) } : item)),
      }
    },
  }
}

export function resizeNote(id: string, size: CanvasNote['size']): Command {
  return {
    name: { zh: '调整便笺', en: 'Resize note' },
    group: `note-size:${id}`,
    apply(document) {
      const note = document.notes.find((item) => item.id === id)
      if (note === undefined || (note.size.width === size.width && note.size.height === size.height)) return document
      return { ...document, notes: document.notes.map((item) => (item === note ? { ...note, size } : item)) }
    },
  }
}
