import { type ColumnType, typeNameOf } from '@jianmo/connectors/words'
import { CastNode, type OperationNode, RawNode, ValueNode } from 'kysely'
import type { TypedExpression, Value } from '../expression/index.ts'
import { ExactNumber, type SqlDialect } from './dialects/index.ts'
import { decimalDigits } from './dialects/sql-text.ts'
import { fillTemplate } from './templates.ts'

type Literal = Extract<TypedExpression, { readonly op: 'literal' }>

const immediate = (value: unknown) => ValueNode.createImmediate(value)
const castTo = (node: OperationNode, type: ColumnType, { sqlType }: SqlDialect) =>
  CastNode.create(node, RawNode.createWithSql(sqlType(type)))

/** Integers that every engine reads as integers by themselves. */
const isSmall = (digits: string) => Math.abs(Number(digits)) < 2 ** 31

/**
 * A literal as SQL. `bare` leaves out the cast where the surroundings decide the type (a comparison, an argument); what could be
 * read as another value is always cast: decimals, floats, dates, integers beyond 32 bits or below zero (`- -1`, not `--1`).
 */
export function emitLiteral({ value, type }: Literal, dialect: SqlDialect, form: 'bare' | 'typed'): OperationNode {
  if (value === null) return type === 'null' ? immediate(null) : castTo(immediate(null), type, dialect)
  if (type === 'null') throw new Error('Only NULL has the type of NULL')
  switch (typeNameOf(type)) {
    case 'text':
      // PostgreSQL knows no type for a text by itself: as a group key or a column it would be refused or `unknown`.
      return form === 'typed' && dialect.name === 'postgres'
        ? castTo(immediate(value), type, dialect)
        : immediate(value)
    case 'boolean':
      return form === 'typed' && dialect.name === 'postgres'
        ? castTo(immediate(value), type, dialect)
        : immediate(value)
    case 'integer': {
      const digits = String(value)
      const number = immediate(new ExactNumber(digits))
      return form === 'bare' && isSmall(digits) && !digits.startsWith('-') ? number : castTo(number, type, dialect)
    }
    case 'decimal':
      return castTo(immediate(new ExactNumber(decimalDigits(value as string | number, type))), type, dialect)
    case 'float':
      return castTo(immediate(new ExactNumber(floatDigits(Number(value)))), type, dialect)
    case 'list':
      return emitList(value, (item) => immediate(item), dialect)
    case 'instant':
      return castTo(immediate(dialect.instantText(String(value))), type, dialect)
    default:
      return castTo(immediate(value), type, dialect)
  }
}

/** A parameter: bound, never printed, with its type said. A list is bound text by text: drivers disagree about lists. */
export function emitParameter(value: Value, type: ColumnType, dialect: SqlDialect): OperationNode {
  const one = (item: Value, of: ColumnType) => castTo(ValueNode.create(dialect.bound(item, of)), of, dialect)
  if (value === null) return one(null, type)
  switch (typeNameOf(type)) {
    case 'list':
      return emitList(value, (item) => one(item, 'text'), dialect)
    case 'decimal':
      return one(decimalDigits(value as string | number, type), type)
    case 'instant':
      return one(dialect.instantText(String(value)), type)
    default:
      return one(value, type)
  }
}

function emitList(value: Value, item: (text: string | null) => OperationNode, dialect: SqlDialect): OperationNode {
  const texts = Array.isArray(value) ? (value as readonly (string | null)[]) : []
  return fillTemplate(dialect.list(texts.length), (index) => item(texts[index] ?? null))
}

/** Shortest digits that give the same float back, with an exponent: without one, several engines read a decimal. */
function floatDigits(value: number): string {
  const digits = String(value + 0)
  return digits.includes('e') ? digits : `${digits}e0`
}
