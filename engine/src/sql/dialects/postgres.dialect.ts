import { type ColumnType, typeNameOf } from '@jianmo/connectors/words'
import type { ExpressionType, Lowering } from '../../expression/index.ts'
import { exact, type SessionOptions, type SqlDialect, typeWriter } from './dialect.ts'
import { identifierRules } from './identifiers.ts'
import { LinedCompiler } from './lined-compiler.ts'
import { assertPrintable } from './sql-text.ts'

const identifiers = identifierRules({ limit: { units: 'bytes', count: 63 }, foldsCase: false })

class PostgresCompiler extends LinedCompiler {
  constructor() {
    super(identifiers)
  }

  /** `E'…'` means the same whatever `standard_conforming_strings` says: a text with a backslash never depends on it. */
  protected override appendStringLiteral(value: string): void {
    const quoted = assertPrintable(value).replaceAll("'", "''")
    this.append(value.includes('\\') ? `E'${quoted.replaceAll('\\', '\\\\')}'` : `'${quoted}'`)
  }
}

const sqlType = typeWriter(
  {
    text: 'text',
    integer: 'bigint',
    float: 'double precision',
    boolean: 'boolean',
    date: 'date',
    timestamp: 'timestamp',
    instant: 'timestamptz',
    list: 'text[]',
  },
  'numeric',
)

function cast(from: ExpressionType, to: ColumnType): Lowering {
  const source = from === 'null' ? 'text' : typeNameOf(from)
  // A float becomes a numeric by its first 15 digits only; its text has all of them, and numerics round away from zero.
  if (source === 'float' && typeNameOf(to) === 'decimal') return exact(`cast(cast(#0 as text) as ${sqlType(to)})`)
  if (source === 'float' && to === 'integer') return exact('cast(cast(cast(#0 as text) as numeric) as bigint)')
  // A numeric that was computed may have more places than its type says.
  if (source === 'decimal' && to === 'text') return exact(`cast(cast(#0 as ${sqlType(from as ColumnType)}) as text)`)
  if (source === 'instant' && to === 'text') return exact(`replace(cast(timezone('UTC', #0) as text), ' ', 'T') || 'Z'`)
  return exact(`cast(#0 as ${sqlType(to)})`)
}

const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`

function session({ statementSeconds, schemas = [], readOnly = true }: SessionOptions): readonly string[] {
  return [
    "set time zone 'UTC'",
    "set client_encoding = 'UTF8'",
    'set standard_conforming_strings = on',
    'set backslash_quote = off',
    'set transform_null_equals = off',
    "set DateStyle = 'ISO, YMD'",
    "set IntervalStyle = 'iso_8601'",
    "set bytea_output = 'hex'",
    'set extra_float_digits = 1',
    'set plan_cache_mode = force_custom_plan',
    `set search_path = ${['pg_catalog', ...schemas].map(quoteName).join(', ')}`,
    `set statement_timeout = ${Math.round(statementSeconds * 1000)}`,
    ...(readOnly ? ['set default_transaction_read_only = on'] : []),
  ]
}

/** PostgreSQL ≥ 13. */
export const postgres: SqlDialect = {
  name: 'postgres',
  compiler: () => new PostgresCompiler(),
  sqlType,
  cast,
  identifiers,
  fullJoin: true,
  aggregateFilter: true,
  aggregateTextOrder: true,
  nullSafeEqual: '#0 is not distinct from #1',
  exactText: '#0 collate "C"',
  list: (count) =>
    count === 0
      ? 'cast(array[] as text[])'
      : `array[${Array.from({ length: count }, (_, index) => `#${index}`).join(', ')}]`,
  instantText: (value) => value,
  bound: (value) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value),
  session,
}
