#!/usr/bin/env node
/** `npm test`: sets up whatever is missing, then runs everything that must hold. Plain JS with built-ins only, because it
 * runs before anything is installed. `--long` runs the slow suites and the 25 details of the editor, `--details` those alone;
 * `--only=types,lint,…` runs some steps. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, setUp } from './setup.mjs'
import { ensureTestMachine } from './setup-tests.mjs'

const flags = new Set(process.argv.slice(2))
const only = [...flags]
  .find((flag) => flag.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',')
const suites = flags.has('--long') ? ['long', 'details'] : flags.has('--details') ? ['details'] : []

const pinnedNode = setUp()
const browser =
  only && !only.some((step) => ['vitest', 'thread', 'long', 'details'].includes(step)) ? {} : await ensureTestMachine()

const reports = mkdtempSync(join(tmpdir(), 'jianmo-test-'))
const env = {
  ...process.env,
  ...browser,
  PATH: `${join(root, 'node_modules/node/bin')}:${process.env.PATH}`,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
}

const inModules = (path) => join(root, 'node_modules', path)
const vitest = (name, args, reporter = 'default') => ({
  name,
  args: [
    inModules('vitest/vitest.mjs'),
    'run',
    '--config',
    '.config/vitest.config.ts',
    `--reporter=${reporter}`,
    '--reporter=json',
    `--outputFile.json=${join(reports, `${name}.json`)}`,
    ...args,
  ],
  report: join(reports, `${name}.json`),
})

const quick = [
  {
    name: 'types',
    args: [inModules('turbo/bin/turbo'), 'run', 'types', '--output-logs=errors-only', '--no-update-notifier'],
  },
  { name: 'lint', args: [inModules('@biomejs/biome/bin/biome'), 'ci', '--max-diagnostics=50', '.'] },
  {
    name: 'boundaries',
    args: [
      inModules('dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      '.config/dependency-cruiser.mjs',
      '--no-cache',
      'connectors',
      'catalog',
      'engine',
      'studio/src',
      'examples',
    ],
  },
  { name: 'unused', args: [inModules('knip/bin/knip.js'), '--config', '.config/knip.json', '--no-progress'] },
  vitest('vitest', ['--project=!thread', '--project=!long', '--project=!details']),
  vitest('thread', ['--project=thread']),
]
const slow = {
  long: vitest('long', ['--project=long']),
  details: vitest('details', ['--project=details'], 'verbose'),
}
const steps = (suites.length > 0 ? suites.map((suite) => slow[suite]) : quick).filter(
  ({ name }) => !only || only.includes(name),
)

let passed = 0
let failed = 0
for (const step of steps) {
  const started = performance.now()
  process.stdout.write(`\n── ${step.name}\n`)
  const code = await new Promise((resolve) => {
    spawn(pinnedNode, step.args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] }).on('close', resolve)
  })
  const counted = step.report ? countOf(step.report) : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
  passed += counted.passed
  // A runner that fails without a failed test (a broken file, an unhandled error) has failed all the same.
  failed += code !== 0 && counted.failed === 0 ? 1 : counted.failed
  process.stdout.write(
    `── ${step.name}: ${code === 0 ? 'ok' : 'FAILED'} (${((performance.now() - started) / 1000).toFixed(1)} s)\n`,
  )
}
rmSync(reports, { recursive: true, force: true })
if (passed === 0) failed += 1
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1

function countOf(report) {
  if (!existsSync(report)) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
  return { passed: numPassedTests, failed: numFailedTests }
}
