import type { Text } from '../words/text.ts'

/** A table that an agency may push, as the data administrator declared it. */
export interface DeclaredTable {
  readonly name: string
  readonly columns: readonly DeclaredColumn[]
  /** Names of the columns that tell one record from another. */
  readonly key: readonly string[]
}

interface DeclaredColumn {
  readonly name: string
  /** Its values are the SHA-256 of attachments that were pushed before. */
  readonly attachment: boolean
}

export type Declaration = { readonly tables: readonly DeclaredTable[] } | { readonly problem: Text }

const mostTables = 50
const mostColumns = 300
/** `$` begins what is no column (`$delete`), `attachments` is an address of its own, `_row` numbers rows. */
const plainName = /^(?!\$)[^()[\]{};,*@"'\\/\p{C}]{1,80}$/u
const reserved = new Set(['attachments', '_row'])

/**
 * Reads `在押人员(人员编号*, 姓名, 照片@); 判决(案号*, 刑期)`: tables with their columns, `*` after a key column, `@` after a
 * column of attachments. Chinese punctuation does as well.
 */
export function readDeclaration(text: string): Declaration {
  const parts = toHalfWidth(text)
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const tables: DeclaredTable[] = []
  for (const part of parts) {
    const read = readTable(part)
    if ('problem' in read) return read
    if (tables.some(({ name }) => same(name, read.name)))
      return problem(`表“${read.name}”声明了两次`, `"${read.name}" is declared twice`)
    tables.push(read)
  }
  if (tables.length === 0)
    return problem(
      '请至少声明一张表，如：在押人员(人员编号*, 姓名)',
      'Declare at least one table, e.g. inmates(number*, name)',
    )
  if (tables.length > mostTables) return problem(`最多声明 ${mostTables} 张表`, `At most ${mostTables} tables`)
  return { tables }
}

function readTable(part: string): DeclaredTable | { readonly problem: Text } {
  const [, rawName, inside] = /^([^()]*)\(([^()]*)\)$/.exec(part) ?? []
  if (rawName === undefined || inside === undefined) {
    return problem(
      `看不懂“${part.slice(0, 40)}”，应写成：表名(键列*, 列, 列)`,
      `"${part.slice(0, 40)}" should read: table(key*, column, column)`,
    )
  }
  const name = rawName.trim()
  if (!isName(name)) return problem(`“${name}”不能作表名`, `"${name}" cannot name a table`)
  const columns = inside.split(',').map((cell) => {
    const written = cell.trim()
    const marks = /[*@]*$/.exec(written)?.[0] ?? ''
    return {
      name: written.slice(0, written.length - marks.length).trim(),
      key: marks.includes('*'),
      attachment: marks.includes('@'),
    }
  })
  const wrong = columns.find((column) => !isName(column.name))
  if (wrong)
    return problem(`表“${name}”中“${wrong.name}”不能作列名`, `"${wrong.name}" cannot name a column of "${name}"`)
  const twice = columns.find((column, index) => columns.findIndex((other) => same(other.name, column.name)) !== index)
  if (twice) return problem(`表“${name}”的列“${twice.name}”重复`, `Column "${twice.name}" of "${name}" is there twice`)
  if (columns.length > mostColumns)
    return problem(`表“${name}”超过 ${mostColumns} 列`, `"${name}" has more than ${mostColumns} columns`)
  const key = columns.filter((column) => column.key).map((column) => column.name)
  if (key.length === 0) {
    return problem(
      `表“${name}”没有键列：请在能区分记录的列名后加 *`,
      `"${name}" has no key: put * after the columns that tell records apart`,
    )
  }
  return { name, key, columns: columns.map(({ key: _, ...column }) => column) }
}

function isName(name: string): boolean {
  return plainName.test(name) && !reserved.has(name.toLowerCase())
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function toHalfWidth(text: string): string {
  const marks: Readonly<Record<string, string>> = {
    '（': '(',
    '）': ')',
    '；': ';',
    '，': ',',
    '、': ',',
    '＊': '*',
    '＠': '@',
  }
  return text.replace(/[（）；，、＊＠]/g, (mark) => marks[mark] ?? mark)
}

function problem(zh: string, en: string): { readonly problem: Text } {
  return { problem: { zh: `${zh}。`, en: `${en}.` } }
}
