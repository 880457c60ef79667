import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportOptions, RejectedRow } from '../landing/batch.ts'
import { detectEncoding } from '../text/encoding.ts'
import { openDuckdbChild } from '../transport/duckdb/index.ts'
import { parseRows } from '../transport/rows-file/index.ts'
import { sniffDelimiter } from './delimiter.ts'
import { parseCsv } from './parse-csv.ts'

let root: string
let files = 0

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'jianmo-csv-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

async function parse(content: Buffer | string, options: ImportOptions = {}) {
  const folder = join(root, String(files++))
  mkdirSync(folder)
  const path = join(folder, 'original.csv')
  await writeFile(path, content)
  const [table] = parseCsv({ kind: 'csv', path, fileName: '案件.csv', folder, options })
  if (!table) throw new Error('no table')
  const rows: (string | null)[][] = []
  const { createReadStream } = await import('node:fs')
  for await (const batch of parseRows(createReadStream(join(folder, '1', 'rows.csv')))) rows.push(...batch)
  const lines = (await readFile(join(folder, '1', 'rejects.jsonl'), 'utf8')).split('\n').filter(Boolean)
  return {
    table,
    rows: rows.slice(1),
    path: join(folder, '1', 'rows.csv'),
    folder,
    rejects: lines.map((line) => JSON.parse(line) as RejectedRow),
  }
}

/** Text in the bytes of another encoding, by the C library's converter. */
function encode(text: string, encoding: string): Buffer {
  return execFileSync('iconv', ['-f', 'utf-8', '-t', encoding], { input: text })
}

const legal =
  '姓名,证件号码,案由\n张某,11010519491231002X,盗窃罪\n李某,110105491231002,故意伤害罪，判处有期徒刑一年六个月\n'
const rare = '姓名,证件号码\n㐂某,1\n𠮷某,2\n𬭩某,3\n'

describe('the encoding of a CSV', () => {
  it.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from(legal), 'utf-8'],
    ['UTF-8 with a mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(legal)]), 'utf-8'],
    ['GB18030', encode(legal, 'gb18030'), 'gb18030'],
    ['GB18030 with a short header only in Chinese', encode('姓名,号\na,1\n', 'gb18030'), 'gb18030'],
    [
      'GB18030 whose Chinese comes after 12 kB of ASCII',
      encode(`a,b\n${'1,2\n'.repeat(3000)}张某,3\n`, 'gb18030'),
      'gb18030',
    ],
    ['UTF-16LE with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(legal, 'utf16le')]), 'utf-16le'],
    ['UTF-16LE without a mark', Buffer.from(legal, 'utf16le'), 'utf-16le'],
    ['UTF-16BE without a mark', encode(legal, 'utf-16be'), 'utf-16be'],
    ['ASCII', Buffer.from('a,b\n1,2\n'), 'utf-8'],
  ])('is found for %s', async (_, bytes, encoding) => {
    expect(detectEncoding([bytes])).toMatchObject({ encoding, clean: true })
    expect((await parse(bytes)).table).toMatchObject({ encoding, rejected: 0 })
  })

  it('is GB18030, not GBK: rare characters of names survive', async () => {
    expect((await parse(encode(rare, 'gb18030'))).rows).toEqual([
      ['2', '㐂某', '1'],
      ['3', '𠮷某', '2'],
      ['4', '𬭩某', '3'],
    ])
  })

  it('is in doubt for Big5, and says so or reads it', async () => {
    const text =
      '姓名,身分證號,案由\n' +
      '張三,A123456789,竊盜罪判決有期徒刑執行期間\n李四,B123456780,臺北地方檢察署案件電話時間單位\n'.repeat(50)
    const { table, rows } = await parse(encode(text, 'big5'))
    expect(table.encoding === 'big5' || table.warnings.some(({ zh }) => zh.includes('Big5'))).toBe(true)
    if (table.encoding === 'big5') expect(rows[0]).toEqual(['2', '張三', 'A123456789', '竊盜罪判決有期徒刑執行期間'])
    expect((await parse(encode(text, 'big5'), { encoding: 'big5' })).rows[0]?.[1]).toBe('張三')
  })

  it('may have a few broken bytes: those rows are rejected with their text', async () => {
    const lines = Array.from({ length: 100 }, (_, n) => Buffer.from(`张某某${n},盗窃罪\n`))
    lines[41] = Buffer.concat([Buffer.from('李'), Buffer.from([0xe6, 0x9d]), Buffer.from(',诈骗罪\n')])
    const { table, rejects } = await parse(Buffer.concat([Buffer.from('姓名,案由\n'), ...lines]))
    expect(table).toMatchObject({ encoding: 'utf-8', physicalRows: 100, accepted: 99, rejected: 1 })
    expect(rejects).toEqual([
      {
        row: 43,
        column: '姓名',
        reason: expect.objectContaining({ zh: expect.stringContaining('无法识别的字节') }),
        original: '李�,诈骗罪',
      },
    ])
    expect(table.warnings[0]?.zh).toContain('utf-8')
  })

  it('that a person names wrongly is refused with the row', async () => {
    await expect(parse(encode(legal, 'gb18030'), { encoding: 'utf-8' })).rejects.toMatchObject({
      code: 'csv-encoding-wrong',
      text: { zh: expect.stringContaining('utf-8') },
      data: { row: 1 },
    })
  })

  it.each([
    ['random bytes', Buffer.from(Array.from({ length: 5000 }, (_, n) => 1 + ((n * n * 37 + n * 101) % 255))), /csv-/],
    [
      'a picture',
      Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(4000), Buffer.from([0, 1, 0, 255])]),
      /csv-not-text/,
    ],
    ['nothing', Buffer.alloc(0), /file-empty/],
    ['only blank lines', Buffer.from('\n\n  \n'), /file-empty/],
  ])('of %s is refused in Chinese and English', async (_, bytes, code) => {
    await expect(parse(bytes)).rejects.toMatchObject({
      code: expect.stringMatching(code),
      text: { zh: expect.any(String), en: expect.any(String) },
    })
  })
})

