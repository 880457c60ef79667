import type { Preview } from '@storybook/react-vite'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect } from 'react'
import { MemoryRouter } from 'react-router'
import { queryClient } from '../src/app/api.ts'
import { ThemedApp } from '../src/app/ThemedApp.tsx'
import { applyPreferences, changePreferences, usePreferences } from '../src/text/preferences.ts'
import '../src/ui/tokens.css'
import '../src/ui/base.css'
import './preview.css'

/** Every story stands in the studio's theme, language and router, and an axe violation fails it. */
const preview: Preview = {
  parameters: { layout: 'padded', a11y: { test: 'error' }, controls: { expanded: true } },
  initialGlobals: { theme: 'paper', language: 'zh' },
  globalTypes: {
    theme: { toolbar: { title: '明暗 Theme', items: ['paper', 'ink'], dynamicTitle: true } },
    language: { toolbar: { title: '语言 Language', items: ['zh', 'en'], dynamicTitle: true } },
  },
  decorators: [
    (Story, { globals }) => {
      const stored = usePreferences()
      const theme = globals.theme === 'ink' ? 'ink' : 'paper'
      const language = globals.language === 'en' ? 'en' : 'zh'
      // A story must not inherit what somebody chose in the studio in the same browser.
      useEffect(() => {
        if (stored.theme !== theme || stored.language !== language) changePreferences({ theme, language })
        else applyPreferences(stored)
      }, [stored, theme, language])
      return (
        <QueryClientProvider client={queryClient}>
          <ThemedApp>
            <MemoryRouter>
              <Story />
            </MemoryRouter>
          </ThemedApp>
        </QueryClientProvider>
      )
    },
  ],
}

export default preview
