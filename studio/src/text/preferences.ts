import { type Language, languages } from '@jianmo/connectors/words'
import { useSyncExternalStore } from 'react'

const themes = ['paper', 'ink'] as const
export type Theme = (typeof themes)[number]

/** What a person chose on this machine. Never sent to the server. */
export interface Preferences {
  readonly language: Language
  readonly theme: Theme
}

const storageKey = 'jianmo.preferences'
const listeners = new Set<() => void>()
let current: Preferences = readStored()

function readStored(): Preferences {
  const initial: Preferences = { language: 'zh', theme: 'paper' }
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}')
    if (typeof stored !== 'object' || stored === null) return initial
    const { language, theme } = stored as Record<string, unknown>
    return {
      language: languages.find((known) => known === language) ?? initial.language,
      theme: themes.find((known) => known === theme) ?? initial.theme,
    }
  } catch {
    // A browser may refuse storage (private windows); the studio then starts in Chinese each time.
    return initial
  }
}

/** Puts the choice on <html>, where tokens.css and screen readers look for it. */
export function applyPreferences({ language, theme }: Preferences): void {
  document.documentElement.dataset.theme = theme
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  document.documentElement.style.colorScheme = theme === 'ink' ? 'dark' : 'light'
}

export function changePreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change }
  applyPreferences(current)
  try {
    localStorage.setItem(storageKey, JSON.stringify(current))
  } catch {
    // See readStored: the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener()
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
  )
}
