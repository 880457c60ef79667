import type { Language, Text } from '@jianmo/connectors/words'
import { useCallback } from 'react'
import { usePreferences } from './preferences.ts'

/** Picks the words of the chosen language. */
export type ChooseText = (text: Text) => string

/** `const t = useText()`, then `t({ zh: '保存', en: 'Save' })`: both languages live beside the thing they name. */
export function useText(): ChooseText {
  const { language } = usePreferences()
  return useCallback((text: Text) => text[language], [language])
}

export function useLanguage(): Language {
  return usePreferences().language
}
