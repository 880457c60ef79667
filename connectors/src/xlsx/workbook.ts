import { SaxParser } from '@cj-tech-master/excelts/xml'
import { meaningOf, type NumberMeaning } from '../sheets/number-format.ts'
import type { RowFilter } from './row-filter.ts'
import { ZipBroken, type ZipEntry, type ZipPackage, ZipTooMuch } from './zip-package.ts'

export interface Sheet {
  readonly name: string
  readonly hidden: boolean
  readonly entry: ZipEntry
}

/** What all sheets share. */
export interface Workbook {
  readonly sheets: readonly Sheet[]
  readonly date1904: boolean
  readonly sharedStrings: readonly string[]
  /** Meaning of a number by the cell's style (attribute `s`). */
  readonly styles: readonly NumberMeaning[]
}

export async function readWorkbook(zip: ZipPackage): Promise<Workbook> {
  const main = await mainPart(zip)
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const relations = await readRelations(zip, main)
  const { sheets, date1904 } = await readSheets(zip, main)
  const part = (suffix: string) => [...relations.values()].find(({ type }) => type.endsWith(suffix))?.target
  const entryOf = (target: string | undefined) =>
    target === undefined ? undefined : zip.entries.get(resolve(folder, target))
  const styles = entryOf(part('/styles'))
  const strings = entryOf(part('/sharedStrings'))
  return {
    date1904,
    sheets: sheets.flatMap(({ name, hidden, relation }) => {
      const found = relations.get(relation)
      if (!found?.type.endsWith('/worksheet')) return []
      const entry = entryOf(found.target)
      if (!entry) throw new ZipBroken(`the sheet ${name} is missing`)
      return [{ name, hidden, entry }]
    }),
    styles: styles ? await readStyles(zip, styles) : [],
    sharedStrings: strings ? await readSharedStrings(zip, strings) : [],
  }
}

interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

const deepest = 200
const mostSheets = 500

export interface XmlHandlers {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
  /** Takes text away before the parser sees it. */
  readonly filter?: RowFilter
}

/** Feeds one XML part to `handlers`; names come without their prefix. A document type is refused: nobody needs entities. */
export async function readXml(zip: ZipPackage, entry: ZipEntry, handlers: XmlHandlers): Promise<void> {
  let failure: Error | null = null
  const parser = new SaxParser({ position: false, invalidCharHandling: 'skip' })
  let depth = 0
  parser.on('opentag', ({ name, attributes }: Tag) => {
    if (++depth > deepest) throw new ZipBroken(`${entry.name} has elements too deep in one another`)
    handlers.open(localName(name), attributes)
  })
  if (handlers.text) parser.on('text', handlers.text)
  if (handlers.text) parser.on('cdata', handlers.text)
  parser.on('closetag', ({ name }: Tag) => {
    depth--
    handlers.close?.(localName(name))
  })
  parser.on('error', (cause: Error) => {
    failure ??= cause
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (piece: Buffer | undefined) => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode()
    } catch (cause) {
      throw new ZipBroken(`${entry.name} is not UTF-8`, { cause })
    }
  }
  const feed = (text: string) => {
    if (text === '') return
    parser.write(text)
    if (failure) throw new ZipBroken(`${entry.name} is not well-formed`, { cause: failure })
  }
  let before = ''
  for await (const piece of zip.read(entry)) {
    const text = decode(piece)
    // Wherever it stands: behind a long comment, or across two pieces.
    if ((before + text.slice(0, 20)).includes('<!DOCTYPE') || text.includes('<!DOCTYPE'))
      throw new ZipBroken(`${entry.name} has a document type`)
    before = text.slice(-20)
    feed(handlers.filter ? handlers.filter.take(text) : text)
  }
  const last = decode(undefined)
  feed(handlers.filter ? handlers.filter.take(last) : last)
  feed(handlers.filter?.rest() ?? '')
  parser.close()
  if (failure) throw new ZipBroken(`${entry.name} is not well-formed`, { cause: failure })
}

async function mainPart(zip: ZipPackage): Promise<string> {
  const relations = await readRelations(zip, '')
  const main = [...relations.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target
  const path = resolve('', main ?? 'xl/workbook.xml')
  if (!zip.entries.has(path)) throw new ZipBroken('there is no workbook')
  return path
}

async function readRelations(zip: ZipPackage, part: string) {
  const cut = part.lastIndexOf('/') + 1
  const entry = zip.entries.get(`${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`)
  const relations = new Map<string, { type: string; target: string }>()
  if (!entry) return relations
  await readXml(zip, entry, {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name === 'Relationship') relations.set(Id, { type: Type, target: Target })
    },
  })
  return relations
}

async function readSheets(zip: ZipPackage, part: string) {
  const sheets: { name: string; hidden: boolean; relation: string }[] = []
  let date1904 = false
  await readXml(zip, zip.entries.get(part) as ZipEntry, {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '')
      if (name !== 'sheet') return
      const relation =
        Object.entries(attributes).find(([key]) => localName(key) === 'id' && key.includes(':'))?.[1] ?? ''
      const state = attributes['state'] ?? 'visible'
      if (sheets.length === mostSheets)
        throw new ZipTooMuch({ zh: `工作表超过 ${mostSheets} 张`, en: `more than ${mostSheets} sheets` })
      sheets.push({ name: attributes['name'] ?? '', hidden: state !== 'visible', relation })
    },
  })
  return { sheets, date1904 }
}

async function readStyles(zip: ZipPackage, entry: ZipEntry): Promise<readonly NumberMeaning[]> {
  const codes = new Map<number, string>()
  const formats: number[] = []
  let inCells = false
  await readXml(zip, entry, {
    open(name, attributes) {
      if (name === 'numFmt' && !inCells) codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) formats.push(Number(attributes['numFmtId'] ?? 0))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return formats.map((id) => meaningOf(id, codes.get(id)))
}

/** Texts of the workbook. Phonetic guides (`rPh`) are no part of a text; runs of rich text are joined. */
async function readSharedStrings(zip: ZipPackage, entry: ZipEntry): Promise<readonly string[]> {
  const strings: string[] = []
  let text = ''
  let inText = false
  let inPhonetic = false
  await readXml(zip, entry, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 't') inText = true
      else if (name === 'rPh') inPhonetic = true
    },
    text(piece) {
      if (inText && !inPhonetic) text += piece
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'si') strings.push(decodeEscapes(text))
    },
  })
  return strings
}

/** `_x000D_` stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** A target of a relation as a path in the package. */
function resolve(folder: string, target: string): string {
  const parts: string[] = []
  for (const part of (target.startsWith('/') ? target.slice(1) : folder + target).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
