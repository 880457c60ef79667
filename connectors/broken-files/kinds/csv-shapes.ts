import type { BrokenFile, BrokenKind, TruthCell, TruthRow } from '../broken-file.ts'
import { csvLine, quoteField } from '../csv-writer.ts'
import type { Random } from '../random.ts'
import { makeTable, residentId, type Table } from '../rows.ts'
import { csvTruth, dataRows } from './truth.ts'

/** Some rows are written by `line`; the truth says what becomes of them. */
function someRows(
  random: Random,
  line: (row: readonly string[]) => string,
  truthOf: (row: readonly string[]) => Omit<TruthRow, 'row'>,
  most = 4,
): BrokenFile {
  const table = makeTable(random)
  const chosen = new Set(Array.from({ length: 1 + random.below(most) }, () => random.below(table.rows.length)))
  const lines = table.rows.map((row, at) => (chosen.has(at) ? line(row) : csvLine(row)))
  const rows = table.rows.map(
    (row, at): TruthRow =>
      chosen.has(at) ? { row: at + 2, ...truthOf(row) } : { row: at + 2, cells: row, becomes: 'accepted' },
  )
  return {
    bytes: Buffer.from(`${[csvLine(table.header), ...lines].join('\n')}\n`),
    truth: csvTruth(table.header, rows),
  }
}

const rejected = (cells: readonly string[]): Omit<TruthRow, 'row'> => ({
  cells,
  becomes: 'rejected',
  holds: cells.slice(0, 1),
})

/** Cells of one column are written as `text` and become `cell`. */
function someCells(random: Random, make: () => { readonly text: string; readonly cell: TruthCell }): BrokenFile {
  const table = makeTable(random)
  const lines: string[] = [csvLine(table.header)]
  const rows = table.rows.map((row, at): TruthRow => {
    const one = random.chance(0.4) ? make() : null
    const column = random.below(row.length)
    lines.push(row.map((cell, index) => (one && index === column ? one.text : quoteField(cell))).join(','))
    return {
      row: at + 2,
      cells: row.map((cell, index) => (one && index === column ? one.cell : cell)),
      becomes: 'accepted',
    }
  })
  return { bytes: Buffer.from(`${lines.join('\n')}\n`), truth: csvTruth(table.header, rows) }
}

/** The whole table with another delimiter or line end. */
function written(
  random: Random,
  { delimiter = ',', end }: { delimiter?: string; end: () => string },
  change: (table: Table) => Table = (t) => t,
) {
  const table = change(makeTable(random))
  const text = [table.header, ...table.rows].map((cells) => csvLine(cells, delimiter) + end()).join('')
  return { bytes: Buffer.from(text), truth: csvTruth(table.header, dataRows(table.rows)) }
}

const lf = () => '\n'
const withLast =
  (last: (row: readonly string[]) => string) =>
  (table: Table): Table => ({
    ...table,
    rows: table.rows.map((row) => [...row.slice(0, -1), last(row)]),
  })

