import { closeSync, openSync, readSync } from 'node:fs'
import { connectorError } from '../errors.ts'
import type { FileKind } from './batch.ts'
import type { FileConnector } from './file-connector.ts'
import type { ParseOrder } from './parser.ts'

/**
 * Refuses a file that is surely of another kind, and names the kind of source that takes it. A workbook of the old format
 * given to .xlsx is left to that parser, which looks for a password first.
 */
export function refuseWrongKind(order: ParseOrder, kinds: Readonly<Record<FileKind, FileConnector>>): void {
  const { kind, path, fileName } = order
  const found = kindOf(headOf(path), kind)
  if (found === null || found === kind || (kind === 'xlsx' && found === 'xls')) return
  throw connectorError('file-other-kind', { file: fileName, kind: kinds[kind].label, found: kinds[found].label })
}

/** The kind that the first bytes say; null if they say nothing sure. Plain text may be CSV as well as TSV. */
function kindOf(head: Buffer, kind: FileKind): FileKind | null {
  if (head.toString('latin1', 0, 4) === 'PAR1') return 'parquet'
  if (head.toString('hex', 0, 8) === 'd0cf11e0a1b11ae1') return 'xls'
  if (head.toString('hex', 0, 4) === '504b0304') return head.includes('xl/') ? 'xlsx' : null
  if (kind === 'csv' || kind === 'tsv') return isJsonRecord(head) ? 'jsonl' : null
  return null
}

/** The first line is a JSON object, or the file begins as an array of them. */
function isJsonRecord(head: Buffer): boolean {
  const text = head.toString('utf8').replace(/^\ufeff/, '')
  if (/^\s*\[\s*\{\s*"/.test(text)) return true
  const [line = ''] = text.trimStart().split(/[\r\n]/, 1)
  if (!line.startsWith('{')) return false
  try {
    return typeof JSON.parse(line) === 'object'
  } catch {
    return false
  }
}

function headOf(path: string): Buffer {
  const descriptor = openSync(path, 'r')
  try {
    const head = Buffer.alloc(65_536)
    return head.subarray(0, readSync(descriptor, head, 0, head.length, 0))
  } finally {
    closeSync(descriptor)
  }
}
