import type { Column } from '../words/column.ts'
import { compactText } from './null-token.ts'
import { findPersonalData } from './personal-data.ts'
import { compoundSurnames } from './surnames.ts'

export type MaskableValue = string | number | boolean | null

/** `刘某某` → `刘**`, `欧阳某` → `欧阳*`, `阿依·木拉提` → `阿*·木**`, `Ann Smith` → `A** S****`. Surname and length stay. */
export function maskPersonName(name: string): string {
  if (/[·•・.]/u.test(name))
    return name
      .split(/[·•・.]/u)
      .map(keepFirst)
      .join('·')
  if (/^[\p{Script=Latin}' -]+$/u.test(name)) return name.split(' ').map(keepFirst).join(' ')
  const compact = [...compactText(name)]
  const surname = compact.length > 2 && compoundSurnames.has(compact.slice(0, 2).join('')) ? 2 : 1
  if (compact.length <= 1) return '*'
  return compact.slice(0, surname).join('') + '*'.repeat(compact.length - surname)
}

/** First two and last four characters: `10********0317`. Also for ids that are not valid. */
export function maskResidentId(id: string): string {
  return keepEnds(compactText(id), { first: 2, last: 4 })
}

/** `138****5678`. */
export function maskPhone(phone: string): string {
  return keepEnds(compactText(phone), { first: 3, last: 4 }, 4)
}

/** The serial of a case number is hidden, court and year stay: `（2023）内0702刑初12号` → `（2023）内0702刑初***号`. */
export function maskCaseNumber(text: string): string {
  const hidden = text.replace(/\d+(?=号?\s*$)/u, '***')
  return hidden === text ? keepEnds(text, { first: 2, last: 0 }) : hidden
}

/** As long as an id, whether it is a valid one or not: a mistyped id is somebody's too. Full-width digits as well. */
const idLike = /(?<![0-9０-９A-Za-z])[0-9０-９]{14,}[0-9０-９XxＸｘ*](?![0-9０-９A-Za-z])/gu

/** Every id (also invalid ones), phone, bank card, address of a machine or secret inside a text becomes `***`: for logs and
 * original texts. */
export function maskText(text: string): string {
  let shown = ''
  let at = 0
  for (const { start, end } of findPersonalData(text)) {
    shown += `${text.slice(at, start)}***`
    at = end
  }
  return (shown + text.slice(at)).replaceAll(idLike, '***')
}

/** A row of a file whose columns are not known: of every word its first letter, ids hidden; digits, signs and � stay, because
 * they are what went wrong. `张三,男,2023-01-05` → `张*,男,2023-01-05`. */
export function maskRowText(text: string): string {
  return maskText(text).replaceAll(/[\p{L}\ufffd]{2,}/gu, ([first = '', ...rest]) => {
    return first + rest.map((letter) => (letter === '\ufffd' ? letter : '*')).join('')
  })
}

/**
 * What a person may see of a value in this column. Public and internal columns are shown as they are, except that ids,
 * names and phones are masked in every column that is not declared `public`.
 */
export function maskValue(
  value: MaskableValue,
  column: Pick<Column, 'semantic' | 'sensitivity' | 'type'>,
): MaskableValue {
  if (value === null || value === '' || !isMasked(column)) return value
  const text = String(value)
  switch (column.semantic) {
    case 'resident-id':
      return maskResidentId(text)
    case 'person-name':
      return maskPersonName(text)
    case 'phone':
      return maskPhone(text)
    case 'case-number':
      return maskCaseNumber(text)
    case 'organisation-name':
      return keepEnds(text, { first: 2, last: 2 })
    case 'credit-code':
      return keepEnds(text, { first: 2, last: 4 })
    case 'address':
      return keepEnds(text, { first: 6, last: 0 })
    case 'money':
      return '***'
    default:
      return maskByType(text, column.type)
  }
}

/** Whether `maskValue` hides anything in this column. */
export function isMasked(column: Pick<Column, 'semantic' | 'sensitivity'>): boolean {
  if (column.sensitivity === 'public') return false
  if (column.sensitivity === 'personal' || column.sensitivity === 'sensitive') return true
  return column.semantic === 'resident-id' || column.semantic === 'person-name' || column.semantic === 'phone'
}

function maskByType(text: string, type: Column['type']): string {
  if (type === 'date' || type === 'timestamp') return `${text.slice(0, 4)}-**-**`
  return type === 'text' ? keepFirst(text) : '***'
}

function keepFirst(text: string): string {
  const characters = [...text]
  return characters.length === 0
    ? ''
    : (characters[0] ?? '') + '*'.repeat(Math.max(1, Math.min(characters.length - 1, 8)))
}

function keepEnds(text: string, keep: { first: number; last: number }, stars = 8): string {
  const characters = [...text]
  if (characters.length <= keep.first + keep.last) return '*'.repeat(Math.max(characters.length, 1))
  return (
    characters.slice(0, keep.first).join('') +
    '*'.repeat(stars) +
    characters.slice(characters.length - keep.last).join('')
  )
}
