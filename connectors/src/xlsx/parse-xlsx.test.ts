import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { readXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BatchRecord, connectorOf, type ImportOptions, type Landing, openLanding } from '../index.ts'

let root: string
let landing: Landing
let imports = 0

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'jianmo-xlsx-'))
  landing = openLanding(join(root, 'landing'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

interface Imported {
  readonly batches: readonly BatchRecord[]
  readonly rows: (table: string) => Promise<readonly (readonly (string | null)[])[]>
  readonly damaged: (batch: number) => ReturnType<Landing['damaged']>
  readonly rejects: (batch: number) => ReturnType<Landing['rejects']>
}

async function importXlsx(content: Uint8Array, options: ImportOptions = {}, fileName = '台账.xlsx'): Promise<Imported> {
  const place = { organizationId: 'a', sourceId: `s${imports++}` }
  const batches = await landing.importFile({ ...place, kind: 'xlsx', fileName, content, options })
  const source = await connectorOf('xlsx')?.open(
    {},
    { network: { allowed: [], refused: [] }, landing: landing.folder(place), signal: new AbortController().signal },
  )
  return {
    batches,
    rows: async (table) => (await source?.sample(table, 100_000)) ?? [],
    damaged: (batch) => landing.damaged(place, batches[batch]?.id ?? ''),
    rejects: (batch) => landing.rejects(place, batches[batch]?.id ?? ''),
  }
}

async function workbookOf(fill: (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  fill(workbook.addWorksheet('在押人员'), workbook)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** A zip written by hand, so that it can lie. */
function zipOf(files: Record<string, string | Buffer>, lie: { size?: number; flags?: number } = {}): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content)
    const packed = deflateRawSync(data)
    const fixed = Buffer.alloc(26)
    fixed.writeUInt16LE(20, 0)
    fixed.writeUInt16LE(lie.flags ?? 0, 2)
    fixed.writeUInt16LE(8, 4)
    fixed.writeUInt32LE(crc32(data), 10)
    fixed.writeUInt32LE(packed.length, 14)
    fixed.writeUInt32LE(lie.size ?? data.length, 18)
    fixed.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fixed, Buffer.from(name), packed])
    const central = Buffer.alloc(46)
    central.write('PK\x01\x02', 0, 'latin1')
    fixed.copy(central, 6)
    central.writeUInt32LE(at, 42)
    directory.push(Buffer.concat([central, Buffer.from(name)]))
    parts.push(local)
    at += local.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, list, end])
}

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const handmade = (sheet: string, extra: Record<string, string> = {}) => ({
  '[Content_Types].xml': '<Types/>',
  '_rels/.rels': `<Relationships><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns:r="${relations}"><sheets><sheet name="表一" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${relations}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  ...extra,
})

describe('an Excel import', () => {
  it('finds the header under titles, joins merged header rows and leaves numbering and footers out, but says so', async () => {
    const content = await workbookOf((sheet) => {
      sheet.getCell('A1').value = '某县看守所在押人员登记表'
      sheet.mergeCells('A1:F1')
      sheet.getCell('A2').value = '填报单位：某县看守所'
      sheet.mergeCells('A2:C2')
      sheet.getCell('E2').value = '2023年1月5日'
      sheet.mergeCells('E2:F2')
      sheet.getCell('A3').value = '序号'
      sheet.mergeCells('A3:A4')
      sheet.getCell('B3').value = '人员信息'
      sheet.mergeCells('B3:C3')
      sheet.getCell('D3').value = '刑罚'
      sheet.mergeCells('D3:E3')
      sheet.getCell('F3').value = '备 注'
      sheet.mergeCells('F3:F4')
      for (const [cell, text] of Object.entries({ B4: '姓名', C4: '证件\n号码', D4: '刑期', E4: '止日' }))
        sheet.getCell(cell).value = text
      sheet.getRow(5).values = [1, 2, 3, 4, 5, 6]
      sheet.getRow(6).values = [1, '张某', '11010519491231002X', '六个月', '2023-01-05', null]
      sheet.getRow(8).values = [2, '李某', '110105491231002', '一年', null, '小计见下']
      sheet.getRow(9).values = ['合计', null, null, 2]
      sheet.getRow(11).values = ['制表人：王某', null, null, '审核人：赵某']
    })
    const { batches, rows } = await importXlsx(content)
    const [batch] = batches
    expect(batch?.columns.map(({ name }) => name)).toEqual([
      '序号',
      '人员信息_姓名',
      '人员信息_证件号码',
      '刑罚_刑期',
      '刑罚_止日',
      '备注',
    ])
    expect(batch).toMatchObject({
      table: '在押人员',
      physicalRows: 2,
      accepted: 2,
      rejected: 0,
      skippedRows: 7,
      warnings: [],
    })
    expect(batch?.skipped.map(({ row, why }) => [row, why])).toEqual([
      [1, 'title'],
      [2, 'title'],
      [3, 'header'],
      [4, 'header'],
      [5, 'numbering'],
      [9, 'footer'],
      [11, 'footer'],
    ])
    expect(await rows('在押人员')).toEqual([
      ['1', '张某', '11010519491231002X', '六个月', '2023-01-05', null],
      ['2', '李某', '110105491231002', '一年', null, '小计见下'],
    ])
  })

  it('keeps the row of a damaged id, without the id, and remembers why', async () => {
    const content = await workbookOf((sheet) => {
      sheet.addRow(['姓名', '证件号码', '卡号'])
      sheet.addRow(['张某', Number('110105194912310021'), 'x'])
      sheet.addRow(['李某', '11010519491231002X', 6222000000000000])
      sheet.addRow(['王某', '1.10105E+17', 'y'])
      sheet.addRow(['赵某', '110105194912310000', 123456789012345])
    })
    const { batches, rows, damaged } = await importXlsx(content)
    expect(batches[0]).toMatchObject({ accepted: 4, rejected: 0, damagedIds: 3, suspectIds: 1 })
    expect(await rows('在押人员')).toEqual([
      ['张某', null, 'x'],
      ['李某', '11010519491231002X', null],
      ['王某', '1.10105E+17', 'y'],
      ['赵某', '110105194912310000', '123456789012345'],
    ])
    expect((await damaged(0)).map(({ row, column, kind, original }) => [row, column, kind, original])).toEqual([
      [2, '证件号码', 'damaged', '110105194912310020'],
      [3, '卡号', 'damaged', '6222000000000000'],
      [4, '证件号码', 'damaged', '1.10105E+17'],
      [5, '证件号码', 'suspect', '110105194912310000'],
    ])
    expect((await damaged(0))[0]?.reason.zh).toContain('无法恢复')
  })

  it('agrees with another reader cell by cell', async () => {
    const formats = [
      'General',
      '0.00',
      '#,##0',
      'yyyy-mm-dd',
      'yyyy"年"m"月"d"日"',
      'yyyy/m/d h:mm',
      '@',
      '[Red]0.0',
      'h:mm:ss',
    ]
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % below
    }
    const content = await workbookOf((sheet) => {
      sheet.addRow(formats.map((_, index) => `列${index}名`))
      for (let n = 0; n < 400; n++) {
        const row = sheet.addRow(
          formats.map((format, index) => {
            if (random(12) === 0) return null
            if (/[ymh]/.test(format))
              return new Date(
                Date.UTC(
                  1990 + random(60),
                  random(12),
                  1 + random(28),
                  index > 4 ? random(24) : 0,
                  index > 4 ? random(60) : 0,
                ),
              )
            if (format === '@') return ['文本', 'a"b,c', ' 空格 ', '多\n行', '<&>', '𠮷𬭩', '00123'][random(7)]
            if (random(9) === 0) return random(2) === 0
            if (random(9) === 0) return { formula: 'A1+1', result: (1 + random(1000)) / 8 }
            if (random(9) === 0) return { richText: [{ text: '粗', font: { bold: true } }, { text: '细' }] }
            return index === 1 ? random(1_000_000) / 100 : random(1_000_000)
          }) as ExcelJS.CellValue[],
        )
        row.eachCell((cell, column) => {
          cell.numFmt = formats[column - 1] ?? 'General'
        })
      }
    })
    const { rows } = await importXlsx(content)
    const other = new ExcelJS.Workbook()
    await other.xlsx.load(content.buffer as ArrayBuffer)
    const sheet = other.worksheets[0]
    const expected: (string | null)[][] = []
    sheet?.eachRow((row, number) => {
      if (number > 1) expected.push(formats.map((_, index) => shown(row.getCell(index + 1).value)))
    })
    expect(await rows('在押人员')).toEqual(expected)

    const third = (await readXlsx(content)).sheets[0]?.rows ?? []
    expect(await rows('在押人员')).toEqual(
      third.slice(1).map((row) => formats.map((_, index) => shown((row[index] ?? null) as ExcelJS.CellValue))),
    )
  })

  it('reads a file written by a stream, dates of 1904 and empty rows between', async () => {
    const workbook = new ExcelJS.Workbook()
    workbook.properties.date1904 = true
    const sheet = workbook.addWorksheet('甲')
    sheet.addRow(['姓名', '日期'])
    sheet.getRow(5).values = ['张某', new Date(Date.UTC(2023, 0, 5))]
    const { rows } = await importXlsx(new Uint8Array(await workbook.xlsx.writeBuffer()))
    expect(await rows('甲')).toEqual([['张某', '2023-01-05']])
  })

  it('imports every visible sheet with data and names the others', async () => {
    const content = await workbookOf((sheet, workbook) => {
      sheet.addRow(['姓名', '证件'])
      sheet.addRow(['张某', '1'])
      workbook.addWorksheet('空表')
      workbook.addWorksheet('只有表头').addRow(['姓名', '证件'])
      const hidden = workbook.addWorksheet('隐藏', { state: 'hidden' })
      hidden.addRow(['a', 'b'])
      hidden.addRow(['1', '2'])
      const second = workbook.addWorksheet('第二')
      second.addRow(['x', 'x', ''])
      second.addRow(['p', 'q', 'r'])
    })
    const { batches, rows } = await importXlsx(content)
    expect(batches.map(({ table }) => table)).toEqual(['在押人员', '第二'])
    expect(batches[0]?.warnings.map(({ zh }) => zh).join()).toMatch(/隐藏.*空表、只有表头/)
    expect(batches[1]?.columns.map(({ name }) => name)).toEqual(['x', 'x_2', '列3'])
    expect(await rows('第二')).toEqual([['p', 'q', 'r']])
    const one = await importXlsx(content, { sheet: '隐藏', table: '改名' })
    expect(one.batches.map(({ table }) => table)).toEqual(['改名'])
    await expect(importXlsx(content, { sheet: '没有' })).rejects.toMatchObject({
      code: 'no-such-sheet',
      data: { sheets: expect.arrayContaining(['第二']) },
    })
  })

  it('takes formulas by their saved result and says where there is none or an error', async () => {
    const content = zipOf(
      handmade(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1" t="inlineStr"><is><r><t>天</t></r><r><t>数</t></r></is></c><c r="C1" t="s"><v>0</v></c></row>' +
          '<row><c t="inlineStr"><is><t>张某</t></is></c><c><f>1+1</f><v>2</v></c><c t="str"><f>"a"</f><v>甲</v></c></row>' +
          '<row r="3"><c r="A3" t="inlineStr"><is><t>李_x4E00_某</t><rPh sb="0" eb="1"><t>li</t></rPh></is></c><c r="B3"><f>2+2</f></c><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>' +
          '<row r="4"><c r="A4" t="b"><v>1</v></c><c r="C4" t="inlineStr"><is><t>丙</t></is></c></row>',
        { 'xl/sharedStrings.xml': '<sst><si><t>备</t><phoneticPr/><rPh sb="0" eb="1"><t>bei</t></rPh></si></sst>' },
      ),
    )
    const { rows, damaged, batches } = await importXlsx(content)
    expect(batches[0]?.columns.map(({ name }) => name)).toEqual(['姓名', '天数', '备'])
    expect(await rows('表一')).toEqual([
      ['张某', '2', '甲'],
      ['李一某', null, null],
      ['true', null, '丙'],
    ])
    expect((await damaged(0)).map(({ row, column, kind }) => [row, column, kind])).toEqual([
      [3, '天数', 'no-result'],
      [3, '备', 'formula-error'],
    ])
    expect(batches[0]?.damagedIds).toBe(0)
  })

  it('reads plain rows without the XML parser and hands the rest to it, whatever stands between', async () => {
    const inline = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`
    const plain = (row: number) =>
      `<row r="${row}" spans="1:2">${inline(`A${row}`, `人𠮷${row}`)}<c r="B${row}" s="0"><v>${row}</v></c></row>`
    const content = (between: string) =>
      zipOf(
        handmade(`<row r="1">${inline('A1', '姓名')}${inline('B1', '天数')}</row>${plain(2)}${between}${plain(20)}`),
      )
    const read = async (between: string) => (await importXlsx(content(between))).rows('表一')
    const around = (...rows: (string | null)[][]) => [['人𠮷2', '2'], ...rows, ['人𠮷20', '20']]
    expect(await read('')).toEqual(around())
    expect(await read(`<row r="3"/>${plain(4)}`)).toEqual(around(['人𠮷4', '4']))
    expect(await read(`<!-- ${plain(5)}${plain(6)} -->${plain(7)}`)).toEqual(around(['人𠮷7', '7']))
    expect(await read(`\n<row r="8">${inline('A8', 'a&amp;b')}<c r="B8"><f>1+1</f><v>2</v></c></row>`)).toEqual(
      around(['a&b', '2']),
    )
    expect(await read(`<row r="9"><c r="A9" t="str"><f>x</f><v>甲</v></c><c r="B9"><f>y</f></c></row>`)).toEqual(
      around(['甲', null]),
    )
    await expect(importXlsx(content('<row r="10"><c r="A10"><v>1</c></row>'))).rejects.toMatchObject({
      code: 'xlsx-broken',
    })
  })

  it('rejects a row with content beyond the header, with its text', async () => {
    const content = await workbookOf((sheet) => {
      sheet.addRow(['姓名', '证件'])
      for (let n = 0; n < 40; n++) sheet.addRow([`人${n}`, String(n)])
      sheet.addRow(['张某', '1', null, '旁注'])
    })
    const { batches, rejects } = await importXlsx(content)
    expect(batches[0]).toMatchObject({ physicalRows: 41, accepted: 40, rejected: 1 })
    expect(await rejects(0)).toEqual([expect.objectContaining({ row: 42, original: '张某\t1\t\t旁注' })])
  })
})

