import { type Bytes, decodePieces, detectEncoding, type Encoding, headOf, isDecodable } from './encoding.ts'
import { fileBytes } from './file-bytes.ts'

/** `certain`: a mark, or bytes that make sense in this encoding only. `likely`: they fit. `unsure`: a person must look. */
export type Certainty = 'certain' | 'likely' | 'unsure'

/** A text file read in one of the encodings that it may have. */
export interface EncodingReading {
  readonly encoding: Encoding
  readonly certainty: Certainty
  /** Every byte of the file can be decoded. */
  readonly clean: boolean
  /** The first lines, at most 12 of 300 characters. */
  readonly lines: readonly string[]
}

const shownLines = 12
const shownLength = 300

/** The reading that an import would choose comes first, then the others that could be meant. Empty for a binary file. */
export function readEncodings(path: string): readonly EncodingReading[] {
  const bytes = fileBytes(path)
  const detected = detectEncoding(bytes)
  if (detected === 'not-text') return []
  const found = detected?.encoding
  const others = (['utf-8', 'gb18030', 'big5', 'utf-16le'] as const).filter(
    (encoding) => encoding !== found && (encoding !== 'utf-16le' || bytes.size % 2 === 0),
  )
  const first: readonly EncodingReading[] = detected
    ? [
        {
          encoding: detected.encoding,
          clean: detected.clean,
          certainty: certaintyOf(bytes, detected),
          lines: firstLines(bytes, detected.encoding),
        },
      ]
    : []
  return [
    ...first,
    ...others.map((encoding) => ({
      encoding,
      clean: isDecodable(bytes, encoding),
      certainty: 'unsure' as const,
      lines: firstLines(bytes, encoding),
    })),
  ]
}

function certaintyOf(
  bytes: Bytes,
  { encoding, clean, perhapsBig5 }: { encoding: Encoding; clean: boolean; perhapsBig5: boolean },
): Certainty {
  if (!clean || perhapsBig5) return 'unsure'
  return encoding === 'utf-8' ||
    encoding.startsWith('utf-16') ||
    (headOf(bytes).length >= 4 && headOf(bytes).readUInt32BE(0) === 0x84319533)
    ? 'certain'
    : 'likely'
}

function firstLines(bytes: Bytes, encoding: Encoding): readonly string[] {
  const text: string = decodePieces([headOf(bytes).subarray(0, 65_536)], encoding).next().value ?? ''
  return text
    .split(/\r\n|\n|\r/)
    .slice(0, shownLines)
    .map((line) => line.slice(0, shownLength))
}
