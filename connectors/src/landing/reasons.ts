import type { Text } from '../words/text.ts'
import type { DamagedValue } from './batch.ts'

/** A table wider than this is refused. */
export const mostColumns = 2000

/** Why a row was rejected. */
export const rejectReasons = {
  columnsDiffer: (wanted: number, found: number): Text => ({
    zh: `列数与表头不符：应有 ${wanted} 列，实有 ${found} 列`,
    en: `The row does not fit the header: ${wanted} columns are expected, ${found} were found`,
  }),
  undecodable: (): Text => ({
    zh: '含有无法识别的字节（�），请核对原文后补录',
    en: 'The row holds bytes that cannot be decoded (�); check the original and enter it again',
  }),
  otherEncoding: (): Text => ({
    zh: '这一行的文字编码与文件其余部分不同，请核对原文后补录',
    en: 'The row is in another encoding than the rest of the file; check the original and enter it again',
  }),
  textAfterQuote: (): Text => ({
    zh: '引号之后还有文字，无法确定这一行怎样分列',
    en: 'Text follows a closing quotation mark, so the columns of the row are uncertain',
  }),
  unclosedQuote: (): Text => ({
    zh: '引号没有结束，无法确定这一行到哪里为止',
    en: 'A quotation mark is never closed, so the end of the row is uncertain',
  }),
  controlCharacter: (): Text => ({ zh: '含有控制字符（NUL）', en: 'The row holds a control character (NUL)' }),
  halfCharacter: (): Text => ({
    zh: '含有残缺的字符（半个代理对），请核对原文后补录',
    en: 'The row holds half of a character (a lone surrogate); check the original and enter it again',
  }),
  notJson: (): Text => ({ zh: '不是完整的 JSON', en: 'The text is not complete JSON' }),
  notARecord: (): Text => ({
    zh: '不是一条记录：应是 {"列名": 值, …}',
    en: 'The text is no record: {"name": value, …} is expected',
  }),
  keyTwice: (key: string): Text => ({
    zh: `“${key}”出现了两次，无法确定哪个值是对的`,
    en: `"${key}" appears twice, so it is uncertain which value is right`,
  }),
  tooLong: (): Text => ({ zh: '这一行过长（超过 100 万字）', en: 'The row is too long (over 1 million characters)' }),
  beyondHeader: (columns: number): Text => ({
    zh: `表头只有 ${columns} 列，这一行在表头之外还有内容`,
    en: `The header has ${columns} columns but the row has content beyond them`,
  }),
}

/** Why a text cannot be kept as it is: NUL is not text, and half of a surrogate pair has no bytes in UTF-8. */
export function unwritable(text: string): Text | null {
  if (text.includes('\0')) return rejectReasons.controlCharacter()
  return text.isWellFormed() ? null : rejectReasons.halfCharacter()
}

/** What happened to a value of a row that is kept. */
export const damageReasons: Readonly<Record<DamagedValue['kind'], Text>> = {
  damaged: {
    zh: '号码被电子表格按数字保存，末几位已丢失，无法恢复；请向数据提供单位核对',
    en: 'A spreadsheet kept the number as a numeric value: its last digits are lost for ever; ask the agency',
  },
  suspect: {
    zh: '18 位号码以 000 结尾，可能被电子表格截断，待核',
    en: 'An 18-digit number that ends in 000 may have been cut by a spreadsheet; to be checked',
  },
  'formula-error': { zh: '单元格显示公式错误，按空值处理', en: 'The cell shows a formula error; taken as empty' },
  'no-result': { zh: '公式没有保存结果，按空值处理', en: 'The formula has no saved result; taken as empty' },
}

/** Said about a batch as a whole. */
export const importWarnings = {
  columnsRenamed: (names: readonly string[]): Text => ({
    zh: `表头有重名或空名，已改为：${names.join('、')}`,
    en: `Header names were empty or repeated; they became: ${names.join(', ')}`,
  }),
  mergedCells: (cells: number): Text => ({
    zh: `数据区有 ${cells} 处合并单元格，只有左上角一格有值，其余按空值处理`,
    en: `${cells} merged ranges lie in the data: only their first cell has a value, the others are empty`,
  }),
  hiddenSheets: (sheets: readonly string[]): Text => ({
    zh: `隐藏的工作表没有导入：${sheets.join('、')}`,
    en: `Hidden sheets were not imported: ${sheets.join(', ')}`,
  }),
  sheetsWithoutTable: (sheets: readonly string[]): Text => ({
    zh: `没有找到表头或数据、因而没有导入的工作表：${sheets.join('、')}`,
    en: `Sheets without a header or data were not imported: ${sheets.join(', ')}`,
  }),
  perhapsTwoHeaderRows: (row: number): Text => ({
    zh: `第 ${row} 行可能也是表头（上下两行表头，没有合并单元格），现按数据导入。若是表头，请合并单元格后重新导入`,
    en: `Row ${row} may belong to the header too (two header rows without merged cells) and was imported as data. If it does, merge the cells and import again`,
  }),
  perhapsSideBySide: (column: number): Text => ({
    zh: `第 ${column} 列是空列，左右可能是并排的两张表，现按一张表导入。若是两张表，请分到两个工作表后重新导入`,
    en: `Column ${column} is empty: two tables may stand side by side and were imported as one. If so, put them on two sheets and import again`,
  }),
  nestedColumns: (names: readonly string[]): Text => ({
    zh: `这些列是列表或嵌套结构，已按 JSON 文本导入：${names.join('、')}`,
    en: `These columns hold lists or structures and were imported as JSON text: ${names.join(', ')}`,
  }),
  binaryColumns: (names: readonly string[]): Text => ({
    zh: `这些列是二进制，已按十六进制导入；若本是文字，请导出时注明字符串类型：${names.join('、')}`,
    en: `These columns hold bytes and were imported as hexadecimal; if they are texts, export them as strings: ${names.join(', ')}`,
  }),
  instantColumns: (names: readonly string[]): Text => ({
    zh: `这些列是带时区的时刻，已换算为北京时间并注明 +08:00：${names.join('、')}`,
    en: `These columns hold instants and were written in Chinese time, with +08:00: ${names.join(', ')}`,
  }),
  perhapsBig5: (): Text => ({
    zh: '文字编码可能是 Big5（繁体）。请在预览中核对汉字；若有乱码，请指定编码重新导入',
    en: 'The encoding may be Big5. Look at the preview; if characters are wrong, import again and name the encoding',
  }),
  someUndecodable: (encoding: string): Text => ({
    zh: `按 ${encoding} 读取，个别行有无法识别的字节，已列入拒收`,
    en: `Read as ${encoding}; a few rows hold bytes that it does not know and were rejected`,
  }),
}