describe('a workbook that is refused', () => {
  const valid = () =>
    workbookOf((sheet) => {
      sheet.addRow(['姓名', '证件'])
      sheet.addRow(['张某', '1'])
    })
  const ole = (stream: string) =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(2048),
      Buffer.from(stream, 'utf16le'),
      Buffer.alloc(512),
    ])

  it.each<[string, string, () => Promise<Uint8Array> | Uint8Array, string?]>([
    ['an empty file', 'file-empty', () => Buffer.alloc(0)],
    ['bytes of something else', 'xlsx-broken', () => Buffer.from('no workbook at all, only words')],
    ['a web page named .xlsx', 'xlsx-broken', () => Buffer.from('<html><table></table></html>')],
    ['a workbook that was cut off', 'xlsx-broken', async () => (await valid()).subarray(0, 3000)],
    ['a zip of other things', 'xlsx-broken', () => zipOf({ 'a.txt': 'x' })],
    [
      'a sheet that is not XML',
      'xlsx-broken',
      () => zipOf({ ...handmade(''), 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row' }),
    ],
    [
      'a sheet with a document type',
      'xlsx-broken',
      () => zipOf({ ...handmade(''), 'xl/worksheets/sheet1.xml': '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>' }),
    ],
    ['a password', 'xlsx-password', () => ole('EncryptedPackage')],
    ['an encrypted zip', 'xlsx-password', () => zipOf(handmade(''), { flags: 1 })],
    ['the old format', 'xlsx-old-format', () => ole('Workbook')],
    ['macros', 'xlsx-macros', () => zipOf(handmade('', { 'xl/vbaProject.bin': 'x' }))],
    ['macros by its name', 'xlsx-macros', valid, 'a.xlsm'],
    [
      'links to other files',
      'xlsx-external-links',
      () => zipOf(handmade('', { 'xl/externalLinks/externalLink1.xml': '<x/>' })),
    ],
    ['no rows', 'xlsx-no-rows', () => zipOf(handmade(''))],
    [
      'only a header',
      'xlsx-no-rows',
      () =>
        workbookOf((sheet) => {
          sheet.addRow(['姓名', '证件'])
        }),
    ],
    [
      'no header',
      'file-no-header',
      () =>
        workbookOf((sheet) => {
          for (let n = 0; n < 5; n++) sheet.addRow([n, n, n])
        }),
    ],
    ['a declared size beyond reason', 'xlsx-bomb', () => zipOf(handmade(''), { size: 0xf0000000 })],
    ['an abnormal ratio', 'xlsx-bomb', () => zipOf(handmade('', { 'xl/media/a.xml': ' '.repeat(80 << 20) }))],
    [
      'more content than declared',
      'xlsx-broken',
      () => zipOf(handmade('<row r="1"/>'.repeat(200_000)), { size: 1000 }),
    ],
    [
      'thousands of entries',
      'xlsx-bomb',
      () => zipOf(handmade('', Object.fromEntries(Array.from({ length: 6000 }, (_, n) => [`xl/media/${n}`, ''])))),
    ],
  ])('for %s says %s in Chinese and English', async (_, code, make, fileName) => {
    const started = Date.now()
    const content = await make()
    const asked = Date.now()
    await expect(importXlsx(content, {}, fileName)).rejects.toMatchObject({
      code,
      text: { zh: expect.stringMatching(/[\u4e00-\u9fff]/), en: expect.stringMatching(/[a-z]/) },
    })
    expect(Date.now() - asked).toBeLessThan(15_000)
    expect(started).toBeLessThanOrEqual(asked)
  })
})

function shown(value: ExcelJS.CellValue): string | null {
  if (value === null || value === undefined || value === '') return null
  if (value instanceof Date) {
    const iso = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString()
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
  }
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map(({ text }) => text).join('')
  if ('result' in value) return shown(value.result as ExcelJS.CellValue)
  throw new Error(JSON.stringify(value))
}
