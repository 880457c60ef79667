import { writeZip, type ZipPart } from './zip-writer.ts'

/** A cell as it is to stand in the XML. */
export interface SheetCell {
  readonly type?: string
  readonly value?: string
  readonly style?: number
  readonly formula?: string
  /** The inside of `<is>`. */
  readonly inline?: string
  /** Instead of everything: the whole `<c>`. */
  readonly xml?: string
}

export type SheetValue = string | null | SheetCell

export interface SheetSpec {
  readonly name: string
  readonly state?: 'hidden' | 'veryHidden'
  /** By row number. */
  readonly rows: ReadonlyMap<number, readonly SheetValue[]>
  readonly merges?: readonly string[]
  readonly dimension?: string
  /** Attributes of a row. */
  readonly rowAttributes?: (row: number) => string
  /** Rows and cells say where they are (the usual), or count on their order. */
  readonly placed?: boolean
  /** Texts stand in the cells and not in the shared strings. */
  readonly inline?: boolean
  /** The whole of `<worksheet>…` instead. */
  readonly xml?: string
}

export interface WorkbookSpec {
  readonly sheets: readonly SheetSpec[]
  readonly date1904?: boolean
  /** Number formats by code, in order: style 0 is General, style n the n-th of these. A number is a built-in id. */
  readonly formats?: readonly (string | number)[]
  /** Change or add parts before they are packed. */
  readonly change?: (parts: ZipPart[]) => readonly ZipPart[]
  /** Shared strings written as `<si>` bodies instead of plain `<t>`; default: plain. */
  readonly stringXml?: (text: string) => string
}

const relationTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const prolog = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export function writeWorkbook({ sheets, date1904, formats = [], change, stringXml }: WorkbookSpec): Buffer {
  const strings = new Map<string, number>()
  const indexOf = (text: string) => {
    const found = strings.get(text) ?? strings.size
    strings.set(text, found)
    return found
  }
  const bodies = sheets.map((sheet) => sheet.xml ?? sheetXml(sheet, indexOf))
  const relations = sheets
    .map(
      (_, index) =>
        `<Relationship Id="r${index}" Type="${relationTypes}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
    )
    .join('')
  const parts: ZipPart[] = [
    {
      name: '[Content_Types].xml',
      content: `${prolog}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    },
    {
      name: '_rels/.rels',
      content: `${prolog}<Relationships><Relationship Id="r1" Type="${relationTypes}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `${prolog}<workbook xmlns="${main}" xmlns:r="${relationTypes}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
        .map(
          ({ name, state }, index) =>
            `<sheet name="${escapeXml(name)}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="r${index}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${prolog}<Relationships>${relations}<Relationship Id="s" Type="${relationTypes}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="y" Type="${relationTypes}/styles" Target="styles.xml"/></Relationships>`,
    },
    ...bodies.map((content, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, content })),
    {
      name: 'xl/sharedStrings.xml',
      content: `${prolog}<sst xmlns="${main}" count="${strings.size}" uniqueCount="${strings.size}">${[
        ...strings.keys(),
      ]
        .map((text) => `<si>${stringXml?.(text) ?? textXml(text)}</si>`)
        .join('')}</sst>`,
    },
    { name: 'xl/styles.xml', content: stylesXml(formats) },
  ]
  return writeZip(change?.(parts) ?? parts)
}

export function textXml(text: string): string {
  return `<t xml:space="preserve">${escapeXml(text)}</t>`
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** 0 → A, 27 → AB. */
export function columnName(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26)
}

function sheetXml(sheet: SheetSpec, indexOf: (text: string) => number): string {
  const { rows, merges = [], dimension, rowAttributes, placed = true, inline = false } = sheet
  const body = [...rows]
    .map(([number, cells]) => {
      const inside = cells
        .map((cell, column) => cellXml(cell, placed ? `${columnName(column)}${number}` : null, inline ? null : indexOf))
        .join('')
      return `<row${placed ? ` r="${number}"` : ''}${rowAttributes?.(number) ?? ''}>${inside}</row>`
    })
    .join('')
  const merged =
    merges.length === 0
      ? ''
      : `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
  return `${prolog}<worksheet xmlns="${main}">${dimension ? `<dimension ref="${dimension}"/>` : ''}<sheetData>${body}</sheetData>${merged}</worksheet>`
}

function cellXml(cell: SheetValue, place: string | null, indexOf: ((text: string) => number) | null): string {
  const at = place === null ? '' : ` r="${place}"`
  if (cell === null) return place === null ? '<c/>' : ''
  if (typeof cell === 'string') {
    return indexOf ? `<c${at} t="s"><v>${indexOf(cell)}</v></c>` : `<c${at} t="inlineStr"><is>${textXml(cell)}</is></c>`
  }
  const { type, value, style, formula, inline, xml } = cell
  if (xml !== undefined) return xml.replaceAll('$r', place ?? '')
  const attributes = `${at}${style === undefined ? '' : ` s="${style}"`}${type === undefined ? '' : ` t="${type}"`}`
  const inside = `${formula === undefined ? '' : `<f>${escapeXml(formula)}</f>`}${value === undefined ? '' : `<v>${escapeXml(value)}</v>`}${inline === undefined ? '' : `<is>${inline}</is>`}`
  return `<c${attributes}>${inside}</c>`
}

function stylesXml(formats: readonly (string | number)[]): string {
  const codes = formats.flatMap((format, index) =>
    typeof format === 'string' ? [`<numFmt numFmtId="${200 + index}" formatCode="${escapeXml(format)}"/>`] : [],
  )
  const xfs = formats.map((format, index) => `<xf numFmtId="${typeof format === 'number' ? format : 200 + index}"/>`)
  return `${prolog}<styleSheet xmlns="${main}"><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${xfs.join('')}</cellXfs></styleSheet>`
}
