import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from 'react-router/dom'
import { applyPreferences, usePreferences } from '../text/preferences.ts'
import { queryClient } from './api.ts'
import { router } from './routes.tsx'
import { ThemedApp } from './ThemedApp.tsx'

export function App() {
  applyPreferences(usePreferences())
  return (
    <QueryClientProvider client={queryClient}>
      <ThemedApp>
        <RouterProvider router={router} />
      </ThemedApp>
    </QueryClientProvider>
  )
}
