import type { BrokenFile, BrokenKind, Truth, TruthCell, TruthRow } from '../broken-file.ts'
import type { Random } from '../random.ts'
import { makeTable, residentId, type Table } from '../rows.ts'
import {
  columnName,
  escapeXml,
  type SheetSpec,
  type SheetValue,
  textXml,
  type WorkbookSpec,
  writeWorkbook,
} from '../sheet-writer.ts'
import type { ZipPart } from '../zip-writer.ts'
import { dataRows } from './truth.ts'

const name = '表一'

function truthOf(
  columns: readonly string[],
  rows: readonly TruthRow[],
  skipped: readonly { row: number; why: string }[] = [{ row: 1, why: 'header' }],
): Truth {
  return { tables: [{ table: name, columns, rows, skipped }] }
}

function rowsFrom(lines: readonly (readonly SheetValue[])[], first = 1): ReadonlyMap<number, readonly SheetValue[]> {
  return new Map(lines.map((line, index) => [first + index, line]))
}

/** A plain workbook of one table; `sheet` and `book` say what is odd about how it is written. */
function plain(
  random: Random,
  sheet: Partial<SheetSpec> = {},
  book: Partial<WorkbookSpec> = {},
  table: Table = makeTable(random),
): BrokenFile {
  const rows = rowsFrom([table.header, ...table.rows])
  return {
    bytes: writeWorkbook({ sheets: [{ name, rows, ...sheet }], ...book }),
    truth: truthOf(table.header, dataRows(table.rows)),
  }
}

interface Cell {
  readonly write: SheetValue
  readonly cell: TruthCell
}

/** Cells of some columns are written as `write` and become `cell`. The first column stays, so that a row is never empty. */
function cells(random: Random, make: () => Cell, book: Partial<WorkbookSpec> = {}): BrokenFile {
  const table = makeTable(random)
  const made = table.rows.map((row) =>
    row.map((text, column): Cell => (column > 0 && random.chance(0.5) ? make() : { write: text, cell: text })),
  )
  const rows = rowsFrom([table.header, ...made.map((row) => row.map(({ write }) => write))])
  const truth = dataRows(made.map((row) => row.map(({ cell }) => cell)))
  return { bytes: writeWorkbook({ sheets: [{ name, rows }], ...book }), truth: truthOf(table.header, truth) }
}

/** The parts of a package, one of them changed. */
const changed = (part: string, change: (content: string) => string) => (parts: ZipPart[]) =>
  parts.map((one) => (one.name === part ? { ...one, content: change(String(one.content)) } : one))
const everyPart = (change: Partial<ZipPart>) => (parts: ZipPart[]) => parts.map((one) => ({ ...one, ...change }))

