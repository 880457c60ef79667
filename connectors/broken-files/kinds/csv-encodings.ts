import type { BrokenFile, BrokenKind, TruthRow } from '../broken-file.ts'
import { csvLine, encode } from '../csv-writer.ts'
import type { Random } from '../random.ts'
import { makeTable, type Table } from '../rows.ts'
import { csvTruth, dataRows } from './truth.ts'

const mark = Buffer.from([0xef, 0xbb, 0xbf])
const linesOf = ({ header, rows }: Table) => [header, ...rows].map((cells) => csvLine(cells))
const textOf = (table: Table) => `${linesOf(table).join('\n')}\n`

/** A file of which every row is well, in some encoding. */
function whole(random: Random, encoding: string, change: (table: Table) => Table = (table) => table): BrokenFile {
  const table = change(makeTable(random))
  return { bytes: encode(textOf(table), encoding), truth: csvTruth(table.header, dataRows(table.rows)) }
}

/** Some rows are in another encoding than the rest. */
function mixed(random: Random, main: string, stray: string): BrokenFile {
  const table = makeTable(random, { rows: 12 + random.below(30) })
  const strays = new Set(Array.from({ length: 1 + random.below(4) }, () => random.below(table.rows.length)))
  const bytes = Buffer.concat([
    encode(`${csvLine(table.header)}\n`, main),
    ...table.rows.map((row, at) => encode(`${csvLine(row)}\n`, strays.has(at) ? stray : main)),
  ])
  const rows = table.rows.map(
    (cells, at): TruthRow => ({ row: at + 2, cells, becomes: strays.has(at) ? 'rejected' : 'accepted' }),
  )
  return { bytes, truth: csvTruth(table.header, rows) }
}

/** Traditional characters only, so that Big5 can hold them. */
const big5 = (random: Random): Table => ({
  header: ['姓名', '身分證號', '案由'],
  rows: Array.from({ length: 10 + random.below(20) }, () => [
    random.pick(['張三', '李四', '歐陽某', '陳某某', '許功蓋']),
    `${random.pick(['A', 'B'])}${100_000_000 + random.below(99_999_999)}`,
    random.pick(['竊盜罪判決有期徒刑', '臺北地方檢察署案件', '執行期間電話時間單位']),
  ]),
})

export const csvEncodings: readonly BrokenKind[] = [
  {
    name: 'utf-8-mark',
    file: 'csv',
    about: 'UTF-8 with a byte order mark, sometimes two',
    make(random) {
      const { bytes, truth } = whole(random, 'utf-8')
      return { bytes: Buffer.concat([...(random.chance(0.5) ? [mark] : []), mark, bytes]), truth }
    },
  },
  {
    name: 'mark-inside',
    file: 'csv',
    about: 'files that were joined, each with its byte order mark, which stays in the first cell of its row',
    make(random) {
      const table = makeTable(random)
      const at = random.below(table.rows.length)
      const rows = table.rows.map((row, index) => (index === at ? [`\ufeff${row[0]}`, ...row.slice(1)] : row))
      return {
        bytes: Buffer.concat([mark, Buffer.from(textOf({ ...table, rows }))]),
        truth: csvTruth(table.header, dataRows(rows)),
      }
    },
  },
  {
    name: 'utf-16le-no-mark',
    file: 'csv',
    about: 'UTF-16 without a mark',
    make: (random) => whole(random, 'utf-16le'),
  },
  {
    name: 'utf-16be-no-mark',
    file: 'csv',
    about: 'UTF-16, big end first, without a mark',
    make: (random) => whole(random, 'utf-16be'),
  },
  {
    name: 'utf-16-many-ones',
    file: 'csv',
    about: 'UTF-16 full of 一 (U+4E00), whose NUL stands on the other side',
    make: (random) =>
      whole(random, random.pick(['utf-16le', 'utf-16be']), ({ header, rows }) => ({
        header,
        rows: rows.map((row) => row.map((cell, at) => (at === 0 ? cell : '一一一一'))),
      })),
  },
  {
    name: 'gb18030',
    file: 'csv',
    about: 'GB18030 with characters of four bytes, which GBK would lose',
    make: (random) => whole(random, 'gb18030'),
  },
  {
    name: 'gb18030-late',
    file: 'csv',
    about: 'GB18030 whose first Chinese character comes after 12 kB of ASCII',
    make(random) {
      const rows = Array.from({ length: 1500 }, (_, n) => [`a${n}`, 'plain', String(n)])
      const last = ['㐂某', '盗窃罪', '𬭩']
      const bytes = encode(`a,b,c\n${[...rows, last].map((row) => csvLine(row)).join('\n')}\n`, 'gb18030')
      return {
        bytes: random.chance(0.5) ? bytes : bytes.subarray(0, -1),
        truth: csvTruth(['a', 'b', 'c'], dataRows([...rows, last])),
      }
    },
  },
  {
    name: 'gb18030-short',
    file: 'csv',
    about: 'GB18030 with next to no Chinese in it',
    make(random) {
      const header = [random.pick(['姓名', '号', '案由']), 'b', 'c']
      const rows = Array.from({ length: 1 + random.below(5) }, (_, n) => [`x${n}`, '1', '2'])
      return { bytes: encode(textOf({ header, rows }), 'gb18030'), truth: csvTruth(header, dataRows(rows)) }
    },
  },
  {
    name: 'big5-named',
    file: 'csv',
    about: 'Big5 that a person names after seeing the preview',
    make(random) {
      const table = big5(random)
      return {
        bytes: encode(textOf(table), 'big5'),
        truth: csvTruth(table.header, dataRows(table.rows)),
        options: { encoding: 'big5' },
      }
    },
  },
  {
    name: 'utf-8-with-gbk-rows',
    file: 'csv',
    about: 'UTF-8 with rows of GB18030',
    make: (random) => mixed(random, 'utf-8', 'gb18030'),
  },
  {
    name: 'gbk-with-utf-8-rows',
    file: 'csv',
    about: 'GB18030 with rows of UTF-8',
    make: (random) => mixed(random, 'gb18030', 'utf-8'),
  },
  {
    name: 'cut-character',
    file: 'csv',
    about: 'a fixed-width export cut a character in half',
    make(random) {
      const table = makeTable(random, { rows: 30 + random.below(30) })
      const at = random.below(table.rows.length)
      const lines = linesOf(table).map((line) => Buffer.from(`${line}\n`))
      const [name = '', ...others] = table.rows[at] ?? []
      const cut = Buffer.from(name).subarray(0, -1)
      lines[at + 1] = Buffer.concat([cut, Buffer.from(`,${csvLine(others)}\n`)])
      const rows = dataRows(table.rows).map(
        (row, index): TruthRow => (index === at ? { ...row, becomes: 'rejected', holds: others.slice(0, 1) } : row),
      )
      return { bytes: Buffer.concat(lines), truth: csvTruth(table.header, rows) }
    },
  },
  {
    name: 'replacement-character',
    file: 'csv',
    about: 'somebody decoded the file wrongly before: � stands for a character that is lost',
    make(random) {
      const table = makeTable(random)
      const at = random.below(table.rows.length)
      const rows = table.rows.map((row, index) => (index === at ? ['王\ufffd', ...row.slice(1)] : row))
      const truth = dataRows(rows).map(
        (row, index): TruthRow => (index === at ? { ...row, becomes: 'rejected', holds: ['王\ufffd'] } : row),
      )
      return { bytes: Buffer.from(textOf({ ...table, rows })), truth: csvTruth(table.header, truth) }
    },
  },
]