export const csvShapes: readonly BrokenKind[] = [
  {
    name: 'unclosed-quote',
    file: 'csv',
    about: 'a quotation mark that is never closed: only its own row is in doubt',
    make: (random) => someRows(random, (row) => `${csvLine(row.slice(0, -1))},"${row.at(-1)}`, rejected, 1),
  },
  {
    name: 'quote-closed-by-the-next',
    file: 'csv',
    about: 'a quotation mark that swallows rows up to the next one',
    make(random) {
      const table = makeTable(random, { rows: 12 + random.below(20) })
      const from = random.below(6)
      const to = from + 1 + random.below(4)
      const lines = table.rows.map((row, at) =>
        at === from
          ? `${csvLine(row.slice(0, -1))},"${row.at(-1)}`
          : at === to
            ? row.map((cell) => `"${cell}"`).join(',')
            : csvLine(row),
      )
      const rows = table.rows.map(
        (cells, at): TruthRow => ({
          row: at + 2,
          cells,
          becomes: at >= from && at <= to ? 'rejected' : 'accepted',
          holds: cells.slice(0, 1),
        }),
      )
      return {
        bytes: Buffer.from(`${[csvLine(table.header), ...lines].join('\n')}\n`),
        truth: csvTruth(table.header, rows),
      }
    },
  },
  {
    name: 'quote-in-the-middle',
    file: 'csv',
    about: 'quotation marks inside a field that does not begin with one: they are text',
    make: (random) =>
      someCells(random, () => {
        const text = random.pick(['5"管', '张"某"', 'a""b', '他说"是', '王某"'])
        return { text, cell: text }
      }),
  },
  {
    name: 'text-after-quote',
    file: 'csv',
    about: 'text after a closing quotation mark',
    make: (random) => someRows(random, (row) => `${csvLine(row.slice(0, -1))},"${row.at(-1)}"余`, rejected),
  },
  {
    name: 'backslash-quote',
    file: 'csv',
    about: 'quotation marks escaped with a backslash, as MySQL does',
    make: (random) =>
      someRows(
        random,
        (row) => `${csvLine(row.slice(0, -1))},"甲\\"乙"`,
        (row) => rejected(row),
      ),
  },
  {
    name: 'needless-quotes',
    file: 'csv',
    about: 'some fields in quotation marks, with spaces behind them, and empty ones as ""',
    make: (random) =>
      someCells(random, () =>
        random.pick([
          { text: '"甲"  ', cell: '甲' },
          { text: '""', cell: null },
          { text: '" 乙 "', cell: ' 乙 ' },
        ]),
      ),
  },
  {
    name: 'short-rows',
    file: 'csv',
    about: 'rows with too few fields',
    make: (random) => someRows(random, (row) => csvLine(row.slice(0, 1 + random.below(row.length - 1))), rejected),
  },
  {
    name: 'long-rows',
    file: 'csv',
    about: 'rows with too many fields: a comma that nobody quoted',
    make: (random) =>
      someRows(
        random,
        (row) => `${csvLine(row)},多出`,
        (row) => ({ ...rejected(row), holds: ['多出'] }),
      ),
  },
  {
    name: 'trailing-delimiters',
    file: 'csv',
    about: 'delimiters behind the last field of every row, but not of the header',
    make(random) {
      const table = makeTable(random)
      const more = ','.repeat(1 + random.below(3))
      const bytes = Buffer.from(
        `${[csvLine(table.header), ...table.rows.map((row) => csvLine(row) + more)].join('\n')}\n`,
      )
      return { bytes, truth: csvTruth(table.header, dataRows(table.rows)) }
    },
  },
  {
    name: 'trailing-delimiters-everywhere',
    file: 'csv',
    about: 'a delimiter behind the last field of every row and of the header: a column without a name',
    make(random) {
      const table = makeTable(random)
      const bytes = Buffer.from([table.header, ...table.rows].map((row) => `${csvLine(row)},\n`).join(''))
      return { bytes, truth: csvTruth([...table.header, `列${table.header.length + 1}`], dataRows(table.rows)) }
    },
  },
  {
    name: 'mixed-line-ends',
    file: 'csv',
    about: 'LF, CRLF and CR in one file',
    make: (random) => written(random, { end: () => random.pick(['\n', '\r\n', '\r']) }),
  },
  {
    name: 'line-ends-in-quotes',
    file: 'csv',
    about: 'cells of several lines',
    make: (random) =>
      written(
        random,
        { end: () => '\r\n' },
        withLast(() => random.pick(['两\n行', '三\r\n行\n文', 'a"b\n"c"', '\n', 'x\r'])),
      ),
  },
  {
    name: 'no-last-line-end',
    file: 'csv',
    about: 'no line end after the last row, or a dozen',
    make(random) {
      const { bytes, truth } = written(random, { end: lf })
      return {
        bytes: random.chance(0.5) ? bytes.subarray(0, -1) : Buffer.concat([bytes, Buffer.from('\n \n\r\n,,\n')]),
        truth,
      }
    },
  },
  {
    name: 'nul-characters',
    file: 'csv',
    about: 'NUL characters in some rows',
    make: (random) => someRows(random, (row) => csvLine(row).replace(',', '\0,'), rejected),
  },
  {
    name: 'cut-off',
    file: 'csv',
    about: 'the export ended in the middle of a row',
    make(random) {
      const table = makeTable(random)
      const last = table.rows.at(-1) ?? []
      const kept = last.slice(0, 1 + random.below(last.length - 2))
      const lines = [csvLine(table.header), ...table.rows.slice(0, -1).map((row) => csvLine(row)), csvLine(kept)]
      const rows = dataRows(table.rows).map(
        (row, at): TruthRow =>
          at === table.rows.length - 1 ? { ...row, becomes: 'rejected', holds: kept.slice(0, 1) } : row,
      )
      return { bytes: Buffer.from(lines.join('\n')), truth: csvTruth(table.header, rows) }
    },
  },
  {
    name: 'cut-off-in-quotes',
    file: 'csv',
    about: 'the export ended inside a quoted field',
    make(random) {
      const table = makeTable(random)
      const text = [csvLine(table.header), ...table.rows.map((row) => csvLine(row))].join('\n')
      const rows: readonly TruthRow[] = [
        ...dataRows(table.rows),
        { row: table.rows.length + 2, cells: [], becomes: 'rejected', holds: ['孙某'] },
      ]
      return { bytes: Buffer.from(`${text}\n孙某,"盗`), truth: csvTruth(table.header, rows) }
    },
  },
  {
    name: 'excel-guards',
    file: 'csv',
    about: '="…", with which Excel is told that a number is text',
    make: (random) =>
      someCells(random, () => {
        const id = residentId(random)
        return { text: random.chance(0.5) ? `="${id}"` : `"=""${id}"""`, cell: id }
      }),
  },
  {
    name: 'leading-apostrophes',
    file: 'csv',
    about: 'an apostrophe or a tab before a number, kept as it is (ids are compared without it later)',
    make: (random) =>
      someCells(random, () => {
        const text = random.pick(["'", '\t', '’']) + residentId(random)
        return { text, cell: text }
      }),
  },
  {
    name: 'live-formulas',
    file: 'csv',
    about: 'cells that a spreadsheet would run: they are text here',
    make: (random) =>
      someCells(random, () => {
        const text = random.pick(['=1+1', '=HYPERLINK("x")', '+86 139', '-1', '@SUM(A1)', "=cmd|'/c calc'!A1"])
        return { text: quoteField(text), cell: text }
      }),
  },
  {
    name: 'scientific-ids',
    file: 'csv',
    about: 'ids that a spreadsheet wrote as 1.10105E+17: the row stays, the cell is declared',
    make: (random) =>
      someCells(random, () => {
        const text = `${1 + random.below(9)}.${10_000 + random.below(89_999)}E+17`
        return { text, cell: { declared: 'damaged', original: text, text } }
      }),
  },
  {
    name: 'ids-with-zeros',
    file: 'csv',
    about: 'ids of 18 digits that end in 000: lawful, and typical of a cut one',
    make: (random) =>
      someCells(random, () => {
        const text = `${residentId(random).slice(0, 15)}000`
        return { text, cell: { declared: 'suspect', original: text, text } }
      }),
  },
  {
    name: 'long-numbers',
    file: 'csv',
    about: 'numbers of 16 to 30 digits, leading zeros, many decimals: text, so exact',
    make: (random) =>
      someCells(random, () => {
        const text = random.pick([
          '6222020000000000123',
          '0012',
          '00000000000000000001',
          '0.10000000000000000001',
          '123456789012345678901234567890',
          '1E3',
        ])
        return { text, cell: text }
      }),
  },
  {
    name: 'blank-rows',
    file: 'csv',
    about: 'blank rows between the data: nothing, spaces, or only delimiters',
    make(random) {
      const table = makeTable(random)
      const lines = [csvLine(table.header)]
      const rows: TruthRow[] = []
      for (const cells of table.rows) {
        while (random.chance(0.3)) lines.push(random.pick(['', '   ', ','.repeat(table.header.length - 1), ' , ']))
        lines.push(csvLine(cells))
        rows.push({ row: lines.length, cells, becomes: 'accepted' })
      }
      return { bytes: Buffer.from(`${lines.join('\n')}\n`), truth: csvTruth(table.header, rows) }
    },
  },
  {
    name: 'titles',
    file: 'csv',
    about: 'titles and form lines above the header, with and without their delimiters',
    make(random) {
      const table = makeTable(random)
      const pad = random.chance(0.5) ? ','.repeat(table.header.length - 1) : ''
      const titles = [`某县在押人员登记表${pad}`, ...(random.chance(0.5) ? [`填报单位：某县看守所${pad}`] : [])]
      const bytes = Buffer.from(
        `${[...titles, csvLine(table.header), ...table.rows.map((row) => csvLine(row))].join('\n')}\n`,
      )
      const skipped = [
        ...titles.map((_, at) => ({ row: at + 1, why: 'title' })),
        { row: titles.length + 1, why: 'header' },
      ]
      return { bytes, truth: csvTruth(table.header, dataRows(table.rows, titles.length + 2), skipped) }
    },
  },
  {
    name: 'footers',
    file: 'csv',
    about: '合计 and 制表人 at the end; rows in the middle that begin like them are data',
    make(random) {
      const table = makeTable(random)
      const trap = ['复核组', ...table.header.slice(1).map(() => '')]
      const at = random.below(table.rows.length - 1)
      const rows = [...table.rows.slice(0, at), trap, ...table.rows.slice(at)]
      const width = table.header.length
      const feet = [
        ['合计', ...Array.from({ length: width - 2 }, () => ''), '12'],
        [random.pick(['制表人：王某', '审核人：赵某', '打印日期 2023-01-05'])],
      ]
      const bytes = Buffer.from(`${[table.header, ...rows, ...feet].map((row) => csvLine(row)).join('\n')}\n`)
      const skipped = [
        { row: 1, why: 'header' },
        { row: rows.length + 2, why: 'footer' },
        { row: rows.length + 3, why: 'footer' },
      ]
      return { bytes, truth: csvTruth(table.header, dataRows(rows), skipped) }
    },
  },
  {
    name: 'header-again',
    file: 'csv',
    about: 'the header again on every printed page: rows like any other, for a person to leave out',
    make(random) {
      const table = makeTable(random)
      const at = random.below(table.rows.length)
      const rows = [...table.rows.slice(0, at), table.header, ...table.rows.slice(at)]
      const bytes = Buffer.from(`${[table.header, ...rows].map((row) => csvLine(row)).join('\n')}\n`)
      if (random.chance(0.5)) return { bytes, truth: csvTruth(table.header, dataRows(rows)) }
      const truth = csvTruth(
        table.header,
        dataRows(rows).filter((_, index) => index !== at),
        [
          { row: 1, why: 'header' },
          { row: at + 2, why: 'chosen' },
        ],
      )
      return { bytes, truth, options: { tables: [{ sheet: null, skipRows: [at + 2] }] } }
    },
  },
  {
    name: 'two-header-rows',
    file: 'csv',
    about: 'a header of two rows, groups over names, as a person says in the preview',
    make(random) {
      const table = makeTable(random, { columns: 5 })
      const groups = ['姓名', '人员信息', '', '', '备注']
      const names = ['', '证件号码', '案由', '日期', '']
      const columns = ['姓名', '人员信息_证件号码', '人员信息_案由', '人员信息_日期', '备注']
      const bytes = Buffer.from(`${[['某表'], groups, names, ...table.rows].map((row) => csvLine(row)).join('\n')}\n`)
      const skipped = [
        { row: 1, why: 'title' },
        { row: 2, why: 'header' },
        { row: 3, why: 'header' },
      ]
      return {
        bytes,
        truth: csvTruth(columns, dataRows(table.rows, 4), skipped),
        options: { tables: [{ sheet: null, header: { first: 2, count: 2 } }] },
      }
    },
  },
  {
    name: 'no-header',
    file: 'csv',
    about: 'no header at all, as a person says in the preview',
    make(random) {
      const table = makeTable(random)
      const bytes = Buffer.from(`${table.rows.map((row) => csvLine(row)).join('\n')}\n`)
      const columns = table.header.map((_, index) => `列${index + 1}`)
      return {
        bytes,
        truth: csvTruth(columns, dataRows(table.rows, 1), []),
        options: { tables: [{ sheet: null, header: { first: 1, count: 0 } }] },
      }
    },
  },
  {
    name: 'header-names',
    file: 'csv',
    about: 'names that are empty, repeated, differ by case only, or are reserved',
    make(random) {
      const table = makeTable(random, { columns: 6 })
      const header = random.pick([
        { cells: ['姓名', ' 姓名 ', '', '_row', 'ID', 'id'], names: ['姓名', '姓名_2', '列3', '_row_2', 'ID', 'id_2'] },
        { cells: ['甲', '甲', '甲', '甲_2', '', ' '], names: ['甲', '甲_2', '甲_3', '甲_2_2', '列5', '列6'] },
        {
          cells: ['\ufeff姓名', '证件\n号码', '　案由', 'A', 'a', 'Ａ'],
          names: ['姓名', '证件 号码', '案由', 'A', 'a_2', 'A_3'],
        },
      ])
      const bytes = Buffer.from(`${[header.cells, ...table.rows].map((row) => csvLine(row)).join('\n')}\n`)
      return { bytes, truth: csvTruth(header.names, dataRows(table.rows)) }
    },
  },
  {
    name: 'numbering',
    file: 'csv',
    about: 'a row 1, 2, 3 … under the header, which forms have',
    make(random) {
      const table = makeTable(random)
      const numbers = table.header.map((_, index) => String(index + 1))
      const bytes = Buffer.from(`${[table.header, numbers, ...table.rows].map((row) => csvLine(row)).join('\n')}\n`)
      return {
        bytes,
        truth: csvTruth(table.header, dataRows(table.rows, 3), [
          { row: 1, why: 'header' },
          { row: 2, why: 'numbering' },
        ]),
      }
    },
  },
  {
    name: 'other-delimiters',
    file: 'csv',
    about: 'semicolons or bars instead of commas, with commas in the texts',
    make: (random) =>
      written(
        random,
        { delimiter: random.pick([';', '|']), end: lf },
        withLast(() => random.pick(['a,b', '诈骗，x', '1,234.00', ','])),
      ),
  },
  {
    name: 'tabs-and-quotes',
    file: 'csv',
    about: 'tabs between the fields, quotation marks around some, tabs and line ends inside',
    make: (random) =>
      written(
        random,
        { delimiter: '\t', end: () => '\r\n' },
        withLast(() => random.pick(['a\tb', '他说"是"', '两\n行', 'x,y'])),
      ),
  },
  {
    name: 'invisible-characters',
    file: 'csv',
    about: 'zero-width characters, no-break and ideographic spaces, escape codes: kept as they are',
    make: (random) =>
      someCells(random, () => {
        const text = `张${random.pick(['\u200b', '\u00a0', '\u3000', '\u202e', '\u001b', '\u0007', '\u2028', '\u0085'])}某`
        return { text, cell: text }
      }),
  },
  {
    name: 'huge-cell',
    file: 'csv',
    about: 'a cell of 100 000 characters and more; over a million the row is rejected',
    make(random) {
      const long = 'é某𠮷'.repeat(25_000 + random.below(1000))
      return random.chance(0.6)
        ? someCells(random, () => ({ text: long, cell: long }))
        : someRows(random, (row) => csvLine([...row.slice(0, -1), 'x'.repeat(1_000_001)]), rejected)
    },
  },
  {
    name: 'one-column',
    file: 'csv',
    about: 'one column only',
    make(random) {
      const rows = makeTable(random).rows.map(([name = '']) => [name])
      return {
        bytes: Buffer.from(`${[['姓名'], ...rows].map((row) => csvLine(row)).join('\n')}\n`),
        truth: csvTruth(['姓名'], dataRows(rows)),
      }
    },
  },
  {
    name: 'broken-header',
    file: 'csv',
    about: 'a quotation mark in the header is never closed: which columns there are cannot be known',
    make(random) {
      const table = makeTable(random)
      const lines = [
        `${csvLine(table.header.slice(0, -1))},"${table.header.at(-1)}`,
        ...table.rows.map((row) => csvLine(row)),
      ]
      return { bytes: Buffer.from(`${lines.join('\n')}\n`), truth: { refused: 'csv-unclosed-quote' } }
    },
  },
  {
    name: 'not-text',
    file: 'csv',
    about: 'something else that was renamed to .csv',
    make(random) {
      const bytes = Buffer.concat([
        Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1'),
        Buffer.from(Array.from({ length: 4000 }, () => random.below(256))),
      ])
      return { bytes, truth: { refused: 'csv-not-text' } }
    },
  },
]
