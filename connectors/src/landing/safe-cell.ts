import { formulaSigns } from '../values/index.ts'

/** What a spreadsheet would run (OWASP ASVS 1.2.10), or damage: numbers of 12 digits and more, and leading zeros. */
const risky = new RegExp(`^'*(?:[${formulaSigns}]|(?:\\d{12,}|0\\d+)[\\dXx]?$)`)

/** A value as text for a spreadsheet: an apostrophe in front of what it would run or damage. `fromSafeCell` undoes it. */
export function toSafeCell(value: string): string {
  return risky.test(value) ? `'${value}` : value
}

export function fromSafeCell(cell: string): string {
  return cell.startsWith("'") && risky.test(cell) ? cell.slice(1) : cell
}
