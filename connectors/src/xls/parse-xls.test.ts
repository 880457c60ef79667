import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readXls } from 'hucre'
import { describe, expect, it } from 'vitest'
import type { ParsedTable } from '../landing/table-writer.ts'
import { importerOf, parserIn } from '../landing/testing/import-file.ts'
import { ProductError } from '../words/errors.ts'
import { parseXls } from './parse-xls.ts'
import { type BiffSheetPlan, biffFile, biffRecord, u16 } from './testing/biff-file.ts'

const importXls = importerOf('xls', '台账.xls')
const parse = parserIn('xls', '台账.xls', parseXls)
const words = (...texts: readonly string[]) => texts.map((text) => ({ text }))
const small: BiffSheetPlan = { name: '表一', rows: [words('姓名', '证件'), words('张某', '1')] }

describe('an import of an old workbook', () => {
  it('keeps every cell by the rules of .xlsx: ids, dates by style, formulas by their saved result, errors', async () => {
    const rare = '㐂𠮷𬭩𫖯'
    const content = biffFile({
      formats: [14, 31, 'yyyy"年"m"月"d"日" h:mm', '000000'],
      sheets: [
        {
          name: '在押人员',
          merges: [
            [0, 0, 0, 6],
            [1, 2, 0, 0],
            [1, 1, 1, 2],
            [1, 2, 3, 3],
            [1, 2, 4, 4],
            [1, 2, 5, 5],
            [1, 2, 6, 6],
          ],
          rows: [
            [{ text: '某县看守所登记表' }],
            [{ text: '姓名' }, { text: '证件' }, null, ...words('入所', '时间', '编号', '结果')],
            [null, ...words('号码', '类型')],
            [
              { text: rare },
              { number: Number('110105194912310021') },
              { text: 'abc' },
              { number: 44931, style: 1 },
              { number: 44931.4375, style: 3 },
              { rk: (123 << 2) | 2, style: 4 },
              { formula: 2.5 },
            ],
            [
              { text: '李\ufeff某\ue000e\u0301' },
              { text: '11010519491231002X' },
              { label: '标签𠮷' },
              { formula: 44931, style: 2 },
              null,
              { rk: (12345 << 2) | 3 },
              { formula: '文字' },
            ],
            [
              { text: '王某' },
              { text: '110105194912310000' },
              { boolean: true },
              { error: 42 },
              { formula: { error: 7 } },
              { formula: null },
              { formula: '' },
            ],
          ],
        },
        { ...small, name: '隐藏', hidden: true },
      ],
    })
    const { batches, rows, damaged } = await importXls(content)
    expect(batches[0]?.columns.map(({ name }) => name)).toEqual([
      '姓名',
      '证件_号码',
      '证件_类型',
      '入所',
      '时间',
      '编号',
      '结果',
    ])
    expect(await rows()).toEqual([
      [rare, null, 'abc', '2023-01-05', '2023-01-05 10:30:00', '000123', '2.5'],
      ['李\ufeff某\ue000e\u0301', '11010519491231002X', '标签𠮷', '2023-01-05', null, '123.45', '文字'],
      ['王某', '110105194912310000', 'true', null, null, null, null],
    ])
    expect((await damaged()).map(({ row, column, kind, original }) => [row, column, kind, original])).toEqual([
      [4, '证件_号码', 'damaged', '110105194912310020'],
      [6, '证件_号码', 'suspect', '110105194912310000'],
      [6, '入所', 'formula-error', '#N/A'],
      [6, '时间', 'formula-error', '#DIV/0!'],
      [6, '编号', 'no-result', ''],
    ])
    expect(batches[0]).toMatchObject({ kind: 'xls', physicalRows: 3, accepted: 3, rejected: 0, skippedRows: 3 })
    expect(batches[0]?.warnings.map(({ zh }) => zh).join()).toContain('隐藏')
  })

  it('agrees with a reader of another descent cell by cell', async () => {
    const folder = join(import.meta.dirname, 'testing')
    const { batches, rows } = await importXls(await readFile(join(folder, 'by-xlwt.xls')))
    const other = JSON.parse(await readFile(join(folder, 'by-xlrd.json'), 'utf8')) as (
      | string
      | null
      | { readonly number: string }
    )[][]
    expect(batches[0]).toMatchObject({ accepted: other.length, rejected: 0, damagedIds: 0 })
    const shown = (cell: string | null | { readonly number: string }) => {
      if (cell === null || typeof cell === 'string') return cell
      return Number(Number(cell.number).toPrecision(15))
    }
    const read = await rows()
    expect(read.length).toBe(other.length)
    expect(
      read.map((row, at) =>
        row.map((cell, place) => (typeof other[at]?.[place] === 'object' && cell ? Number(cell) : cell)),
      ),
    ).toEqual(other.map((row) => row.map(shown)))
    for (const row of read) for (const cell of row) expect(cell ?? '').not.toMatch(/^-?[\d.]+e[+-]?\d+$/i)
  })

  it('agrees with a third reader cell by cell', async () => {
    const content = await readFile(join(import.meta.dirname, 'testing', 'by-xlwt.xls'))
    const other = (await readXls(new Uint8Array(content))).sheets[0]?.rows ?? []
    const read = await (await importXls(content)).rows()
    expect(read.map((row) => row.map((cell) => cell && (Number.isNaN(Number(cell)) ? cell : Number(cell))))).toEqual(
      other.slice(1).map((row) => Array.from({ length: 9 }, (_, index) => shownByHucre(row[index]))),
    )
  })

  it('reads dates of 1904, all 65 536 rows of a sheet, and Excel 95 in GBK', async () => {
    const at1904 = biffFile({
      date1904: true,
      formats: [14],
      sheets: [{ name: '表一', rows: [words('姓名', '日期'), [{ text: '张某' }, { number: 43469, style: 1 }]] }],
    })
    expect(await (await importXls(at1904)).rows()).toEqual([['张某', '2023-01-05']])

    const full = biffFile({
      sheets: [
        {
          name: '满',
          rows: [
            words('序号', '名'),
            ...Array.from({ length: 65_535 }, (_, n) => [{ rk: (n << 2) | 2 }, { label: `人${n % 100}` }]),
          ],
        },
      ],
    })
    const { batches, rows } = await importXls(full)
    expect(batches[0]).toMatchObject({ physicalRows: 65_535, accepted: 65_535 })
    expect((await rows()).at(-1)).toEqual(['65534', '人34'])

    const gbk = new Map([...'姓名证件张某表一'].map((each) => [each, gbkBytes[each] ?? []]))
    const encode = (text: string) => Buffer.from([...text].flatMap((each) => gbk.get(each) ?? [each.charCodeAt(0)]))
    const old = biffFile({ codePage: { id: 936, encode }, sheets: [small] })
    const { batches: of95, rows: rowsOf95 } = await importXls(old, {}, '旧.et')
    expect(of95[0]).toMatchObject({ table: '表一' })
    expect(await rowsOf95()).toEqual([['张某', '1']])
  })

  it('rejects a row with text that cannot be kept, and says so when headers or tables are in doubt', async () => {
    const { batches, rejects } = await importXls(
      biffFile({
        sheets: [
          {
            name: '甲',
            rows: [
              [{ text: '人员' }, null, { text: '刑罚' }],
              words('姓名', '证件', '刑期'),
              words('张某', '1', '一年'),
              [{ label: '坏\ud840' }, ...words('2', '二年')],
            ],
          },
          {
            name: '乙',
            rows: [
              [...words('姓名', '证件'), null, ...words('姓名', '刑期')],
              [...words('张某', '1'), null, ...words('李某', '2')],
            ],
          },
        ],
      }),
    )
    expect(batches[0]).toMatchObject({ physicalRows: 3, accepted: 2, rejected: 1 })
    expect((await rejects()).map(({ row, column }) => [row, column])).toEqual([[4, '人员']])
    expect(batches[0]?.warnings.map(({ zh }) => zh).join()).toContain('第 2 行可能也是表头')
    expect(batches[1]?.warnings.map(({ zh }) => zh).join()).toContain('第 3 列是空列')
  })
})

