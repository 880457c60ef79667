/** Parts of a file name that change from delivery to delivery. */
const placeholders: Readonly<Record<string, string>> = {
  yyyy: '\\d{4}',
  mm: '\\d{2}',
  dd: '\\d{2}',
  yyyymm: '\\d{6}',
  yyyymmdd: '\\d{8}',
  n: '\\d+',
  any: '.*',
}

const placeholder = /\{([^{}]*)\}/g
/** A placeholder with the word for its part of a date. */
const changing = /\{[^{}]*\}[年月日]?/g
const emptyBrackets = /[（(【[]\s*[)）】\]]/g
const edges = /^[-_.\s（(【[]+|[-_.\s（(【[]+$/g
const ending = /\.[^.]*$/
const trailingDate = /[-_.\s（(]*(?:19|20)\d{2}(?:[-_.年]?\d{1,2})?(?:月|[-_.月]?\d{1,2}日?)?[)）]?$/

/** `在押人员-{yyyymm}.xlsx; 判决_{any}.csv`: the patterns of a source, one a table. Empty: every file, named by itself. */
export function readPatterns(text: string): readonly string[] {
  return text
    .split(/[;；\n]/)
    .map((part) => part.trim().normalize('NFC'))
    .filter((part) => part !== '')
}

/** Names in braces that mean nothing; none if the pattern is well written. */
export function unknownPlaceholders(pattern: string): readonly string[] {
  return [...pattern.matchAll(placeholder)].map(([, name]) => name ?? '').filter((name) => !(name in placeholders))
}

/**
 * The table that a file belongs to: the words of the first pattern that its name fits, or, without patterns, its own name
 * without ending and date. Null if it fits none.
 */
export function tableOfFile(fileName: string, patterns: readonly string[]): string | null {
  const name = fileName.normalize('NFC')
  const stem = name.replace(ending, '')
  if (patterns.length === 0) return words(stem.replace(trailingDate, '')) || stem
  const pattern = patterns.find((each) => toExpression(each).test(name))
  if (pattern === undefined) return null
  return words(pattern.replace(ending, '').replace(changing, ' ')) || stem
}

function words(text: string): string {
  return text.replace(emptyBrackets, ' ').replace(/\s+/g, ' ').replace(edges, '')
}

function toExpression(pattern: string): RegExp {
  const parts = pattern.split(placeholder)
  const source = parts
    .map((part, index) => (index % 2 === 1 ? (placeholders[part] ?? '(?!)') : literally(part)))
    .join('')
  return new RegExp(`^${source}$`, 'iu')
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
