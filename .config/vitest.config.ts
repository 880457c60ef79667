import { defineConfig } from 'vitest/config'

/** One project per package; the studio's own projects (jsdom, stories) are in studio/vitest.config.ts. */
const node = (name: string, timeout: number) => ({
  extends: true as const,
  test: { name, include: [`${name}/**/*.test.ts`], environment: 'node' as const, testTimeout: timeout, hookTimeout: 120_000 },
})

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    exclude: ['**/node_modules/**', '**/dist/**', '**/.jianmo/**', '**/*.long.test.ts', '**/e2e/**'],
    pool: 'forks',
    maxWorkers: 2,
    projects: [node('connectors', 60_000), node('catalog', 60_000), node('engine', 60_000), node('examples', 120_000), './studio/vitest.config.ts', './studio/vitest.stories.config.ts'],
  },
})