function shownByHucre(value: unknown): string | number | null {
  if (value === null || value === undefined || value === '') return null
  if (value instanceof Date) {
    const iso = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString()
    if (iso.startsWith('1899-12-3')) return iso.slice(11, 19)
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
  }
  if (typeof value === 'number') return Number(value.toPrecision(15))
  const text = String(value)
  return Number.isNaN(Number(text)) ? text : Number(text)
}

/** 姓名证件张某表一 in GBK. */
const gbkBytes: Readonly<Record<string, readonly number[]>> = {
  姓: [0xd0, 0xd5],
  名: [0xc3, 0xfb],
  证: [0xd6, 0xa4],
  件: [0xbc, 0xfe],
  张: [0xd5, 0xc5],
  某: [0xc4, 0xb3],
  表: [0xb1, 0xed],
  一: [0xd2, 0xbb],
}

describe('a damaged old workbook', () => {
  it('is refused or keeps all its rows: nothing is left out in silence', async () => {
    const whole = await readFile(join(import.meta.dirname, 'testing', 'by-xlwt.xls'))
    let seed = 11
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % below
    }
    let refused = 0
    for (let n = 0; n < 60; n++) {
      const damaged = Buffer.from(whole)
      const at = random(whole.length - 64)
      for (let place = at; place < at + ([1, 2, 8, 64][n % 4] ?? 1); place++) damaged[place] = random(256)
      const outcome = await parse(n % 10 === 0 ? damaged.subarray(0, random(whole.length)) : damaged).catch(
        (cause: unknown) => cause,
      )
      if (outcome instanceof ProductError) refused++
      else expect((outcome as readonly ParsedTable[])[0]?.physicalRows).toBeGreaterThanOrEqual(300)
    }
    expect(refused).toBeGreaterThan(10)
  })
})