/** Days and what Excel shows for them, by another computation than the product's: counting days from a known one. */
function serialOf(random: Random, date1904: boolean): { serial: number; date: string } {
  const days = random.below(20_000)
  const date = new Date(Date.UTC(1970, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)
  return { serial: 25_569 + days - (date1904 ? 1462 : 0), date }
}

const dateFormats = [
  14,
  'yyyy-mm-dd',
  'yyyy"年"m"月"d"日"',
  'd/m/yyyy',
  '[$-804]yyyy/m/d;@',
  31,
  'yyyy\\-mm\\-dd',
] as const

function dates(random: Random, date1904: boolean): BrokenFile {
  return cells(
    random,
    () => {
      const { serial, date } = serialOf(random, date1904)
      const minutes = random.chance(0.3) ? 1 + random.below(1439) : 0
      const two = (n: number) => String(n).padStart(2, '0')
      const clock = minutes === 0 ? '' : ` ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00`
      return {
        write: { value: String(serial + minutes / 1440), style: 1 + random.below(dateFormats.length) },
        cell: date + clock,
      }
    },
    { date1904, formats: dateFormats },
  )
}

export const xlsxKinds: readonly BrokenKind[] = [
  {
    name: 'xlsx-inline-strings',
    file: 'xlsx',
    about: 'texts in the cells, not in the shared strings',
    make: (random) => plain(random, { inline: true }),
  },
  {
    name: 'xlsx-no-places',
    file: 'xlsx',
    about: 'rows and cells do not say where they are',
    make: (random) => plain(random, { placed: false }),
  },
  {
    name: 'xlsx-wrong-dimension',
    file: 'xlsx',
    about: 'the sheet declares another size than it has',
    make: (random) => plain(random, { dimension: random.pick(['A1', 'A1:B2', 'A1:XFD1048576', 'A1:C3']) }),
  },
  {
    name: 'xlsx-stream-zip',
    file: 'xlsx',
    about: 'sizes stand behind the content, or nothing is packed',
    make: (random) =>
      plain(
        random,
        {},
        {
          change: everyPart(random.pick([{ descriptor: true }, { stored: true }, { descriptor: true, stored: true }])),
        },
      ),
  },
  {
    name: 'xlsx-prefixed-xml',
    file: 'xlsx',
    about: 'names with a prefix, single quotation marks, comments and white space in the XML',
    make: (random) =>
      plain(
        random,
        {},
        {
          change: changed('xl/worksheets/sheet1.xml', (xml) =>
            xml
              .replace(/<(\/?)(worksheet|sheetData|row|c|v|is|t)(?=[\s>/])/g, '<$1x:$2')
              .replace('xmlns=', 'xmlns:x=')
              .replaceAll('</x:row>', '</x:row>\n<!-- row -->\n')
              .replace(/ r="(\w+)"/g, " r='$1'"),
          ),
        },
      ),
  },
  {
    name: 'xlsx-string-counts',
    file: 'xlsx',
    about: 'the shared strings declare a wrong number of texts',
    make: (random) =>
      plain(random, {}, { change: changed('xl/sharedStrings.xml', (xml) => xml.replace(/ount="\d+"/g, 'ount="1"')) }),
  },
  {
    name: 'xlsx-rich-text',
    file: 'xlsx',
    about: 'texts of several runs, with phonetic guides, which are no part of them',
    make: (random) =>
      plain(
        random,
        {},
        {
          stringXml(text) {
            const [first = '', ...others] = [...text]
            const runs = `<r>${textXml(first)}</r><r><rPr><b/></rPr>${textXml(others.join(''))}</r>`
            return random.chance(0.7) ? `${runs}<rPh sb="0" eb="1"><t>zhang</t></rPh><phoneticPr fontId="1"/>` : runs
          },
        },
      ),
  },
  {
    name: 'xlsx-escapes',
    file: 'xlsx',
    about: 'characters as entities, numbers, CDATA, and _xHHHH_',
    make: (random) =>
      cells(random, () =>
        random.pick([
          { write: { type: 'inlineStr', inline: '<t>李&#x4E00;&#20108;&amp;&lt;某&gt;</t>' }, cell: '李一二&<某>' },
          { write: { type: 'inlineStr', inline: '<t>&#x20BB7;某</t>' }, cell: '𠮷某' },
          { write: { type: 'inlineStr', inline: '<t><![CDATA[a<b]]></t>' }, cell: 'a<b' },
          { write: { type: 'inlineStr', inline: '<t>两_x000A_行</t>' }, cell: '两\n行' },
          { write: { type: 'inlineStr', inline: '<t>_x005F_x4E00_</t>' }, cell: '_x4E00_' },
          { write: { type: 'inlineStr', inline: '<t xml:space="preserve"> 空 格 </t>' }, cell: ' 空 格 ' },
        ]),
      ),
  },
  {
    name: 'xlsx-titles',
    file: 'xlsx',
    about: 'titles in merged cells and form lines above the header',
    make(random) {
      const table = makeTable(random)
      const right = columnName(table.header.length - 1)
      const second = random.chance(0.6) ? [['填报单位：某县看守所', null, '2023年1月5日']] : []
      const head = 2 + second.length
      const rows = rowsFrom([['某县在押人员登记表'], ...second, table.header, ...table.rows])
      const skipped = [
        ...Array.from({ length: head - 1 }, (_, at) => ({ row: at + 1, why: 'title' })),
        { row: head, why: 'header' },
      ]
      return {
        bytes: writeWorkbook({ sheets: [{ name, rows, merges: [`A1:${right}1`] }] }),
        truth: truthOf(table.header, dataRows(table.rows, head + 1), skipped),
      }
    },
  },
  {
    name: 'xlsx-merged-header',
    file: 'xlsx',
    about: 'a header of two rows with merged cells: groups over names, names over both rows',
    make(random) {
      const table = makeTable(random, { columns: 5 })
      const lines: SheetValue[][] = [
        ['姓名', '人员信息', null, '处理', null],
        [null, '证件\n号码', '案 由', '日期', '备注'],
      ]
      const rows = rowsFrom([...lines, ...table.rows])
      const columns = ['姓名', '人员信息_证件号码', '人员信息_案由', '处理_日期', '处理_备注']
      return {
        bytes: writeWorkbook({ sheets: [{ name, rows, merges: ['A1:A2', 'B1:C1', 'D1:E1'] }] }),
        truth: truthOf(columns, dataRows(table.rows, 3), [
          { row: 1, why: 'header' },
          { row: 2, why: 'header' },
        ]),
      }
    },
  },
  {
    name: 'xlsx-chosen-header',
    file: 'xlsx',
    about: 'a header of two rows without merged cells, as a person says in the preview',
    make(random) {
      const table = makeTable(random, { columns: 4 })
      const rows = rowsFrom([['甲', '乙', '丙', '丁'], ['一', '二', null, '四'], ...table.rows], 3)
      return {
        bytes: writeWorkbook({ sheets: [{ name, rows }] }),
        truth: truthOf(['甲_一', '乙_二', '丙', '丁_四'], dataRows(table.rows, 5), [
          { row: 3, why: 'header' },
          { row: 4, why: 'header' },
        ]),
        options: { tables: [{ sheet: name, header: { first: 3, count: 2 } }] },
      }
    },
  },
  {
    name: 'xlsx-footers',
    file: 'xlsx',
    about: '合计 and 制表人 at the end; rows in the middle that begin like them are data',
    make(random) {
      const table = makeTable(random)
      const trap = ['复核组', ...table.header.slice(1).map(() => null)]
      const at = random.below(table.rows.length)
      const rows = [...table.rows.slice(0, at), trap, ...table.rows.slice(at)]
      const feet = [
        ['合计', null, { value: '12' }],
        ['制表人：王某', null, '审核人：赵某'],
      ]
      return {
        bytes: writeWorkbook({ sheets: [{ name, rows: rowsFrom([table.header, ...rows, ...feet]) }] }),
        truth: truthOf(table.header, dataRows(rows), [
          { row: 1, why: 'header' },
          { row: rows.length + 2, why: 'footer' },
          { row: rows.length + 3, why: 'footer' },
        ]),
      }
    },
  },
  {
    name: 'xlsx-numbering',
    file: 'xlsx',
    about: 'a row 1, 2, 3 … under the header; three columns of numbers are data',
    make(random) {
      const table = makeTable(random)
      const numbers = table.header.map((_, index) => ({ value: String(index + 1) }))
      const bytes = writeWorkbook({ sheets: [{ name, rows: rowsFrom([table.header, numbers, ...table.rows]) }] })
      if (random.chance(0.6))
        return {
          bytes,
          truth: truthOf(table.header, dataRows(table.rows, 3), [
            { row: 1, why: 'header' },
            { row: 2, why: 'numbering' },
          ]),
        }
      const codes = ['1', '2', '3']
      const rows = rowsFrom([['甲', '乙', '丙'], codes, ['4', '5', '6']])
      return {
        bytes: writeWorkbook({ sheets: [{ name, rows }] }),
        truth: truthOf(['甲', '乙', '丙'], dataRows([codes, ['4', '5', '6']])),
      }
    },
  },
  {
    name: 'xlsx-gaps',
    file: 'xlsx',
    about:
      'blank rows between the data, rows of styled but empty cells, a table that begins at C5, hidden and filtered rows',
    make(random) {
      const table = makeTable(random)
      const left = random.below(4)
      const pad: SheetValue[] = Array.from({ length: left }, () => null)
      const rows = new Map<number, readonly SheetValue[]>([[5, [...pad, ...table.header]]])
      const truth: TruthRow[] = []
      let at = 6
      for (const cells of table.rows) {
        if (random.chance(0.3)) rows.set(at++, [...pad, { style: 1 }, { style: 1 }])
        at += random.below(4) === 0 ? 1 + random.below(500) : 0
        rows.set(at, [...pad, ...cells])
        truth.push({ row: at++, cells, becomes: 'accepted' })
      }
      const rowAttributes = (row: number) => (row % 3 === 0 ? ' hidden="1"' : '')
      return {
        bytes: writeWorkbook({ sheets: [{ name, rows, rowAttributes }], formats: ['0.00'] }),
        truth: truthOf(table.header, truth, [{ row: 5, why: 'header' }]),
      }
    },
  },
  {
    name: 'xlsx-header-names',
    file: 'xlsx',
    about: 'names that are empty, repeated or reserved',
    make(random) {
      const table = makeTable(random, { columns: 5 })
      const rows = rowsFrom([['姓名', '姓名', null, '_row', 'ID'], ...table.rows])
      return {
        bytes: writeWorkbook({ sheets: [{ name, rows }] }),
        truth: truthOf(['姓名', '姓名_2', '列3', '_row_2', 'ID'], dataRows(table.rows)),
      }
    },
  },
  {
    name: 'xlsx-numeric-ids',
    file: 'xlsx',
    about: 'ids as numbers of 16 and more digits: the row stays, the cell becomes nothing and is declared',
    make: (random) =>
      cells(random, () => {
        const value = random.pick([
          String(Number(residentId(random).slice(0, 17)) * 10),
          '6222020000000000',
          '1.10105194912310E+17',
          '1e15',
          '-9007199254740993',
        ])
        return { write: { value }, cell: { declared: 'damaged', original: value, text: null } }
      }),
  },
  {
    name: 'xlsx-text-ids',
    file: 'xlsx',
    about: 'ids as text: whole, in scientific writing, or ending in 000',
    make: (random) =>
      cells(random, () => {
        const id = residentId(random)
        const cut = `${id.slice(0, 15)}000`
        return random.pick<Cell>([
          { write: id, cell: id },
          { write: { type: 'str', formula: 'A1', value: id }, cell: id },
          { write: '1.10105E+17', cell: { declared: 'damaged', original: '1.10105E+17', text: '1.10105E+17' } },
          { write: cut, cell: { declared: 'suspect', original: cut, text: cut } },
          { write: { value: id.slice(0, 15) }, cell: id.slice(0, 15) },
        ])
      }),
  },
  {
    name: 'xlsx-dates',
    file: 'xlsx',
    about: 'days and clocks as numbers with a style, since 1900',
    make: (random) => dates(random, false),
  },
  {
    name: 'xlsx-dates-1904',
    file: 'xlsx',
    about: 'days and clocks as numbers with a style, since 1904',
    make: (random) => dates(random, true),
  },
  {
    name: 'xlsx-odd-dates',
    file: 'xlsx',
    about: 'clocks without a day, hours over 24, the day that never was, days before 1900-03, negative days',
    make: (random) =>
      cells(
        random,
        () =>
          random.pick<Cell>([
            { write: { value: '0.4375', style: 1 }, cell: '10:30:00' },
            { write: { value: '1.5', style: 2 }, cell: '36:00:00' },
            { write: { value: '59', style: 3 }, cell: '1900-02-28' },
            { write: { value: '61', style: 3 }, cell: '1900-03-01' },
            { write: { value: '1', style: 3 }, cell: '1900-01-01' },
            { write: { value: '60', style: 3 }, cell: '60' },
            { write: { value: '-1', style: 3 }, cell: '-1' },
            { write: { value: '2958466', style: 3 }, cell: '2958466' },
            { write: { type: 'd', value: '2023-01-05T10:30:00.000Z' }, cell: '2023-01-05 10:30:00' },
            { write: { type: 'd', value: '2023-01-05' }, cell: '2023-01-05' },
          ]),
        { formats: ['h:mm', '[h]:mm:ss', 'yyyy-mm-dd'] },
      ),
  },
  {
    name: 'xlsx-number-formats',
    file: 'xlsx',
    about:
      'numbers whose format looks like a date, leading zeros, the noise of binary fractions, very small and large ones',
    make: (random) =>
      cells(
        random,
        () =>
          random.pick<Cell>([
            { write: { value: '3', style: 1 }, cell: '3' },
            { write: { value: '18', style: 2 }, cell: '18' },
            { write: { value: '5', style: 3 }, cell: '5' },
            { write: { value: '12', style: 4 }, cell: '000012' },
            { write: { value: '0.30000000000000004' }, cell: '0.3' },
            { write: { value: '1E-7' }, cell: '0.0000001' },
            { write: { value: '123456789012345' }, cell: '123456789012345' },
            { write: { value: '-1234.5', style: 5 }, cell: '-1234.5' },
            { write: { value: '42', style: 6 }, cell: '42' },
            { write: { value: '7', style: 7 }, cell: '7' },
          ]),
        {
          formats: [
            '0"年"',
            '0"个月"',
            '0年',
            '000000',
            '#,##0.00;[Red]-#,##0.00',
            '"共"0"人"',
            '[DBNum1][$-804]General',
          ],
        },
      ),
  },
  {
    name: 'xlsx-formulas',
    file: 'xlsx',
    about: 'formulas with a saved result, without one, with an error; errors without a formula',
    make: (random) =>
      cells(random, () =>
        random.pick<Cell>([
          { write: { formula: 'A1&B1', type: 'str', value: '甲乙' }, cell: '甲乙' },
          { write: { formula: '1+1', value: '2' }, cell: '2' },
          { write: { formula: '1+1' }, cell: { declared: 'no-result', original: '', text: null } },
          {
            write: { formula: '1/0', type: 'e', value: '#DIV/0!' },
            cell: { declared: 'formula-error', original: '#DIV/0!', text: null },
          },
          { write: { type: 'e', value: '#N/A' }, cell: { declared: 'formula-error', original: '#N/A', text: null } },
          { write: { formula: 'IF(1,"","x")', type: 'str', value: '' }, cell: null },
          { write: { type: 'b', value: '1' }, cell: 'true' },
          { write: { xml: '<c r="$r"><f t="shared" ref="B2:B9" si="0">ROW()</f><v>7</v></c>' }, cell: '7' },
        ]),
      ),
  },
  {
    name: 'xlsx-hidden-sheets',
    file: 'xlsx',
    about: 'hidden and empty sheets are not imported, and a warning names them',
    make(random) {
      const table = makeTable(random)
      const other = makeTable(random)
      const sheets: readonly SheetSpec[] = [
        { name, rows: rowsFrom([table.header, ...table.rows]) },
        { name: '藏', state: random.pick(['hidden', 'veryHidden']), rows: rowsFrom([other.header, ...other.rows]) },
        { name: '空', rows: new Map() },
      ]
      return {
        bytes: writeWorkbook({ sheets }),
        truth: { ...truthOf(table.header, dataRows(table.rows)), warns: '藏' },
      }
    },
  },
  {
    name: 'xlsx-many-sheets',
    file: 'xlsx',
    about: 'several tables, one a sheet, with signs in their names',
    make(random) {
      const names = ['一月&二月', '三月"<x>"', '四月 '].slice(0, 2 + random.below(2))
      const tables = names.map(() => makeTable(random))
      const sheets = names.map((sheet, at) => ({
        name: sheet,
        rows: rowsFrom([tables[at]?.header ?? [], ...(tables[at]?.rows ?? [])]),
      }))
      return {
        bytes: writeWorkbook({ sheets }),
        truth: {
          tables: tables.map(({ header, rows }, at) => ({
            table: names[at] ?? '',
            columns: header,
            rows: dataRows(rows),
            skipped: [{ row: 1, why: 'header' }],
          })),
        },
      }
    },
  },
  {
    name: 'xlsx-beyond-header',
    file: 'xlsx',
    about: 'notes far to the right of the table: the row is rejected with all its text',
    make(random) {
      const table = makeTable(random, { rows: 60 })
      const at = 40 + random.below(20)
      const rows = rowsFrom([
        table.header,
        ...table.rows.map((row, index) => (index === at ? [...row, null, '旁注'] : row)),
      ])
      const truth = dataRows(table.rows).map(
        (row, index): TruthRow =>
          index === at ? { ...row, becomes: 'rejected', holds: [...(table.rows[at] ?? []), '旁注'] } : row,
      )
      return { bytes: writeWorkbook({ sheets: [{ name, rows }] }), truth: truthOf(table.header, truth) }
    },
  },
  {
    name: 'xlsx-merged-data',
    file: 'xlsx',
    about: 'merged cells in the data: the first cell has the value, a warning says so',
    make(random) {
      const table = makeTable(random, { rows: 8 })
      const data = table.rows.map((row, at) => (at === 3 || at === 4 ? [null, ...row.slice(1)] : row))
      const rows = rowsFrom([table.header, ...data])
      return {
        bytes: writeWorkbook({ sheets: [{ name, rows, merges: ['A4:A6'] }] }),
        truth: { ...truthOf(table.header, dataRows(data)), warns: '合并单元格' },
      }
    },
  },
  {
    name: 'xlsx-string-index',
    file: 'xlsx',
    about: 'a cell points at a shared text that is not there: the texts of all cells are in doubt',
    make(random) {
      const table = makeTable(random)
      const rows = rowsFrom([
        table.header,
        ...table.rows,
        [{ type: 's', value: random.pick(['99999', '-1', 'x', '1.5']) }],
      ])
      return { bytes: writeWorkbook({ sheets: [{ name, rows }] }), truth: { refused: 'xlsx-broken' } }
    },
  },
  {
    name: 'xlsx-cut-off',
    file: 'xlsx',
    about: 'the file was not copied to its end',
    make(random) {
      const { bytes } = plain(random)
      return { bytes: bytes.subarray(0, 500 + random.below(bytes.length - 600)), truth: { refused: 'xlsx-broken' } }
    },
  },
  {
    name: 'xlsx-wrong-bytes',
    file: 'xlsx',
    about: 'a byte of the packed sheet was changed on the way',
    make(random) {
      const { bytes } = plain(random)
      const broken = Buffer.from(bytes)
      const at = broken.indexOf('xl/worksheets/sheet1.xml') + 24 + 40 + random.below(100)
      broken[at] = (broken[at] ?? 0) ^ 0x55
      return { bytes: broken, truth: { refused: 'xlsx-broken' } }
    },
  },
  {
    name: 'xlsx-twice',
    file: 'xlsx',
    about: 'a cell or a row comes twice, or rows run backwards: which one counts cannot be known',
    make(random) {
      const table = makeTable(random)
      const [first, second] = random.pick([
        ['<row r="3"', '<row r="2"'],
        ['<row r="4"', '<row r="3"'],
        [' r="B3"', ' r="A3"'],
        ['<row r="3"', '<row r="x"'],
        ['<row r="3"', '<row r="9999999"'],
      ] as const)
      const change = changed('xl/worksheets/sheet1.xml', (xml) => xml.replace(first, second))
      return { ...plain(random, {}, { change }, table), truth: { refused: 'xlsx-broken' } }
    },
  },
  {
    name: 'xlsx-bare-text',
    file: 'xlsx',
    about: 'cells of type number that hold words, and unknown types',
    make: (random) =>
      cells(random, () =>
        random.pick<Cell>([
          { write: { value: '不详' }, cell: '不详' },
          { write: { type: 'str', value: 'x y' }, cell: 'x y' },
          { write: { type: 'n', value: ' 12 ' }, cell: '12' },
          { write: { value: '' }, cell: null },
          { write: { type: 'str', value: escapeXml('') }, cell: null },
        ]),
      ),
  },
]