describe('the rows of a CSV', () => {
  it.each([
    [',', 'a,b,c\n1,"x;y",3\n'],
    ['\t', 'a\tb\tc\n1\tx,y\t3\n'],
    [';', 'a;b;c\n1;x,y;3\n'],
    ['|', 'a|b|c\n1|x,y|3\n'],
    [',', 'one\n1\n'],
  ])('are parted by %j', (delimiter, text) => {
    expect(sniffDelimiter(text)).toBe(delimiter)
  })

  it('keep the number of their record; ragged ones are rejected with reason and text', async () => {
    const { rows, rejects, table } = await parse('姓名,备注\n\n张某,"两\n行"\n李某\n王某,a,b\n赵某,"x"y\n,\n孙某,c\n')
    expect(rows).toEqual([
      ['3', '张某', '两\n行'],
      ['8', '孙某', 'c'],
    ])
    expect(rejects.map(({ row, original }) => [row, original])).toEqual([
      [4, '李某'],
      [5, '王某,a,b'],
      [6, '赵某,"x"y'],
    ])
    expect(table).toMatchObject({ physicalRows: 5, accepted: 2, rejected: 3, skippedRows: 3 })
    expect(table.skipped.map(({ row, why }) => [row, why])).toEqual([
      [1, 'header'],
      [2, 'blank'],
      [7, 'blank'],
    ])
  })

  it('have columns with names of their own', async () => {
    const { table } = await parse('姓名, 姓名 ,,_row,NAME,name\n1,2,3,4,5,6\n')
    expect(table.columns.map(({ name }) => name)).toEqual(['姓名', '姓名_2', '列3', '_row_2', 'NAME', 'name_2'])
    expect(table.warnings[0]?.zh).toContain('姓名_2、列3')
  })

  it('never have their ids repaired: 000 is suspect, E+17 is damaged, ="…" is its content', async () => {
    const { rows, table } = await parse(
      '号\n110105194912310000\n1.10105E+17\n="110105194912310021"\n\'110105194912310021\n',
    )
    expect(rows.map(([, value]) => value)).toEqual([
      '110105194912310000',
      '1.10105E+17',
      '110105194912310021',
      "'110105194912310021",
    ])
    expect(table).toMatchObject({ suspectIds: 1, damagedIds: 1, accepted: 4 })
  })

  it('go on after a quotation mark that never closes; in the header it is refused', async () => {
    const { rows, rejects } = await parse('a,b\n1,"x\n2,y\n')
    expect(rows).toEqual([['3', '2', 'y']])
    expect(rejects).toMatchObject([
      { row: 2, original: '1,"x', reason: { zh: expect.stringContaining('引号没有结束') } },
    ])
    await expect(parse('a,"b\n1,x\n2,y\n')).rejects.toMatchObject({ code: 'csv-unclosed-quote', data: { row: 1 } })
  })

  it('are as many as there are lines, whatever the dirt', async () => {
    const field = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', '某', ' ', '"', ',', "'", '=', '0', '\t', '�'), maxLength: 6 }),
      fc.constant(''),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 8 }), async (lines) => {
        const text = `甲,乙,丙\n${lines.map((line) => line.map((value) => (value.includes('"') ? `"${value.replaceAll('"', '""')}"` : value)).join(',')).join('\n')}`
        const { table, rows, rejects } = await parse(text)
        expect(table.accepted + table.rejected).toBe(table.physicalRows)
        expect([rows.length, rejects.length]).toEqual([table.accepted, table.rejected])
        const written =
          lines.length === 0
            ? 0
            : lines.filter(
                (line, index) =>
                  line.length > 0 && !(index === lines.length - 1 && line.join('') === '' && line.length === 1),
              ).length
        expect(table.physicalRows + table.skippedRows).toBe(written + 1)
      }),
      { numRuns: 60 },
    )
  })

  it('agree with another reader cell by cell', async () => {
    const value = (n: number) => ['张某', 'a"b', 'x,y', '两\n行', '', ' 空 格 ', '00123', "o'b", '𠮷'][n % 9] ?? ''
    const lines = Array.from({ length: 3000 }, (_, n) => [value(n), value(n * 7 + 1), String(n)])
    const text = `a,b,c\n${lines.map((line) => line.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\n')}\n`
    const { path, folder, rows } = await parse(encode(text, 'gb18030'))
    await writeFile(join(folder, 'plain.csv'), text)
    await using child = await openDuckdbChild({ folder, databaseFile: 'x.duckdb', memoryLimit: '512MB', threads: 1 })
    const other = await child.query(
      `SELECT * FROM read_csv('${join(folder, 'plain.csv')}', all_varchar = true, header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, columns = {'a': 'VARCHAR', 'b': 'VARCHAR', 'c': 'VARCHAR'})`,
    )
    const third = Papa.parse<string[]>(text, { delimiter: ',', skipEmptyLines: true }).data.slice(1)
    expect(rows.map((row) => row.slice(1))).toEqual(third.map((row) => row.map((cell) => (cell === '' ? null : cell))))
    await child.loadScan(path, 's', ['a', 'b', 'c'], 3000)
    expect((await child.query('SELECT a, b, c FROM s ORDER BY _row')).rows).toEqual(other.rows)
  })
})
