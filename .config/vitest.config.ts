import { defineConfig } from 'vitest/config'

const slow = ['**/*.long.test.ts']
const always = ['**/node_modules/**', '**/dist/**', '**/.jianmo/**']

interface NodeProject {
  readonly name: string
  readonly include: string[]
  readonly exclude?: string[]
  readonly timeout: number
}

const node = ({ name, include, exclude = [], timeout }: NodeProject) => ({
  extends: true as const,
  test: {
    name,
    include,
    exclude: [...always, ...exclude],
    environment: 'node' as const,
    testTimeout: timeout,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 20_000 } },
  },
})

const packageProject = (name: string, timeout: number) =>
  node({ name, include: [`${name}/**/*.test.ts`], exclude: slow, timeout })

const withHouse = (project: ReturnType<typeof node>) => ({
  ...project,
  test: { ...project.test, globalSetup: ['studio/details/start-house.ts'], fileParallelism: false },
})

/** One project a package; the studio's jsdom and story projects have their own files. `guards` plants violations, `thread`
 * is the whole way through the house in Chromium, `long` is what `npm run test:long` runs. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      packageProject('connectors', 60_000),
      packageProject('catalog', 60_000),
      packageProject('engine', 60_000),
      packageProject('examples', 120_000),
      node({ name: 'guards', include: ['.config/*.test.ts'], timeout: 180_000 }),
      node({ name: 'thread', include: ['studio/e2e/**/*.e2e.ts'], timeout: 300_000 }),
      // One house serves all details; the files run one after the other, each in a browser of its own.
      withHouse(node({ name: 'details', include: ['studio/details/*.detail.ts'], timeout: 180_000 })),
      node({ name: 'long', include: slow, timeout: 900_000 }),
      './studio/vitest.config.ts',
      './studio/vitest.stories.config.ts',
    ],
  },
})
