import { execFileSync } from 'node:child_process'

/** A field as RFC 4180 wants it. */
export function quoteField(value: string, delimiter = ','): string {
  return value.includes(delimiter) || /["\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

export function csvLine(cells: readonly string[], delimiter = ','): string {
  return cells.map((cell) => quoteField(cell, delimiter)).join(delimiter)
}

/** By the C library's converter: the product decodes with another one (ICU). */
export function encode(text: string, encoding: string): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text)
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le')
  return execFileSync('iconv', ['-f', 'utf-8', '-t', encoding], { input: text })
}
