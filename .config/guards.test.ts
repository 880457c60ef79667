import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** Every guard of the house is shown a planted violation in a copy of the tree and must name it. A guard that is silent
 * here guards nothing. */
const execute = promisify(execFile)
const house = new URL('..', import.meta.url).pathname

interface Plant {
  readonly guard: string
  readonly file: string
  readonly text: string
  /** What the tool must say, in the same output as the file's name. */
  readonly says: RegExp
}

const boundaries: readonly Plant[] = [
  {
    guard: 'a package imports only to its right',
    file: 'connectors/src/words/planted-up.ts',
    text: "import '../../../catalog/src/index.ts'\n",
    says: /connectors-is-the-bottom: connectors\/src\/words\/planted-up\.ts/,
  },
  {
    guard: 'the engine does not know the studio',
    file: 'engine/src/leads/planted-studio.ts',
    text: "import '../../../studio/src/text/index.ts'\n",
    says: /engine-does-not-know-the-studio: engine\/src\/leads\/planted-studio\.ts/,
  },
  {
    guard: 'a room imports only the rooms above it',
    file: 'engine/src/graph/planted-down.ts',
    text: "import '../sql/index.ts'\n",
    says: /engine-graph-looks-up-only: engine\/src\/graph\/planted-down\.ts/,
  },
  {
    guard: 'only the server wires everybody together',
    file: 'engine/src/api/planted-server.ts',
    text: "import '../server/main.ts'\n",
    says: /engine-api-looks-up-only: engine\/src\/api\/planted-server\.ts/,
  },
  {
    guard: 'a pure room knows no Node',
    file: 'engine/src/planner/planted-node.ts',
    text: "import 'node:fs'\n",
    says: /pure-rooms-know-no-node: engine\/src\/planner\/planted-node\.ts/,
  },
  {
    guard: 'a pure room knows no React',
    file: 'engine/src/nodes/planted-react.ts',
    text: "import 'react'\n",
    says: /pure-rooms-know-no-react-and-no-database: engine\/src\/nodes\/planted-react\.ts/,
  },
  {
    guard: 'the studio uses only pure rooms',
    file: 'studio/src/canvas/planted-execution.ts',
    text: "import '../../../engine/src/execution/index.ts'\n",
    says: /studio-uses-only-pure-rooms: studio\/src\/canvas\/planted-execution\.ts/,
  },
  {
    guard: 'nothing imports examples',
    file: 'engine/src/server/planted-examples.ts',
    text: "import '../../../examples/demo/seed.ts'\n",
    says: /nothing-imports-examples: engine\/src\/server\/planted-examples\.ts/,
  },
  {
    guard: 'the reference never runs in production',
    file: 'engine/src/sql/planted-reference.ts',
    text: "import '../plan/reference/interpret.ts'\n",
    says: /the-reference-never-runs-in-production: engine\/src\/sql\/planted-reference\.ts/,
  },
  {
    guard: 'the reference knows no engine',
    file: 'engine/src/plan/reference/planted-engine.ts',
    text: "import '../../sql/index.ts'\n",
    says: /the-reference-knows-no-engine: engine\/src\/plan\/reference\/planted-engine\.ts/,
  },
  {
    guard: 'no cycles',
    file: 'catalog/src/planted-a.ts',
    text: "import { b } from './planted-b.ts'\nexport const a = () => b\n",
    says: /no-cycles: catalog\/src\/planted-[ab]\.ts/,
  },
  {
    guard: 'no cycles, other half',
    file: 'catalog/src/planted-b.ts',
    text: "import { a } from './planted-a.ts'\nexport const b = () => a\n",
    says: /no-cycles: catalog\/src\/planted-[ab]\.ts/,
  },
]

const lint: readonly Plant[] = [
  {
    guard: 'no clock in a pure room',
    file: 'engine/src/plan/planted-clock.ts',
    text: 'export const now = () => new Date()\n',
    says: /planted-clock\.ts:1:\d+ plugin/,
  },
  {
    guard: 'no chance in a pure room',
    file: 'connectors/src/values/planted-chance.ts',
    text: 'export const chance = () => Math.random()\n',
    says: /planted-chance\.ts:1:\d+ plugin/,
  },
  {
    guard: 'no process in a pure room',
    file: 'engine/src/schema/planted-process.ts',
    text: 'export const home = process.env\n',
    says: /planted-process\.ts:1:\d+ lint\/style\/noRestrictedGlobals/,
  },
  {
    guard: 'no any',
    file: 'catalog/src/planted-any.ts',
    text: 'export const open = (value: any) => value\n',
    says: /planted-any\.ts:1:\d+ lint\/suspicious\/noExplicitAny/,
  },
  {
    guard: 'no promise left alone',
    file: 'catalog/src/planted-promise.ts',
    text: 'async function later() {}\nexport function start() {\n  later()\n}\n',
    says: /planted-promise\.ts:3:\d+ lint\/nursery\/noFloatingPromises/,
  },
]

