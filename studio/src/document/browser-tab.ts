import { type EditsStore, openEditsStore } from './edits-store.ts'

/** Long enough for a busy tab to answer. One that sleeps deeper loses nothing: its work is then in two tabs, and saving
 * finds the conflict. */
const answerWithin = 250

interface TabMessage {
  readonly kind: 'are-you-there' | 'here'
  readonly tab: string
}

/** Tabs of one browser that hear each other. (Web Locks would know more, but need https, which intranets often lack.) */
function openTabs() {
  const channel = new BroadcastChannel('jianmo-tabs')
  let own: string | null = null
  channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
    if (data.kind === 'are-you-there' && data.tab === own)
      channel.postMessage({ kind: 'here', tab: own } satisfies TabMessage)
  })
  return {
    answerAs(tab: string) {
      own = tab
    },
    isOpen: (tab: string) =>
      new Promise<boolean>((resolve) => {
        const hear = ({ data }: MessageEvent<TabMessage>) => {
          if (data.kind === 'here' && data.tab === tab) end(true)
        }
        const end = (open: boolean) => {
          channel.removeEventListener('message', hear)
          clearTimeout(timer)
          resolve(open)
        }
        const timer = setTimeout(() => end(false), answerWithin)
        channel.addEventListener('message', hear)
        channel.postMessage({ kind: 'are-you-there', tab } satisfies TabMessage)
      }),
  }
}

const storageKey = 'jianmo-tab'

/** Kept through a reload, never shared: a duplicated tab copies the name, hears that it is taken, and takes another. */
async function nameOf(tabs: ReturnType<typeof openTabs>): Promise<string> {
  const kept = sessionStorage.getItem(storageKey)
  const name = kept !== null && !(await tabs.isOpen(kept)) ? kept : freshName()
  sessionStorage.setItem(storageKey, name)
  return name
}

function freshName(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-')
}

let store: Promise<EditsStore | null> | null = null

/** The edits of this browser; null where it keeps nothing (a private window, a blocked store): editing works without. */
export function editsOfThisTab(): Promise<EditsStore | null> {
  store ??= openForThisTab().catch(() => null)
  return store
}

async function openForThisTab(): Promise<EditsStore | null> {
  if (!('indexedDB' in globalThis) || !('BroadcastChannel' in globalThis)) return null
  const tabs = openTabs()
  const tab = await nameOf(tabs)
  tabs.answerAs(tab)
  return openEditsStore({ tab, isOpen: tabs.isOpen, now: Date.now })
}
