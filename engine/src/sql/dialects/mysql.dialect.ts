import { type ColumnType, decimalOf, typeNameOf } from '@jianmo/connectors/words'
import type { CommonTableExpressionNode, OrderByItemNode, SelectQueryNode } from 'kysely'
import { type ExpressionType, type Lowering, none, type Value } from '../../expression/index.ts'
import { exact, NotSupportedError, type SessionOptions, type SqlDialect, typeWriter } from './dialect.ts'
import { identifierRules } from './identifiers.ts'
import { LinedCompiler } from './lined-compiler.ts'
import { assertPrintable } from './sql-text.ts'

const identifiers = identifierRules({
  limit: { units: 'characters', count: 64 },
  foldsCase: true,
  whyNot(name) {
    // Names are stored in utf8mb3; spaces at the borders are cut off or refused.
    if (/[\u{10000}-\u{10ffff}]/u.test(name))
      return { zh: 'MySQL 的名称不能含有扩展平面的字符', en: 'MySQL names hold no characters beyond U+FFFF' }
    if (name !== name.replace(/^[ \t\n\r\v\f]+|[ \t\n\r\v\f]+$/g, ''))
      return { zh: 'MySQL 的名称首尾不能有空格', en: 'MySQL names neither begin nor end with a space' }
    return null
  },
})

class MysqlCompiler extends LinedCompiler {
  constructor() {
    super(identifiers)
  }

  protected override getCurrentParameterPlaceholder(): string {
    return '?'
  }

  protected override getLeftIdentifierWrapper(): string {
    return '`'
  }

  protected override getRightIdentifierWrapper(): string {
    return '`'
  }

  /** Backslashes are doubled: the session sets NO_BACKSLASH_ESCAPES off. Were it on, the text would be wrong but still closed. */
  protected override sanitizeStringLiteral(value: string): string {
    return assertPrintable(value).replaceAll('\\', '\\\\').replaceAll("'", "''")
  }

  /**
   * There are no words for it: a sort by `x is null` comes first. Not only where NULL, being smaller than everything, stands on
   * the wrong side: in GROUP_CONCAT it ties with 0 and '' (MariaDB 10.11).
   */
  protected override visitOrderByItem(node: OrderByItemNode): void {
    const { nulls, ...item } = node
    if (nulls) {
      this.visitNode(node.orderBy)
      this.append(nulls === 'last' ? ' is null, ' : ' is null desc, ')
    }
    super.visitOrderByItem(item)
  }

  protected override visitCommonTableExpression(node: CommonTableExpressionNode): void {
    this.appendPlainExpression(node)
  }

  protected override appendLimit(node: SelectQueryNode): void {
    // OFFSET stands only after LIMIT; this is the largest there is.
    if (node.offset && !node.limit) this.appendLine('limit 18446744073709551615')
    super.appendLimit(node)
  }
}

const lists = { zh: 'MySQL 没有列表', en: 'MySQL has no lists' }

const writeType = typeWriter(
  {
    text: 'char',
    integer: 'signed',
    float: 'double',
    boolean: 'signed',
    date: 'date',
    timestamp: 'datetime(6)',
    instant: 'datetime(6)',
    list: 'json',
  },
  'decimal',
)

/** What MySQL keeps after the point; MariaDB keeps 38. */
const longestScale = 30

/**
 * A cast to a decimal type that is too narrow gives the largest number of the type and a mere warning. So decimals always get all
 * 65 digits: a value that its type cannot hold stays what it is, and fails where its rows are read as that type.
 */
function sqlType(type: ColumnType): string {
  if (type === 'list') throw new NotSupportedError('list', 'mysql', lists)
  if (typeNameOf(type) !== 'decimal') return writeType(type)
  const { scale } = decimalOf(type)
  if (scale > longestScale) {
    const reason = {
      zh: `MySQL 的小数最多 ${longestScale} 位`,
      en: `MySQL keeps at most ${longestScale} digits after the point`,
    }
    throw new NotSupportedError('decimal', 'mysql', reason)
  }
  return `decimal(65, ${scale})`
}

