import { deflateRawSync } from 'node:zlib'
import { type WorkbookSpec, writeWorkbook } from '../sheet-writer.ts'
import { writeZip, type ZipPart } from '../zip-writer.ts'

/** An office file that wants to do harm. It must be refused with this code, fast, and in little memory. */
export interface HostileFile {
  readonly name: string
  readonly about: string
  readonly code: string
  readonly make: () => Buffer
}

const row = (number: number) => ['张某', `x${number}`, '一']
const plain: WorkbookSpec = {
  sheets: [{ name: '表', rows: new Map([[1, ['姓名', '号', '备注']], ...[2, 3, 4].map((n) => [n, row(n)] as const)]) }],
}

/** A good workbook with its parts changed. */
const book = (change: (parts: ZipPart[]) => readonly ZipPart[]) => writeWorkbook({ ...plain, change })
const withPart = (...more: readonly ZipPart[]) => book((parts) => [...parts, ...more])
const replaced = (name: string, part: Partial<ZipPart>) =>
  book((parts) => parts.map((one) => (one.name === name ? { ...one, ...part } : one)))
const sheet = 'xl/worksheets/sheet1.xml'
const declared = (name: string, type: string, part: ZipPart) =>
  book((parts) => [
    ...parts.map((one) =>
      one.name === '[Content_Types].xml'
        ? { ...one, content: `<Types><Override PartName="${name}" ContentType="${type}"/></Types>` }
        : one,
    ),
    part,
  ])
const xml = (inside: string, behind = '') => `<?xml version="1.0"?><worksheet>${inside}${behind}</worksheet>`
const header =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1" t="inlineStr"><is><t>号</t></is></c></row>'
const data =
  '<row r="2"><c r="A2" t="inlineStr"><is><t>张某</t></is></c><c r="B2" t="inlineStr"><is><t>1</t></is></c></row>'

/** Many bytes of one character, packed without holding them unpacked twice. */
function blanks(name: string, megabytes: number, lie: Partial<ZipPart> = {}): ZipPart {
  return { name, content: Buffer.alloc(megabytes << 20, 0x20), ...lie }
}

/** A compound document: header, an allocation table of one sector, and a directory with these streams. */
function compound(streams: readonly string[], clsid = Buffer.alloc(16)): Buffer {
  const head = Buffer.alloc(512)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(head)
  head.writeUInt16LE(0x3e, 24)
  head.writeUInt16LE(3, 26)
  head.writeUInt16LE(0xfffe, 28)
  head.writeUInt16LE(9, 30)
  head.writeUInt16LE(6, 32)
  head.writeUInt32LE(1, 44)
  head.writeUInt32LE(1, 48)
  head.writeUInt32LE(4096, 56)
  head.writeInt32LE(-2, 60)
  head.writeInt32LE(-2, 68)
  head.fill(0xff, 76)
  head.writeUInt32LE(0, 76)
  const table = Buffer.alloc(512, 0xff)
  table.writeInt32LE(-3, 0)
  table.writeInt32LE(-2, 4)
  const directory = Buffer.alloc(512)
  for (const [index, name] of ['Root Entry', ...streams].slice(0, 4).entries()) {
    const entry = directory.subarray(index * 128, index * 128 + 128)
    entry.write(name, 0, 'utf16le')
    entry.writeUInt16LE((name.length + 1) * 2, 64)
    entry[66] = index === 0 ? 5 : 2
    entry.fill(0xff, 68, 80)
    if (index === 0) {
      entry.writeUInt32LE(streams.length > 0 ? 1 : 0xffffffff, 76)
      clsid.copy(entry, 80)
    } else if (index < streams.length) entry.writeUInt32LE(index + 1, 72)
    entry.writeInt32LE(-2, 116)
  }
  return Buffer.concat([head, table, directory, Buffer.alloc(4096)])
}

/** BIFF8 with a FILEPASS record: the old way of a password. */
function biffWithPassword(): Buffer {
  const record = (id: number, body: Buffer) => {
    const start = Buffer.alloc(4)
    start.writeUInt16LE(id, 0)
    start.writeUInt16LE(body.length, 2)
    return Buffer.concat([start, body])
  }
  const bof = Buffer.from('0006050000000000000000000000000000', 'hex').subarray(0, 16)
  const stream = Buffer.concat([
    record(0x809, bof),
    record(0x2f, Buffer.from('0100010001000000', 'hex')),
    record(0x0a, Buffer.alloc(0)),
  ])
  const file = compound(['Workbook'])
  const entry = 1024 + 128
  file.writeUInt32LE(2, entry + 116)
  file.writeUInt32LE(4096, entry + 120)
  for (let sector = 2; sector < 10; sector++) file.writeInt32LE(sector === 9 ? -2 : sector + 1, 512 + sector * 4)
  stream.copy(file, 1536)
  return file
}

