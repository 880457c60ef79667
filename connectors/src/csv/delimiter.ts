import { createCsvParser } from '../transport/rows-file/index.ts'

const delimiters = [',', '\t', ';', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** The delimiter with which most of the first 100 records have as many fields as the header; a comma if all fail. */
export function sniffDelimiter(head: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of delimiters) {
    const records = createCsvParser(delimiter)
      .push(head)
      .slice(0, 100)
      .filter(({ text }) => text.trim() !== '')
    const width = records[0]?.fields.length ?? 0
    if (width < 2) continue
    const fitting = records.filter(({ fields }) => fields.length === width).length / records.length
    const score = fitting + Math.min(width, 50) / 1000
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}
