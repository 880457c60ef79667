export { type CsvRecord, createCsvParser } from './csv-text.ts'
export {
  encodeRow,
  encodeValue,
  openRowsWriter,
  parseRows,
  type RowsWriter,
  type RowValues,
  readRows,
} from './rows-file.ts'