export const hostileFiles: readonly HostileFile[] = [
  {
    name: 'bomb-ratio',
    about: '100 MB of blanks packed into 100 kB',
    code: 'xlsx-bomb',
    make: () => withPart(blanks('xl/media/a.xml', 100)),
  },
  {
    name: 'bomb-many-parts',
    about: '100 parts of 10 MB: none is remarkable alone',
    code: 'xlsx-bomb',
    make() {
      const packed = deflateRawSync(Buffer.alloc(10 << 20, 0x20))
      return withPart(
        ...Array.from({ length: 100 }, (_, n) => ({ name: `xl/media/${n}.xml`, content: '', packed, size: 10 << 20 })),
      )
    },
  },
  {
    name: 'bomb-entries',
    about: '10 000 empty entries',
    code: 'xlsx-bomb',
    make: () => withPart(...Array.from({ length: 10_000 }, (_, n) => ({ name: `xl/media/${n}`, content: '' }))),
  },
  {
    name: 'bomb-in-a-bomb',
    about: 'a zip within the zip, which swells again',
    code: 'xlsx-bomb',
    make: () => withPart({ name: 'xl/embeddings/inner.zip', content: writeZip([blanks('a', 50)]) }),
  },
  {
    name: 'bomb-sheet',
    about: 'a sheet whose blanks swell just under the limit of the ratio',
    code: 'xlsx-bomb',
    make: () => replaced(sheet, { content: xml(`<sheetData>${header}${' '.repeat(80 << 20)}${data}</sheetData>`) }),
  },
  {
    name: 'declared-too-small',
    about: 'more content than the directory declares',
    code: 'xlsx-broken',
    make: () => replaced(sheet, { size: 200 }),
  },
  {
    name: 'declared-too-large',
    about: '3.9 GB declared',
    code: 'xlsx-bomb',
    make: () => replaced(sheet, { size: 0xf0000000 }),
  },
  {
    name: 'wrong-checksum',
    about: 'content that is not what the checksum says',
    code: 'xlsx-broken',
    make: () => replaced(sheet, { crc: 1 }),
  },
  {
    name: 'overlapping-parts',
    about: 'many directory entries share one content',
    code: 'xlsx-bomb',
    make: () =>
      withPart(
        ...Array.from({ length: 200 }, (_, n) => ({
          name: `xl/media/${n}.xml`,
          content: 'x'.repeat(5000),
          stored: true,
          absent: true,
          at: 0,
        })),
      ),
  },
  {
    name: 'path-traversal',
    about: 'a part named ../../etc/passwd',
    code: 'xlsx-broken',
    make: () => withPart({ name: '../../etc/passwd', content: 'x' }),
  },
  {
    name: 'absolute-path',
    about: 'parts named /etc/x and C:\\x',
    code: 'xlsx-broken',
    make: () => withPart({ name: 'C:\\windows\\x.xml', content: 'x' }),
  },
  {
    name: 'symlink',
    about: 'a part that is a symbolic link',
    code: 'xlsx-broken',
    make: () => withPart({ name: 'xl/link', content: '/etc/passwd', externalAttributes: (0o120777 << 16) >>> 0 }),
  },
  {
    name: 'same-name-twice',
    about: 'two parts of one name: readers differ in which one counts',
    code: 'xlsx-broken',
    make: () => withPart({ name: sheet, content: 'x' }),
  },
  {
    name: 'external-entity',
    about: 'a document type that reads a file of the server',
    code: 'xlsx-broken',
    make: () =>
      replaced(sheet, {
        content: `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${xml('<sheetData/>')}`,
      }),
  },
  {
    name: 'entity-expansion',
    about: 'a billion laughs, behind 10 kB of comment',
    code: 'xlsx-broken',
    make: () =>
      replaced('xl/sharedStrings.xml', {
        content: `<?xml version="1.0"?><!--${'-x'.repeat(5000)}--><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>`,
      }),
  },
  {
    name: 'external-links',
    about: 'values that come from another file',
    code: 'xlsx-external-links',
    make: () => withPart({ name: 'xl/externalLinks/externalLink1.xml', content: '<externalLink/>' }),
  },
  {
    name: 'dde',
    about: 'a link that starts a program (DDE)',
    code: 'xlsx-external-links',
    make: () =>
      declared('/xl/links/odd.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml', {
        name: 'xl/links/odd.xml',
        content: '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>',
      }),
  },
  {
    name: 'macros-renamed',
    about: 'a workbook with macros (.xlsm) renamed to .xlsx',
    code: 'xlsx-macros',
    make: () => withPart({ name: 'xl/vbaProject.bin', content: Buffer.from('d0cf11e0a1b11ae1', 'hex') }),
  },
  {
    name: 'macros-hidden',
    about: 'macros in a part with an innocent name, declared by its content type',
    code: 'xlsx-macros',
    make: () => declared('/xl/data.bin', 'application/vnd.ms-office.vbaProject', { name: 'xl/data.bin', content: 'x' }),
  },
  {
    name: 'encrypted-package',
    about: 'a password, the new way',
    code: 'xlsx-password',
    make: () => compound(['EncryptedPackage', 'EncryptionInfo']),
  },
  { name: 'biff-password', about: 'a password, the old way', code: 'xlsx-old-format', make: biffWithPassword },
  {
    name: 'wrong-class',
    about: 'a compound document of another program',
    code: 'xlsx-old-format',
    make: () => compound(['WordDocument'], Buffer.from('0609020000000000c000000000000046', 'hex')),
  },
  {
    name: 'merged-ranges',
    about: 'a million merged ranges',
    code: 'xlsx-bomb',
    make: () =>
      replaced(sheet, {
        content: xml(
          `<sheetData>${header}${data}</sheetData>`,
          `<mergeCells>${Array.from({ length: 1_000_000 }, (_, n) => `<mergeCell ref="A${n + 3}:B${n + 3}"/>`).join('')}</mergeCells>`,
        ),
      }),
  },
  {
    name: 'huge-cell',
    about: 'a cell of 10 million characters; Excel holds 32 767',
    code: 'xlsx-bomb',
    make: () =>
      replaced(sheet, {
        content: xml(
          `<sheetData>${header}<row r="2"><c r="A2" t="inlineStr"><is><t>${'某甲'.repeat(5_000_000)}</t></is></c></row></sheetData>`,
        ),
        stored: true,
      }),
  },
  {
    name: 'deep-xml',
    about: 'elements within elements, 200 000 deep',
    code: 'xlsx-broken',
    make: () =>
      replaced(sheet, {
        content: xml(`<sheetData>${header}${'<x>'.repeat(200_000)}${'</x>'.repeat(200_000)}</sheetData>`),
      }),
  },
  {
    name: 'far-cell',
    about: 'a cell at XFD1048576, so that the table would be 16 384 columns wide',
    code: 'file-too-wide',
    make: () =>
      replaced(sheet, {
        content: xml(
          `<dimension ref="A1:XFD1048576"/><sheetData>${header}<row r="3"><c r="XFD3"><v>1</v></c></row></sheetData>`,
        ),
      }),
  },
  {
    name: 'impossible-cell',
    about: 'a cell beyond XFD, and one whose place is words',
    code: 'xlsx-broken',
    make: () =>
      replaced(sheet, {
        content: xml(`<sheetData>${header}<row r="2"><c r="ZZZZZZZ2"><v>1</v></c></row></sheetData>`),
      }),
  },
  {
    name: 'many-sheets',
    about: '10 000 sheets in the list, all of one part',
    code: 'xlsx-bomb',
    make: () =>
      replaced('xl/workbook.xml', {
        content: `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${Array.from({ length: 10_000 }, (_, n) => `<sheet name="s${n}" sheetId="${n + 1}" r:id="r0"/>`).join('')}</sheets></workbook>`,
      }),
  },
  {
    name: 'polyglot',
    about: 'a program in front of the zip',
    code: 'xlsx-broken',
    make: () => Buffer.concat([Buffer.from('#!/bin/sh\nrm -rf /\n'), book((parts) => parts)]),
  },
  {
    name: 'appended',
    about: 'a second zip behind the first one, whose directory is read by other readers',
    code: 'xlsx-broken',
    make: () => Buffer.concat([book((parts) => parts), Buffer.from('PK\x03\x04 something else', 'latin1')]),
  },
]

/** Odd, but harmless: nothing is computed, started or fetched. They are imported, and what has no saved result is declared. */
export const harmlessFiles: readonly {
  readonly name: string
  readonly make: () => Buffer
  readonly rows: readonly (readonly (string | null)[])[]
}[] = [
  {
    name: 'cyclic shared formulas without a result',
    make: () =>
      replaced(sheet, {
        content: xml(
          `<sheetData>${header}<row r="2"><c r="A2"><f t="shared" ref="A2:B2" si="0">B2</f></c><c r="B2"><f t="shared" si="0"/></c></row></sheetData>`,
        ),
      }),
    rows: [[null, null]],
  },
  {
    name: 'a formula that would start a program',
    make: () =>
      replaced(sheet, {
        content: xml(
          `<sheetData>${header}<row r="2"><c r="A2" t="str"><f>cmd|'/c calc'!A1</f><v>=cmd|x</v></c></row></sheetData>`,
        ),
      }),
    rows: [['=cmd|x', null]],
  },
]
