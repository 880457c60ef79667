import { execFileSync } from 'node:child_process'
import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { crc32, createDeflateRaw } from 'node:zlib'

/** Names of many shapes, so that the shared strings are neither one text nor one a row. */
const surnames = '张王李赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施'
const given = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平㐂𠮷𬭩𫖯刚桂英'
const charges = ['盗窃罪', '诈骗罪', '故意伤害罪', '危险驾驶罪', '寻衅滋事罪', '开设赌场罪', '掩饰、隐瞒犯罪所得罪']

const given_ = [...given]
const nameOf = (n: number) =>
  `${surnames[n % surnames.length]}${given_[(n * 7) % given_.length]}${given_[(n * 13 + 5) % given_.length]}`
const idOf = (n: number) => `100105${19_500_101 + (n % 500) * 10_000}${String(n % 10_000).padStart(4, '0')}`

/** Row `n` (from 0) of both large files: eight texts, the last two columns being days. */
function largeRow(n: number): readonly string[] {
  return [
    String(n + 1),
    nameOf(n % 90_007),
    idOf(n),
    charges[n % charges.length] ?? '',
    String((n % 180) + 1),
    `（2023）内07刑初${n % 50_000}号`,
    dayOf(44_927 + (n % 700)),
    dayOf(45_100 + (n % 700)),
  ]
}

const largeColumns = ['序号', '姓名', '证件号码', '罪名', '刑期月', '案号', '入所日期', '出所日期']

function dayOf(serial: number): string {
  return new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10)
}

/** A workbook with one sheet: shared strings, numbers, days by style. A million rows are about 60 MB. */
export async function writeLargeXlsx(path: string, rows: number): Promise<number> {
  const strings = new Map<string, number>()
  const shared = (text: string) => {
    const known = strings.get(text)
    if (known !== undefined) return known
    strings.set(text, strings.size)
    return strings.size - 1
  }
  const text = (place: string, value: string) => `<c r="${place}" t="s"><v>${shared(value)}</v></c>`
  function* sheet() {
    yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    yield `<row r="1">${largeColumns.map((name, index) => text(`${'ABCDEFGH'[index]}1`, name)).join('')}</row>`
    for (let n = 0; n < rows; n++) {
      const [number = '', name = '', id = '', charge = '', months = '', caseNumber = ''] = largeRow(n)
      const r = n + 2
      yield `<row r="${r}"><c r="A${r}"><v>${number}</v></c>${text(`B${r}`, name)}${text(`C${r}`, id)}${text(`D${r}`, charge)}<c r="E${r}"><v>${months}</v></c>${text(`F${r}`, caseNumber)}<c r="G${r}" s="1"><v>${44_927 + (n % 700)}</v></c><c r="H${r}" s="1"><v>${45_100 + (n % 700)}</v></c></row>`
    }
    yield '</sheetData></worksheet>'
  }
  function* sharedStrings() {
    yield `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="${strings.size}">`
    for (const value of strings.keys()) yield `<si><t>${value}</t></si>`
    yield '</sst>'
  }
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const package_ = 'http://schemas.openxmlformats.org/package/2006/relationships'
  await writeZip(path, [
    ['[Content_Types].xml', ['<Types/>']],
    [
      '_rels/.rels',
      [
        `<Relationships xmlns="${package_}"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ],
    ],
    [
      'xl/workbook.xml',
      [
        `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relations}"><sheets><sheet name="在押人员" sheetId="1" r:id="r1"/></sheets></workbook>`,
      ],
    ],
    [
      'xl/_rels/workbook.xml.rels',
      [
        `<Relationships xmlns="${package_}"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
      ],
    ],
    [
      'xl/styles.xml',
      [
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
      ],
    ],
    ['xl/worksheets/sheet1.xml', sheet()],
    ['xl/sharedStrings.xml', sharedStrings()],
  ])
  return statSync(path).size
}

/** The same rows as CSV in GB18030, by the C library's converter. */
export function writeLargeCsv(path: string, rows: number): number {
  const descriptor = openSync(path, 'w')
  let text = `${largeColumns.join(',')}\r\n`
  const flush = () => {
    writeSync(descriptor, execFileSync('iconv', ['-f', 'utf-8', '-t', 'gb18030'], { input: text, maxBuffer: 1 << 28 }))
    text = ''
  }
  for (let n = 0; n < rows; n++) {
    text += `${largeRow(n).join(',')}\r\n`
    if (text.length > 8 << 20) flush()
  }
  flush()
  closeSync(descriptor)
  return statSync(path).size
}

async function writeZip(path: string, parts: readonly (readonly [string, Iterable<string>])[]): Promise<void> {
  const descriptor = openSync(path, 'w')
  const directory: Buffer[] = []
  let at = 0
  const write = (bytes: Buffer) => {
    writeSync(descriptor, bytes)
    at += bytes.length
  }
  for (const [name, content] of parts) {
    const start = at
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    header.writeUInt16LE(20, 4)
    header.writeUInt16LE(8, 8)
    header.writeUInt16LE(Buffer.byteLength(name), 26)
    write(Buffer.concat([header, Buffer.from(name)]))
    const from = at
    const { size, crc } = await deflateInto(content, write)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 6)
    central.writeUInt16LE(8, 10)
    central.writeUInt32LE(crc, 16)
    central.writeUInt32LE(at - from, 20)
    central.writeUInt32LE(size, 24)
    central.writeUInt16LE(Buffer.byteLength(name), 28)
    central.writeUInt32LE(start, 42)
    directory.push(Buffer.concat([central, Buffer.from(name)]))
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  write(list)
  write(end)
  closeSync(descriptor)
}

async function deflateInto(content: Iterable<string>, write: (bytes: Buffer) => void) {
  const deflate = createDeflateRaw({ level: 6 })
  deflate.on('data', write)
  let size = 0
  let crc = 0
  let pending = ''
  const feed = async () => {
    const bytes = Buffer.from(pending)
    pending = ''
    size += bytes.length
    crc = crc32(bytes, crc)
    if (!deflate.write(bytes)) await new Promise((resolve) => deflate.once('drain', resolve))
  }
  for (const piece of content) {
    pending += piece
    if (pending.length > 1 << 20) await feed()
  }
  await feed()
  const ended = new Promise((resolve) => deflate.once('end', resolve))
  deflate.end()
  await ended
  return { size, crc }
}
