import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** Fast tests of the studio in jsdom; the stories run in a real Chromium, see vitest.stories.config.ts. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  test: {
    name: 'studio',
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'jsdom',
    setupFiles: ['.storybook/jsdom.ts'],
    testTimeout: 30_000,
    // Ant Design and Monaco import css from packages.
    css: true,
  },
})
