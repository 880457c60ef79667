import type { CanvasNote, Position, Tint } from '@jianmo/engine/graph'
import type { Command } from './command.ts'
import { atLeast } from './group-commands.ts'

/** Of a new note. */
export const noteSize = { width: 210, height: 110 }

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

/** A note may be resized at any side: then its place changes too. */
export function resizeNote(id: string, size: CanvasNote['size'], position?: Position): Command {
  return {
    name: { zh: '调整便笺', en: 'Resize note' },
    group: `note-size:${id}`,
    apply(document) {
      const note = document.notes.find((item) => item.id === id)
      if (note === undefined) return document
      const at = position === undefined ? note.position : { x: Math.round(position.x), y: Math.round(position.y) }
      const same =
        note.size.width === size.width &&
        note.size.height === size.height &&
        note.position.x === at.x &&
        note.position.y === at.y
      if (same) return document
      return {
        ...document,
        notes: document.notes.map((item) => (item === note ? { ...note, size, position: at } : item)),
      }
    },
  }
}

/** Colours of notes are what version 2 of the document has. */
export function colourNote(id: string, colour: Tint): Command {
  return {
    name: { zh: '更改便笺颜色', en: 'Colour note' },
    apply(document) {
      const note = document.notes.find((item) => item.id === id)
      if (note === undefined || (note.colour ?? 'yellow') === colour) return document
      const notes = document.notes.map((item) => (item === note ? { ...note, colour } : item))
      return { ...document, formatVersion: atLeast(2, document), notes }
    },
  }
}
