import { type ColumnType, decimalType } from '@jianmo/connectors/words'
import { isDay } from './calendar.ts'
import type { Syntax } from './syntax.ts'
import type { TypedExpression, Value } from './typed.ts'

type Literal = Extract<TypedExpression, { op: 'literal' }>

const literal = (type: ColumnType, value: Value): Literal => ({ op: 'literal', type, value })

/** The value of a literal; null if it is none, or one that does not exist (a 30th of February). */
export function readLiteral(syntax: Syntax): Literal | null {
  switch (syntax.kind) {
    case 'number':
      return readNumber(syntax.digits, false)
    case 'unary':
      // `-9223372036854775808` exists although its digits alone do not.
      return syntax.operator === '-' && syntax.operand.kind === 'number' && !syntax.operand.enclosed
        ? readNumber(syntax.operand.digits, true)
        : null
    case 'text':
    case 'boolean':
      return literal(syntax.kind, syntax.value)
    case 'date':
      return isDay(syntax.value) ? literal('date', syntax.value) : null
    case 'timestamp':
      return readTimestamp(syntax.value)
    case 'instant':
      return readInstant(syntax.value)
    case 'null':
      return { op: 'literal', type: 'null', value: null }
    case 'list':
      return readList(syntax.items)
    default:
      return null
  }
}

/** Whole numbers are 64-bit integers; others are decimals, `decimal(28,6)` if they fit it. Zeros that say nothing go. */
function readNumber(written: string, negative: boolean): Literal | null {
  const [before = '', after] = written.split('.')
  const whole = before.replace(/^0+(?=\d)/, '')
  const sign = negative ? '-' : ''
  if (after === undefined) {
    const value = BigInt(sign + whole)
    if (value < -(2n ** 63n) || value >= 2n ** 63n) return null
    const number = Number(value)
    return literal('integer', Number.isSafeInteger(number) ? number + 0 : String(value))
  }
  const fraction = after.replace(/0+$/, '')
  const digits = whole === '0' ? 0 : whole.length
  if (digits + fraction.length > 38) return null
  const type = fraction.length <= 6 && digits <= 22 ? 'decimal' : decimalType(digits + fraction.length, fraction.length)
  const zero = whole === '0' && fraction === ''
  return literal(type, (zero ? '' : sign) + whole + (fraction === '' ? '' : `.${fraction}`))
}

const clock = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,6}))?)?/

function readTimestamp(written: string): Literal | null {
  const [day = '', time = ''] = [written.slice(0, 10), written.slice(11)]
  const found = clock.exec(time)
  if (!isDay(day) || !/[ T]/.test(written[10] ?? '') || found?.[0] !== time) return null
  return literal('timestamp', `${day} ${timeOf(found)}`)
}

function readInstant(written: string): Literal | null {
  const [day = '', rest = ''] = [written.slice(0, 10), written.slice(11)]
  const found = clock.exec(rest)
  const zone = /^(?:Z|([+-])(0\d|1[0-4]):([0-5]\d))$/.exec(rest.slice(found?.[0].length ?? 0))
  if (!isDay(day) || !/[ T]/.test(written[10] ?? '') || !found || !zone) return null
  const minutes = zone[1] ? (Number(zone[2]) * 60 + Number(zone[3])) * (zone[1] === '-' ? -1 : 1) : 0
  const shifted = new Date(Date.parse(`${day}T${found[1]}:${found[2]}:00Z`) - minutes * 60_000).toISOString()
  if (!/^\d{4}-/.test(shifted)) return null
  const seconds = timeOf(found).slice(6)
  return literal('instant', `${shifted.slice(0, 17)}${seconds}Z`)
}

function timeOf([, hour, minute, second = '00', fraction = '']: RegExpExecArray): string {
  const kept = fraction.replace(/0+$/, '')
  return `${hour}:${minute}:${second}${kept === '' ? '' : `.${kept}`}`
}

function readList(items: readonly Syntax[]): Literal | null {
  const values: (string | null)[] = []
  for (const item of items) {
    if (item.kind !== 'text' && item.kind !== 'null') return null
    values.push(item.kind === 'text' ? item.value : null)
  }
  return literal('list', values)
}
