import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { KeptEdits } from './kept-edits.ts'

/** Which tab of whom keeps edits of which model. */
export interface EditsPlace {
  readonly personId: string
  readonly modelId: string
}

/** Edits kept in this browser. A tab that is gone leaves its unsaved work to the next one that opens the model. */
export interface EditsStore {
  /** What this tab kept, else the newest unsaved work of a tab that is gone. */
  take(place: EditsPlace): Promise<KeptEdits | null>
  keep(place: EditsPlace, edits: KeptEdits): Promise<void>
  /** A person leaves this computer: what the server has need not stay here. */
  forget(personId: string): Promise<void>
}

interface KeptRecord extends EditsPlace {
  readonly tab: string
  readonly keptAt: number
  readonly edits: KeptEdits
}

interface EditsSchema extends DBSchema {
  edits: { key: [string, string, string]; value: KeptRecord; indexes: { person: string } }
}

const days = 24 * 3_600_000
/** Kept edits that nobody came back for. */
const longest = 30 * days

interface Circumstances {
  readonly tab: string
  /** Whether another tab of this browser is open under that name. */
  readonly isOpen: (tab: string) => Promise<boolean>
  readonly now: () => number
}

export function openEditsStore({ tab, isOpen, now }: Circumstances): EditsStore {
  let opened: Promise<IDBPDatabase<EditsSchema>> | null = null
  const database = () => {
    opened ??= openDB<EditsSchema>('jianmo-edits', 1, {
      upgrade(db) {
        db.createObjectStore('edits', { keyPath: ['personId', 'modelId', 'tab'] }).createIndex('person', 'personId')
      },
    })
    return opened
  }
  const recordsOf = async (personId: string) => (await database()).getAllFromIndex('edits', 'person', personId)
  const keyOf = (record: KeptRecord): [string, string, string] => [record.personId, record.modelId, record.tab]

  return {
    async take({ personId, modelId }) {
      const all = await recordsOf(personId)
      const db = await database()
      for (const record of all) if (now() - record.keptAt > longest) await db.delete('edits', keyOf(record))
      const ours = all.filter((record) => record.modelId === modelId && now() - record.keptAt <= longest)
      const own = ours.find((record) => record.tab === tab)
      if (own) return own.edits
      const left = ours.filter(({ edits }) => edits.saved !== null).sort((a, b) => b.keptAt - a.keptAt)
      for (const record of left) {
        if (await isOpen(record.tab)) continue
        // It is this tab's work from now on.
        await db.put('edits', { ...record, tab })
        await db.delete('edits', keyOf(record))
        return record.edits
      }
      return null
    },
    async keep(place, edits) {
      await (await database()).put('edits', { ...place, tab, keptAt: now(), edits })
    },
    async forget(personId) {
      const db = await database()
      for (const record of await recordsOf(personId))
        if (record.edits.saved === null) await db.delete('edits', keyOf(record))
    },
  }
}
