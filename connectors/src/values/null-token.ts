import { foldForms, upperAscii } from './forms.ts'

/**
 * What agencies write where they know nothing. Compared after `compactText`, so full-width and upper/lower case are one.
 * `0` is here because ids, names and dates are never zero; do not use this list for amounts.
 */
export const nullTokens: readonly string[] = [
  '',
  '0',
  '/',
  '//',
  '\\',
  '-',
  '--',
  '---',
  '—',
  '——',
  '.',
  '*',
  '?',
  'N/A',
  'NA',
  '#N/A',
  'NULL',
  '(NULL)',
  'NONE',
  'NIL',
  '\\N',
  '无',
  '没有',
  '不详',
  '不明',
  '未知',
  '暂无',
  '暂缺',
  '待查',
  '未填',
  '未填写',
  '空',
  '自报',
  '身份不明',
  '无身份证',
  '无证件',
]

const tokens: ReadonlySet<string> = new Set(nullTokens)

/** White space, byte order marks, zero-width and other invisible characters, anywhere in a value. */
const invisible = /[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+/gu

/** Forms folded (full width becomes ASCII), without any white space or invisible character. */
export function compactText(raw: string): string {
  return foldForms(raw).replace(invisible, '')
}

/** Forms folded, invisible characters removed, white space trimmed and folded to one space. */
export function cleanText(raw: string): string {
  return foldForms(raw)
    .replace(/[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
}

/** True for null, empty text and every token of `nullTokens`, however it is spaced or cased. */
export function isNullToken(raw: string | null | undefined): boolean {
  return raw === null || raw === undefined || tokens.has(upperAscii(compactText(raw)))
}
