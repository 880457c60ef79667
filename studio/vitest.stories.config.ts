import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'

/** The system's Chromium if there is one; else the browser that playwright installed. */
const system = process.env.JIANMO_CHROMIUM ?? '/usr/bin/chromium'
const launchOptions = { args: ['--no-sandbox'], ...(existsSync(system) ? { executablePath: system } : {}) }

/** Each story in a real browser: it draws without an error, its play function passes, axe finds nothing. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    storybookTest({ configDir: join(import.meta.dirname, '.storybook'), storybookScript: 'npm run storybook' }),
  ],
  // Found while a test runs, a dependency would reload the page under it.
  optimizeDeps: {
    include: [
      'react',
      'react-dom',
      'react-dom/client',
      'react/jsx-dev-runtime',
      'react-router',
      'react-router/dom',
      'antd',
      'antd/locale/zh_CN',
      'antd/locale/en_US',
      '@ant-design/icons',
      '@tanstack/react-query',
      '@trpc/client',
      '@trpc/tanstack-react-query',
      '@xyflow/react',
      'apache-arrow',
      'idb',
      'immer',
      'zustand',
      'pinyin-pro',
      'zod',
      'kysely',
    ],
  },
  test: {
    name: 'stories',
    testTimeout: 60_000,
    browser: {
      enabled: true,
      headless: true,
      provider: playwright({ launchOptions }),
      instances: [{ browser: 'chromium' }],
    },
  },
})
