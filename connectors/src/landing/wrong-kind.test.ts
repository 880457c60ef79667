import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import type { FileKind } from './batch.ts'
import { importerOf } from './testing/import-file.ts'

const xlsx = async () => {
  const workbook = new ExcelJS.Workbook()
  workbook.addWorksheet('甲').addRow(['姓名', '证件'])
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
const xls = () => readFile(join(import.meta.dirname, '../xls/testing/by-xlwt.xls'))
const importers = {
  xlsx: importerOf('xlsx', 'a'),
  xls: importerOf('xls', 'a'),
  csv: importerOf('csv', 'a'),
  tsv: importerOf('tsv', 'a'),
  parquet: importerOf('parquet', 'a'),
  jsonl: importerOf('jsonl', 'a'),
} as const satisfies Record<FileKind, unknown>

describe('a file of another kind', () => {
  it.each<[FileKind, string, () => Promise<Uint8Array> | Uint8Array | string]>([
    ['csv', 'Excel 文件', xlsx],
    ['csv', '旧版 Excel / WPS 文件', xls],
    ['csv', 'JSON 行文件', () => '{"姓名":"张某"}\n'],
    ['tsv', 'JSON 行文件', () => '\ufeff[\n{"姓名":"张某"}]\n'],
    ['xlsx', '旧版 Excel / WPS 文件', xls],
    ['xls', 'Excel 文件', xlsx],
    ['xlsx', 'Parquet 文件', () => 'PAR1....PAR1'],
    ['parquet', 'Excel 文件', xlsx],
    ['jsonl', 'Excel 文件', xlsx],
    ['jsonl', 'CSV 文件', () => '姓名,证件\n张某,1\n'],
  ])('given to %s is refused and sent to “%s”', async (kind, label, make) => {
    await expect(importers[kind](await make())).rejects.toMatchObject({
      text: { zh: expect.stringContaining(`“${label}”`), en: expect.stringMatching(/[a-z]/) },
    })
  })
})
