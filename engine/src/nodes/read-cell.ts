import { cleanText, readDate } from '@jianmo/connectors/values'
import type { Value } from '../expression/index.ts'

/** Types that a column of a typed-in table may have. */
export const cellTypes = ['text', 'integer', 'decimal', 'boolean', 'date'] as const
export type CellType = (typeof cellTypes)[number]

const yes = ['是', '有', 'true', 'yes', 'y', '1', '√', '✓']
const no = ['否', '无', 'false', 'no', 'n', '0', '×', '✗']
/** Thousands may be set off by commas, as spreadsheets copy them. */
const grouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/

/** What a person typed into a cell as a value of the column's type; NULL if it is empty, undefined if it cannot be read. */
export function readCell(written: string, type: CellType): Value | undefined {
  const text = type === 'text' ? written.trim() : cleanText(written)
  if (text === '') return null
  const number = grouped.test(text) ? text.replaceAll(',', '') : text
  switch (type) {
    case 'text':
      return text
    case 'integer':
      return /^[+-]?\d{1,18}$/.test(number) ? String(BigInt(number)) : undefined
    case 'decimal':
      return /^[+-]?\d{1,22}(\.\d{1,6})?$/.test(number) ? number.replace(/^\+/, '') : undefined
    case 'boolean': {
      const word = text.toLowerCase()
      return yes.includes(word) ? true : no.includes(word) ? false : undefined
    }
    case 'date':
      return readDate(text).date ?? undefined
  }
}
