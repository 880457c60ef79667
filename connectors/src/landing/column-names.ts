import { cleanText } from '../values/null-token.ts'

/**
 * Header cells as column names: cleaned, never empty, unique whatever their case (engines compare without case), never
 * `_row`. `renamed` lists the names that had to be made up.
 */
export function toColumnNames(cells: readonly string[]): { names: readonly string[]; renamed: readonly string[] } {
  const taken = new Set(['_row'])
  const renamed: string[] = []
  const names = cells.map((cell, index) => {
    const wanted = cleanText(cell).slice(0, 200)
    const base = wanted === '' ? `列${index + 1}` : wanted
    let name = base
    for (let copy = 2; taken.has(name.toLowerCase()); copy++) name = `${base}_${copy}`
    if (name !== wanted) renamed.push(name)
    taken.add(name.toLowerCase())
    return name
  })
  return { names, renamed }
}

const scientific = /^\d(?:\.\d+)?[Ee]\+?(?:1[4-9]|2\d)$/

/** A text that a spreadsheet wrote for a long number: nothing brings its digits back. */
export function isScientific(value: string): boolean {
  return value.length <= 24 && value.length >= 4 && scientific.test(value)
}

/** 18 digits that end in 000: lawful for one id in a thousand, typical of a cut one. */
export function isSuspectId(value: string): boolean {
  return value.length === 18 && value.endsWith('000') && /^\d{18}$/.test(value)
}
