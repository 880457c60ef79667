import { type ColumnType, typeNameOf } from '@jianmo/connectors/words'
import type { CommonTableExpressionNode, SelectQueryNode } from 'kysely'
import { type ExpressionType, type Lowering, none } from '../../expression/index.ts'
import { exact, type SqlDialect, typeWriter } from './dialect.ts'
import { identifierRules } from './identifiers.ts'
import { LinedCompiler } from './lined-compiler.ts'

const identifiers = identifierRules({ limit: null, foldsCase: true })

class TrinoCompiler extends LinedCompiler {
  constructor() {
    super(identifiers)
  }

  protected override getCurrentParameterPlaceholder(): string {
    return '?'
  }

  /** Shared queries are always written out by the planner. */
  protected override visitCommonTableExpression(node: CommonTableExpressionNode): void {
    this.appendPlainExpression(node)
  }

  /** OFFSET stands before LIMIT. */
  protected override appendLimit(node: SelectQueryNode): void {
    this.part(node.offset)
    this.part(node.limit)
  }
}

const sqlType = typeWriter(
  {
    text: 'varchar',
    integer: 'bigint',
    float: 'double',
    boolean: 'boolean',
    date: 'date',
    timestamp: 'timestamp(6)',
    instant: 'timestamp(6) with time zone',
    list: 'array(varchar)',
  },
  'decimal',
)

function cast(from: ExpressionType, to: ColumnType): Lowering {
  const source = from === 'null' ? null : typeNameOf(from)
  if (to === 'text' && (source === 'float' || source === 'timestamp' || source === 'instant'))
    return none('Trino 的写法不同', 'Trino writes these values in another way', `cast(#0 as ${sqlType(to)})`)
  if (source === 'float' && to === 'integer') return exact('cast(round(#0) as bigint)')
  return exact(`cast(#0 as ${sqlType(to)})`)
}

/** Trino; its text is checked against the grammar only. The zone comes with each request (`X-Trino-Time-Zone: UTC`). */
export const trino: SqlDialect = {
  name: 'trino',
  compiler: () => new TrinoCompiler(),
  sqlType,
  cast,
  identifiers,
  fullJoin: true,
  aggregateFilter: true,
  aggregateTextOrder: true,
  nullSafeEqual: '#0 is not distinct from #1',
  exactText: '#0',
  list: (count) =>
    count === 0
      ? 'cast(array[] as array(varchar))'
      : `array[${Array.from({ length: count }, (_, index) => `#${index}`).join(', ')}]`,
  instantText: (value) => `${value.replace('T', ' ').replace('Z', '')} UTC`,
  bound: (value) => (typeof value === 'number' ? String(value) : value),
  session: ({ statementSeconds }) => [
    "set time zone 'UTC'",
    ...(statementSeconds > 0 ? [`set session query_max_execution_time = '${statementSeconds}s'`] : []),
  ],
}
