import type { ColumnType } from '@jianmo/connectors/words'
import { duckdbSettings, typeNameOf } from '@jianmo/connectors/words'
import type { ExpressionType, Lowering } from '../../expression/index.ts'
import { exact, type SqlDialect, typeWriter } from './dialect.ts'
import { identifierRules } from './identifiers.ts'
import { LinedCompiler } from './lined-compiler.ts'

const identifiers = identifierRules({ limit: null, foldsCase: true })

class DuckdbCompiler extends LinedCompiler {
  constructor() {
    super(identifiers)
  }
}

const sqlType = typeWriter(
  {
    text: 'varchar',
    integer: 'bigint',
    float: 'double',
    boolean: 'boolean',
    date: 'date',
    timestamp: 'timestamp',
    instant: 'timestamptz',
    list: 'varchar[]',
  },
  'decimal',
)

function cast(from: ExpressionType, to: ColumnType): Lowering {
  const source = from === 'null' ? 'text' : typeNameOf(from)
  // DuckDB rounds floats to the even neighbour when it casts; their shortest digits, as text, round away from zero.
  if (source === 'float' && typeNameOf(to) === 'decimal') return exact(`cast(cast(#0 as varchar) as ${sqlType(to)})`)
  if (source === 'float' && to === 'integer') return exact('cast(round(#0) as bigint)')
  if (source === 'float' && to === 'text') return exact(String.raw`regexp_replace(cast(#0 as varchar), '\.0$', '')`)
  if (source === 'instant' && to === 'text')
    return exact(`concat(replace(cast(timezone('UTC', #0) as varchar), ' ', 'T'), 'Z')`)
  return exact(`cast(#0 as ${sqlType(to)})`)
}

/** DuckDB 1.5, the hub. */
export const duckdb: SqlDialect = {
  name: 'duckdb',
  compiler: () => new DuckdbCompiler(),
  sqlType,
  cast,
  identifiers,
  fullJoin: true,
  aggregateFilter: true,
  aggregateTextOrder: true,
  nullSafeEqual: '#0 is not distinct from #1',
  exactText: '#0',
  list: (count) =>
    count === 0 ? 'cast([] as varchar[])' : `[${Array.from({ length: count }, (_, index) => `#${index}`).join(', ')}]`,
  instantText: (value) => value,
  bound: (value) => value,
  session: () => Object.entries(duckdbSettings).map(([name, value]) => `set ${name} = '${value}'`),
}
