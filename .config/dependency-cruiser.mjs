/** The order of the rooms: packages from left to right, engine rooms from top to bottom (README: the house in one picture). */
const engineRooms = [
  'graph',
  'expression',
  'schema',
  'plan',
  'nodes',
  'planner',
  'sql',
  'execution',
  'rows',
  'leads',
  'api',
  'server',
]
const pureEngineRooms = engineRooms.slice(0, engineRooms.indexOf('execution'))
const pureRooms = [
  ...pureEngineRooms.map((room) => `engine/src/${room}/`),
  'connectors/src/words/',
  'connectors/src/values/',
  'catalog/src/tables/definitions/',
]
const tests =
  '\\.(test|long|e2e|stories)\\.tsx?$|/testing/|/e2e/|/details/|\\.config\\.ts$|/bench/|/fuzz/|/conformance/|/broken-files/'

/** One rule a room: it may not reach the rooms below it. The server alone wires everybody together. */
const roomOrder = engineRooms.flatMap((room, index) => {
  const later = engineRooms.slice(index + 1)
  if (later.length === 0) return []
  return [
    {
      name: `engine-${room}-looks-up-only`,
      comment: `engine/src/${room} may import only the rooms above it`,
      severity: 'error',
      from: { path: `^engine/src/${room}/`, pathNot: tests },
      // A room may know the types of the wire: they are words, not behaviour.
      to: { path: `^engine/src/(${later.join('|')})/`, pathNot: '^engine/src/api/wire\\.ts$' },
    },
  ]
})

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: { pathNot: tests },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'connectors-is-the-bottom',
      severity: 'error',
      from: { path: '^connectors/' },
      to: { path: '^(catalog|engine|studio|examples)/' },
    },
    {
      name: 'catalog-knows-only-connectors',
      severity: 'error',
      from: { path: '^catalog/' },
      to: { path: '^(engine|studio|examples)/' },
    },
    {
      name: 'engine-does-not-know-the-studio',
      severity: 'error',
      from: { path: '^engine/' },
      to: { path: '^(studio|examples)/' },
    },
    {
      name: 'nothing-imports-examples',
      severity: 'error',
      from: { path: '^(studio|engine|catalog|connectors)/' },
      to: { path: '^examples/' },
    },
    {
      name: 'studio-uses-only-pure-rooms',
      comment: 'A browser may use the pure rooms; of the API it may know the types only.',
      severity: 'error',
      from: { path: '^studio/src/', pathNot: tests },
      to: {
        path: '^(engine|catalog|connectors)/',
        pathNot: `^(${pureRooms.join('|')}|engine/src/api/|catalog/src/(tables|statutes)/)`,
      },
    },
    {
      name: 'studio-knows-only-the-types-of-the-api',
      severity: 'error',
      from: { path: '^studio/src/', pathNot: tests },
      to: { path: '^engine/src/api/', pathNot: '^engine/src/api/wire\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    ...roomOrder,
    {
      name: 'pure-rooms-know-no-node',
      comment: 'Pure rooms run in the browser: no Node built-ins',
      severity: 'error',
      from: { path: `^(${pureRooms.join('|')})`, pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-rooms-know-no-react-and-no-database',
      severity: 'error',
      from: { path: `^(${pureRooms.join('|')})`, pathNot: tests },
      to: { path: 'node_modules/(react|react-dom|antd|@xyflow|pg|pg-copy-streams|mysql2|@duckdb|better-auth|@trpc)/' },
    },
    {
      name: 'the-reference-never-runs-in-production',
      comment: 'The interpreter is what engines are held against: only tests, the fuzzer and itself may import it',
      severity: 'error',
      from: { pathNot: `${tests}|^engine/src/plan/reference/` },
      to: { path: '^engine/src/plan/reference/' },
    },
    {
      name: 'the-reference-knows-no-engine',
      severity: 'error',
      from: { path: '^engine/src/plan/reference/' },
      to: { path: '^engine/src/sql/|node_modules/(kysely|@duckdb|pg|mysql2)/' },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: { pathNot: tests },
      to: { couldNotResolve: true, pathNot: '^(virtual:|monaco-editor/|node:)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.jianmo|node_modules/\\.)/' },
    tsPreCompilationDeps: true,
    detectJSDocImports: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
