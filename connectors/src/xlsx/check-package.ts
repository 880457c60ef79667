import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { connectorError } from '../errors.ts'
import type { Text } from '../words/text.ts'
import { readXml } from './workbook.ts'
import type { ZipPackage } from './zip-package.ts'

/** Limits before anything is unpacked. A sheet of 1 million rows is about 60 MB packed, 340 MB unpacked, ratio 6. */
const packageLimits = {
  entries: 5000,
  unpacked: 4 * 1024 ** 3,
  entry: 3 * 1024 ** 3,
  ratio: 200,
  ratioFrom: 64 * 1024 ** 2,
} as const

/** What the first bytes say. Throws `file-empty`, `xlsx-password`, `xlsx-old-format`, `xlsx-broken`. */
export function checkBeginning(path: string, file: string): void {
  const descriptor = openSync(path, 'r')
  const head = Buffer.alloc(8)
  const { size } = fstatSync(descriptor)
  readSync(descriptor, head, 0, 8, 0)
  closeSync(descriptor)
  if (size === 0) throw connectorError('file-empty', { file })
  if (head.readUInt32LE(0) === 0x04034b50) return
  if (head.toString('hex') === 'd0cf11e0a1b11ae1') {
    const encrypted = size < 1024 ** 3 && readFileSync(path).includes(Buffer.from('EncryptedPackage', 'utf16le'))
    throw connectorError(encrypted ? 'xlsx-password' : 'xlsx-old-format', { file })
  }
  const text = /^\s*<|^\ufeff?</.test(head.toString('utf8'))
  throw broken(
    file,
    text
      ? { zh: '内容是网页或 XML 文本', en: 'it holds a web page or XML text' }
      : { zh: '文件开头不对', en: 'its beginning is wrong' },
  )
}

/** What the directory of the package says, before anything is unpacked. */
export function checkPackage({ entries, bytes }: ZipPackage, file: string): void {
  const names = [...entries.keys()]
  const list = [...entries.values()]
  if (list.some((entry) => entry.encrypted)) throw connectorError('xlsx-password', { file })
  if (names.some((name) => /vbaProject|macrosheets|activeX/i.test(name)) || /\.xl(?:sm|tm|am)$/i.test(file)) {
    throw connectorError('xlsx-macros', { file })
  }
  if (names.some((name) => /^xl\/externalLinks\//i.test(name))) throw connectorError('xlsx-external-links', { file })
  if (entries.has('xl/workbook.bin'))
    throw broken(file, { zh: '这是二进制的 .xlsb 格式，请另存为 .xlsx', en: 'it is a binary .xlsb, save it as .xlsx' })
  if (!entries.has('[Content_Types].xml') || !names.some((name) => /^xl\/.*workbook.*\.xml$/i.test(name))) {
    throw broken(file, { zh: '里面没有工作簿', en: 'there is no workbook in it' })
  }
  const unpacked = list.reduce((sum, { size }) => sum + size, 0)
  const packed = list.reduce((sum, { compressed }) => sum + compressed, 0)
  const swollen = list.find(
    ({ size, compressed }) => size > packageLimits.ratioFrom && size > compressed * packageLimits.ratio,
  )
  if (list.length > packageLimits.entries)
    throw bomb(file, { zh: `内含 ${list.length} 个文件`, en: `${list.length} files inside` })
  if (unpacked > packageLimits.unpacked || list.some(({ size }) => size > packageLimits.entry)) {
    throw bomb(file, { zh: `声明的大小为 ${megabytes(unpacked)} MB`, en: `${megabytes(unpacked)} MB declared` })
  }
  if (swollen)
    throw bomb(file, {
      zh: `${swollen.name} 膨胀 ${ratio(swollen)} 倍`,
      en: `${swollen.name} swells ${ratio(swollen)} times`,
    })
  if (unpacked > packageLimits.ratioFrom && unpacked > bytes * packageLimits.ratio)
    throw bomb(file, {
      zh: `整体膨胀 ${Math.round(unpacked / bytes)} 倍`,
      en: `it swells ${Math.round(unpacked / bytes)} times`,
    })
  const inner = names.find((name) => /\.(?:zip|7z|rar|gz|tgz|tar|bz2|xz)$/i.test(name))
  if (inner) throw bomb(file, { zh: `内含压缩包 ${inner}`, en: `an archive inside: ${inner}` })
  const placed = list.toSorted((a, b) => a.at - b.at)
  const overlap = placed.some((entry, index) => entry.at + entry.compressed > (placed[index + 1]?.at ?? bytes))
  if (overlap || packed > bytes) throw bomb(file, { zh: '内部文件互相重叠', en: 'its parts overlap' })
}

export function broken(file: string, detail: Text, cause?: unknown) {
  return connectorError('xlsx-broken', { file, detail }, { cause })
}

/** What the package says of its parts, wherever they are. Throws `xlsx-macros`, `xlsx-external-links`. */
export async function checkContentTypes(zip: ZipPackage, file: string): Promise<void> {
  const entry = zip.entries.get('[Content_Types].xml')
  if (!entry) return
  let macros = false
  let links = false
  await readXml(zip, entry, {
    open(_, { ContentType = '' }) {
      macros ||= /vbaProject|macroEnabled|macrosheet|activeX/i.test(ContentType)
      links ||= /externalLink/i.test(ContentType)
    },
  })
  if (macros) throw connectorError('xlsx-macros', { file })
  if (links) throw connectorError('xlsx-external-links', { file })
}

export function bomb(file: string, detail: Text) {
  return connectorError('xlsx-bomb', { file, detail })
}

const megabytes = (bytes: number) => Math.round(bytes / 1024 ** 2)
const ratio = ({ size, compressed }: { size: number; compressed: number }) => Math.round(size / Math.max(compressed, 1))
