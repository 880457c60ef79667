import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { importerOf, parserIn } from '../landing/testing/import-file.ts'
import { parseTsv } from './parse-tsv.ts'

const importTsv = importerOf('tsv', '在押人员.tsv')
const parse = parserIn('tsv', '在押人员.tsv', parseTsv)

describe('an import of tab separated text', () => {
  it('keeps commas, quotes, rare characters and ids, and rejects ragged rows with their text', async () => {
    const { batches, rows, rejects, damaged } = await importTsv(
      '姓名\t证件号码\t备注\n㐂𠮷𬭩𫖯\t11010519491231002X\ta,b;c\n"李\ufeff某\ue000"\t110105194912310000\t"两\n行\t""引"""\n王某\t1\n赵某\t1.10105E+17\t\n',
    )
    expect(await rows()).toEqual([
      ['㐂𠮷𬭩𫖯', '11010519491231002X', 'a,b;c'],
      ['李\ufeff某\ue000', '110105194912310000', '两\n行\t"引"'],
      ['赵某', '1.10105E+17', null],
    ])
    expect((await rejects()).map(({ row, original }) => [row, original])).toEqual([[4, '王某\t1']])
    expect((await damaged()).map(({ row, kind }) => [row, kind])).toEqual([
      [3, 'suspect'],
      [5, 'damaged'],
    ])
    expect(batches[0]).toMatchObject({ kind: 'tsv', delimiter: '\t', physicalRows: 4, accepted: 3, rejected: 1 })
  })

  it('agrees with another reader cell by cell', async () => {
    const value = (n: number) => ['张某', 'a"b', 'x\ty', '两\n行', '', ' 空 ', '00123', "o'b", '𠮷'][n % 9] ?? ''
    const lines = Array.from({ length: 2000 }, (_, n) => [value(n), value(n * 7 + 1), String(n)])
    const text = `a\tb\tc\r\n${lines.map((line) => line.map((cell) => (/["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t')).join('\r\n')}\r\n`
    const other = Papa.parse<string[]>(text, { delimiter: '\t', skipEmptyLines: true }).data.slice(1)
    const read = await (await importTsv(text)).rows()
    expect(read).toEqual(other.map((row) => row.map((cell) => (cell === '' ? null : cell))))
  })

  it('sends CSV to where it belongs', async () => {
    await expect(parse('姓名,证件\n张某,1\n')).rejects.toMatchObject({
      code: 'tsv-no-tabs',
      text: { zh: expect.stringContaining('CSV 文件'), en: expect.stringContaining('CSV file') },
    })
  })
})