function cast(from: ExpressionType, to: ColumnType): Lowering {
  const source = from === 'null' ? null : typeNameOf(from)
  if (from === 'list' || to === 'list') return none(lists.zh, lists.en, '')
  if (to === 'text') {
    if (source === 'float')
      return none('浮点数的写法与其他库不同', 'Floats are written in another way than elsewhere', 'cast(#0 as char)')
    if (source === 'boolean') return exact(`case #0 when 1 then 'true' when 0 then 'false' end`)
    if (source === 'decimal') return exact(`cast(cast(#0 as ${sqlType(from as ColumnType)}) as char)`)
    if (source === 'timestamp') return exact(trimmed('cast(#0 as datetime(6))'))
    if (source === 'instant') return exact(`concat(replace(${trimmed('cast(#0 as datetime(6))')}, ' ', 'T'), 'Z')`)
  }
  // `signed` would give the largest integer for one that is too large, and the even neighbour of a half.
  if (to === 'integer' && (source === 'float' || source === 'decimal')) return exact('cast(#0 as decimal(65, 0))')
  return exact(`cast(#0 as ${sqlType(to)})`)
}

const trimmed = (sql: string) => `trim(trailing '.' from trim(trailing '0' from cast(${sql} as char)))`

/** Names of the one collation that compares by code point and does not ignore blanks at the end; the products name it differently. */
const collations = { mysql: 'utf8mb4_0900_bin', mariadb: 'utf8mb4_nopad_bin' } as const
export type MysqlProduct = keyof typeof collations

/**
 * ANSI_QUOTES stays off (names are in backticks), PIPES_AS_CONCAT on (`||` never means OR), NO_BACKSLASH_ESCAPES off (as the
 * printer expects). In strict mode a division by zero and a zero date are errors where something is written; SELECT warns.
 */
const sqlMode =
  'STRICT_ALL_TABLES,ONLY_FULL_GROUP_BY,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,PIPES_AS_CONCAT,NO_ENGINE_SUBSTITUTION'

/**
 * MariaDB 10.11 loses rows where a window stands over a semi join that it materialises, and changes a joined text where a
 * condition with REPLACE is pushed into its group (`queries-semantics.test.ts`; fuzz, seed 11, graphs 7550 and 3225): neither is done.
 */
const soundPlans = "set session optimizer_switch = 'semijoin=off,condition_pushdown_for_derived=off'"

function sessionOf(product: MysqlProduct, { statementSeconds, readOnly = true }: SessionOptions): readonly string[] {
  const collation = collations[product]
  const limit =
    product === 'mariadb'
      ? `set session max_statement_time = ${statementSeconds}`
      : `set session max_execution_time = ${Math.round(statementSeconds * 1000)}`
  return [
    `set names utf8mb4 collate ${collation}`,
    `set session sql_mode = '${sqlMode}'`,
    "set session time_zone = '+00:00'",
    'set session group_concat_max_len = 1073741824',
    'set session div_precision_increment = 6',
    'set session sql_auto_is_null = 0',
    ...(product === 'mariadb' ? [soundPlans] : []),
    limit,
    ...(readOnly ? ['set session transaction read only'] : []),
  ]
}

function mysqlOf(product: MysqlProduct): SqlDialect {
  return {
    name: 'mysql',
    compiler: () => new MysqlCompiler(),
    sqlType,
    cast,
    identifiers,
    fullJoin: false,
    aggregateFilter: false,
    // MariaDB 10.11 sorts a grouped GROUP_CONCAT of a join by two LONGTEXT columns in no order at all.
    aggregateTextOrder: false,
    nullSafeEqual: '#0 <=> #1',
    exactText: `#0 collate ${collations[product]}`,
    list: () => {
      throw new NotSupportedError('list', 'mysql', lists)
    },
    instantText: (value) => value.replace('T', ' ').replace('Z', ''),
    bound: (value: Value, type) => {
      if (typeof value === 'boolean') return Number(value)
      return typeof value === 'number' && type !== 'float' ? String(value) : value
    },
    session: (options) => sessionOf(product, options),
  }
}

/** MySQL ≥ 8.0.17. */
export const mysql = mysqlOf('mysql')
/** MariaDB ≥ 10.6: the same text but for the name of the collation. */
export const mariadb = mysqlOf('mariadb')
