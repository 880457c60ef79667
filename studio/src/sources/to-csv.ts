import { formulaSigns } from '@jianmo/connectors/values'

const formula = new RegExp(`^[${formulaSigns}]`)

/** CSV text that a spreadsheet opens safely: UTF-8 with a mark, quoted cells, and no cell that begins a formula
 * (OWASP "CSV injection": = + - @ tab and carriage return get an apostrophe in front). */
export function toCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(toCell).join(',')).join('\r\n')}\r\n`
}

function toCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = formula.test(value) ? `'${value}` : value
  return `"${safe.replaceAll('"', '""')}"`
}
