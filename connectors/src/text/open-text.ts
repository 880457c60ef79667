import { connectorError } from '../errors.ts'
import type { ParseOrder } from '../landing/parser.ts'
import {
  type Bytes,
  countLines,
  type DetectedEncoding,
  decodePieces,
  detectEncoding,
  type Encoding,
  lostShare,
} from './encoding.ts'
import { fileBytes } from './file-bytes.ts'

export interface OpenText extends DetectedEncoding {
  /** The whole text in pieces; each call begins anew. */
  readonly pieces: () => Generator<string>
}

/**
 * A text file in the encoding that was asked for, else in the one found by looking at all of it. Throws `file-empty`,
 * `csv-encoding-wrong`, `csv-encoding-unknown`, `csv-not-text`.
 */
export function openText({ path, fileName, options, meter }: ParseOrder): OpenText {
  const bytes = fileBytes(path)
  if (bytes.size === 0) throw connectorError('file-empty', { file: fileName })
  const detected = options.encoding ? asked(bytes, fileName, options.encoding) : detectEncoding(bytes)
  if (detected === 'not-text') throw connectorError('csv-not-text', { file: fileName })
  if (detected === null) throw connectorError('csv-encoding-unknown', { file: fileName })
  const counted: Bytes = {
    *[Symbol.iterator]() {
      for (const piece of bytes) {
        meter?.bytes(piece.length)
        yield piece
      }
    },
  }
  return { ...detected, pieces: () => decodePieces(counted, detected.encoding, detected.strays) }
}

function asked(bytes: Bytes, file: string, encoding: Encoding): DetectedEncoding {
  const lines = encoding.startsWith('utf-') ? null : countLines(bytes)
  const strays = lines !== null && lines.utf8 > 0
  const lost = lostShare(bytes, encoding, strays)
  // A wrong choice damages nearly every line; a right one may still meet a few broken ones.
  if (lost >= 0.3 || (lines !== null && lines.utf8 > lines.other)) {
    throw connectorError('csv-encoding-wrong', { file, encoding, row: firstLostRow(bytes, encoding) })
  }
  return { encoding, clean: lost === 0 && !strays, perhapsBig5: false, strays }
}

function firstLostRow(bytes: Bytes, encoding: Encoding): number {
  let lines = 1
  for (const piece of decodePieces(bytes, encoding)) {
    const lost = piece.indexOf('\ufffd')
    lines += (lost < 0 ? piece : piece.slice(0, lost)).split('\n').length - 1
    if (lost >= 0) break
  }
  return lines
}
