import { CFB } from '@e965/xlsx'
import { connectorError } from '../errors.ts'
import type { Text } from '../words/text.ts'

/** The workbook's stream in the OLE container. Throws `file-empty`, `xlsx-password`, `xlsx-macros`, `xls-broken`. */
export function openContainer(bytes: Buffer, file: string): Buffer {
  const broken = (detail: Text, cause?: unknown) => connectorError('xls-broken', { file, detail }, { cause })
  if (bytes.length === 0) throw connectorError('file-empty', { file })
  if (bytes.length < 512 || bytes.toString('hex', 0, 8) !== 'd0cf11e0a1b11ae1') {
    throw broken(beginning(bytes))
  }
  const names = entriesOf(bytes, broken)
  if (names.has('encryptedpackage')) throw connectorError('xlsx-password', { file })
  if ([...names.keys()].some((name) => /^_vba_project/.test(name))) throw connectorError('xlsx-macros', { file })
  const stream = names.get('workbook') ?? names.get('book')
  if (!stream) {
    const words = names.has('worddocument') || names.has('powerpoint document')
    throw broken(
      words
        ? { zh: '这是 Word 或 PowerPoint 文件', en: 'it is a Word or PowerPoint file' }
        : { zh: '里面没有工作簿', en: 'there is no workbook in it' },
    )
  }
  return stream
}

/** A stream, a storage or the root, as the library's types do not say. */
interface Entry {
  readonly name: string
  readonly type: number
  readonly size: number
  readonly content?: Uint8Array
}

const streamType = 2

/** Streams by their lower-case name; storages have no content. */
function entriesOf(bytes: Buffer, broken: (detail: Text, cause?: unknown) => Error): ReadonlyMap<string, Buffer> {
  try {
    const { FileIndex } = CFB.read(bytes, { type: 'buffer' }) as unknown as {
      readonly FileIndex: readonly Entry[]
    }
    return new Map(
      FileIndex.map(({ name, type, size, content }) => {
        const stream = Buffer.from(content ?? [])
        if (type === streamType && stream.length < size) throw new Error(`${name} is cut off`)
        return [name.toLowerCase(), stream.subarray(0, size)]
      }),
    )
  } catch (cause) {
    throw broken({ zh: '文件已损坏或被截断', en: 'it is damaged or cut off' }, cause)
  }
}

function beginning(bytes: Buffer): Text {
  const head = bytes.toString('latin1', 0, 64)
  if (/^\s*(?:\xef\xbb\xbf)?</.test(head)) {
    return {
      zh: '内容是网页或 XML，只是取名为 .xls；请在 Excel 或 WPS 中打开，另存为 .xlsx',
      en: 'it holds a web page or XML that was named .xls: open it in Excel or WPS and save it as .xlsx',
    }
  }
  return { zh: '文件开头不对', en: 'its beginning is wrong' }
}