const types: readonly Plant[] = [
  {
    guard: 'a text has Chinese',
    file: 'engine/src/nodes/planted-text.ts',
    text: "import type { Text } from '@jianmo/connectors/words'\nexport const label: Text = { en: 'Rows' }\n",
    says: /planted-text\.ts\(2,\d+\): error TS2741/,
  },
  {
    guard: 'a config field has a form entry',
    file: 'engine/src/nodes/planted-form.ts',
    text: "import type { NodeSpec } from './node-spec.ts'\nexport const form: NodeSpec<{ condition: string }>['form'] = {}\n",
    says: /planted-form\.ts\(2,\d+\): error TS2741/,
  },
  {
    guard: 'every operator of the algebra is handled',
    file: 'engine/src/plan/planted-operators.ts',
    text: "import type { ByOperator } from './plan.ts'\nexport const cost: ByOperator<number> = { scan: () => 1 }\n",
    says: /planted-operators\.ts\(2,\d+\): error TS2740/,
  },
  {
    guard: 'an index may be missing',
    file: 'engine/src/schema/planted-index.ts',
    text: 'export const first = (list: string[]): string => list[0]\n',
    says: /planted-index\.ts\(1,\d+\): error TS2322/,
  },
]

const unused: readonly Plant[] = [
  {
    guard: 'no dead file',
    file: 'connectors/src/transport/planted-dead.ts',
    text: 'export const dead = 1\n',
    says: /connectors\/src\/transport\/planted-dead\.ts/,
  },
]

let copy = ''

/** The tool's whole output, whatever its exit code: a guard that found something exits non-zero. */
async function outputOf(script: string, ...args: string[]): Promise<{ code: number; text: string }> {
  const run = execute(process.execPath, [join(house, 'node_modules', script), ...args], { cwd: copy, maxBuffer: 64e6 })
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, text: stdout + stderr }),
    (failed: { code: number; stdout: string; stderr: string }) => ({
      code: failed.code,
      text: failed.stdout + failed.stderr,
    }),
  )
}

async function plant(plants: readonly Plant[]) {
  for (const { file, text } of plants) {
    await mkdir(dirname(join(copy, file)), { recursive: true })
    await writeFile(join(copy, file), text)
  }
}

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'jianmo-guards-'))
  const { stdout } = await execute('git', ['ls-files', '-co', '--exclude-standard'], { cwd: house, maxBuffer: 64e6 })
  for (const file of stdout
    .split('\n')
    .filter((name) => /\.(ts|tsx|mjs|json|grit)$/.test(name) && !name.includes('expected.json'))) {
    await cp(join(house, file), join(copy, file), { recursive: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
  }
  await symlink(join(house, 'node_modules'), join(copy, 'node_modules'))
  await plant([...boundaries, ...lint, ...types, ...unused])
}, 120_000)

afterAll(async () => {
  if (copy) await rm(copy, { recursive: true, force: true })
})

function expectEachNamed(plants: readonly Plant[], result: { code: number; text: string }) {
  expect(result.code).not.toBe(0)
  for (const { guard, says } of plants) expect(result.text, guard).toMatch(says)
}

describe('every guard bites when shown its violation', () => {
  it('boundaries: package direction, room order, purity, cycles', async () => {
    const result = await outputOf(
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.config/dependency-cruiser.mjs',
      '--no-cache',
      'connectors',
      'catalog',
      'engine',
      'studio/src',
      'examples',
    )
    expectEachNamed(boundaries, result)
  }, 180_000)

  it('lint: clock, chance, process, any, promises left alone', async () => {
    expectEachNamed(
      lint,
      await outputOf('@biomejs/biome/bin/biome', 'lint', '--max-diagnostics=none', ...lint.map(({ file }) => file)),
    )
  }, 120_000)

  it('types: Chinese words, form entries, missing indexes', async () => {
    await writeFile(
      join(copy, 'planted.tsconfig.json'),
      JSON.stringify({ extends: './tsconfig.json', files: types.map(({ file }) => file) }),
    )
    expectEachNamed(types, await outputOf('typescript/bin/tsc', '-p', 'planted.tsconfig.json', '--pretty', 'false'))
  }, 120_000)

  it('unused: dead files', async () => {
    expectEachNamed(unused, await outputOf('knip/bin/knip.js', '--config', '.config/knip.json', '--no-progress'))
  }, 180_000)
})
