import type { ColumnType } from '@jianmo/connectors/words'
import { decimalOf, type Text, typeNameOf } from '@jianmo/connectors/words'
import { Decimal } from '../../expression/datum.ts'

/** A text or a name that no engine, or not this one, would keep as it is. It is refused before any SQL is written. */
export class UnprintableError extends Error {
  override readonly name = 'UnprintableError'
  readonly value: string
  readonly reason: Text

  constructor(value: string, reason: Text) {
    super(`${reason.en}: ${JSON.stringify(value)}`)
    this.value = value
    this.reason = reason
  }
}

const lone = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

/** Why a text cannot reach an engine unchanged; null if it can. */
export function whyUnprintable(text: string): Text | null {
  if (text.includes('\0'))
    return { zh: '含有空字符（NUL），数据库不接受', en: 'It holds a NUL character, which databases refuse' }
  if (lone.test(text)) return { zh: '含有残缺的字符（半个代理对）', en: 'It holds half a character (a lone surrogate)' }
  return null
}

export function assertPrintable(text: string): string {
  const reason = whyUnprintable(text)
  if (reason) throw new UnprintableError(text, reason)
  return text
}

/** A number that is printed digit by digit, as an immediate value: JavaScript's own numbers would lose or change digits. */
export class ExactNumber {
  readonly text: string

  constructor(text: string) {
    if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text)) throw new Error(`${text} is no number`)
    this.text = text
  }
}

/** Digits of a decimal with all places of its scale. */
export function decimalDigits(value: string | number, type: ColumnType): string {
  return new Decimal(value).toFixed(typeNameOf(type) === 'decimal' ? decimalOf(type).scale : 0)
}