describe('an old workbook that is refused', () => {
  it.each<[string, string, () => Uint8Array]>([
    ['an empty file', 'file-empty', () => Buffer.alloc(0)],
    ['words', 'xls-broken', () => Buffer.from('no workbook, only words')],
    ['a web page named .xls', 'xls-broken', () => Buffer.from('<html><table><tr><td>姓名</td></tr></table></html>')],
    [
      'a password',
      'xlsx-password',
      () => biffFile({ extra: [biffRecord(0x2f, u16(1, 1, 1), Buffer.alloc(48))], sheets: [small] }),
    ],
    [
      'an encrypted .xlsx',
      'xlsx-password',
      () => biffFile({ sheets: [small], streams: { EncryptedPackage: 'x'.repeat(5000) } }),
    ],
    ['macros', 'xlsx-macros', () => biffFile({ sheets: [small], streams: { '_VBA_PROJECT_CUR/VBA/dir': 'x' } })],
    [
      'a macro sheet',
      'xlsx-macros',
      () => biffFile({ sheets: [small, { ...small, name: '宏', macros: true, hidden: true }] }),
    ],
    [
      'links to other files',
      'xlsx-external-links',
      () => biffFile({ extra: [biffRecord(0x1ae, u16(1, 5), Buffer.from('\0a.xls'))], sheets: [small] }),
    ],
    ['no rows', 'xlsx-no-rows', () => biffFile({ sheets: [{ name: '空', rows: [] }] })],
    [
      'a record that nobody knows',
      'xls-broken',
      () => biffFile({ extra: [biffRecord(0x213, Buffer.alloc(14))], sheets: [small] }),
    ],
  ])('for %s says %s in Chinese and English', async (_, code, make) => {
    await expect(parse(make())).rejects.toMatchObject({
      code,
      text: { zh: expect.stringMatching(/[\u4e00-\u9fff]/), en: expect.stringMatching(/[a-z]/) },
    })
  })
})
