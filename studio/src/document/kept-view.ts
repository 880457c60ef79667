/** Where somebody was in a model. It belongs to the person and this browser, never to the document. */
export interface KeptView {
  readonly viewport: { readonly x: number; readonly y: number; readonly zoom: number }
  readonly selected: readonly string[]
}

export interface ViewKeeper {
  read(): KeptView | null
  keep(view: KeptView): void
}

/** Models of which the place is remembered: those of the last weeks. */
const most = 60

/** Of this tab first (two tabs look at two places), else the last of any tab. Where the browser keeps nothing, nothing is kept. */
export function viewKeeper(personId: string, modelId: string): ViewKeeper {
  const key = `jianmo.views.${personId}`
  return {
    read: () => readAll(sessionStorage, key)[modelId] ?? readAll(localStorage, key)[modelId] ?? null,
    keep: (view) => {
      for (const storage of [sessionStorage, localStorage]) {
        const { [modelId]: _, ...others } = readAll(storage, key)
        // The newest is last.
        const kept = Object.entries({ ...others, [modelId]: view }).slice(-most)
        try {
          storage.setItem(key, JSON.stringify(Object.fromEntries(kept)))
        } catch {
          // A full disk must not keep anybody from working.
        }
      }
    },
  }
}

function readAll(storage: Storage, key: string): Readonly<Record<string, KeptView>> {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    return Object.fromEntries(Object.entries(kept).filter(([, view]) => isView(view)))
  } catch {
    return {}
  }
}

function isView(value: unknown): value is KeptView {
  if (typeof value !== 'object' || value === null || !('viewport' in value) || !('selected' in value)) return false
  const { viewport, selected } = value
  if (typeof viewport !== 'object' || viewport === null || !Array.isArray(selected)) return false
  return ['x', 'y', 'zoom'].every((name) => Number.isFinite((viewport as Record<string, unknown>)[name]))
}
