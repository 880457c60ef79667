import { compactText } from '@jianmo/connectors/values'
import { quote } from './reading-sql.ts'

/**
 * What `compactText` and upper case make of single characters, as constants for SQL: made from the reference itself, so both always
 * fold alike, whatever Unicode version an engine has. Only characters that become something of an alphabet are folded; what else
 * stands in a text fits no pattern over that alphabet, folded or not.
 */
export interface Folding {
  /** Characters for `translate`; what is deleted comes last and has no counterpart. */
  readonly from: string
  readonly to: string
  /** Characters that become several. */
  readonly longer: readonly (readonly [from: string, to: string])[]
}

/** Blocks of 256 code points outside which no character folds to digits, Latin letters or Han; the test looks at all of them. */
const blocks = [
  ...[0x00, 0x01, 0x02, 0x16, 0x18, 0x1d, 0x1f, 0x20, 0x21, 0x24, 0x2c, 0x2e, 0x2f, 0x30, 0x31, 0x32, 0x33, 0xa7, 0xf9],
  ...[0xfa, 0xfb, 0xfe, 0xff, 0x107, 0x1cc, 0x1d4, 0x1d5, 0x1d6, 0x1d7, 0x1f1, 0x1f2, 0x1fb, 0x2f8, 0x2f9, 0x2fa],
]

export const foldCharacter = (character: string): string => compactText(character).toUpperCase()

/** The folding into texts that `alphabet` matches whole. */
export function foldingInto(alphabet: RegExp, codePoints: Iterable<number> = blockPoints()): Folding {
  const single: (readonly [string, string])[] = []
  const longer: (readonly [string, string])[] = []
  let deleted = ''
  for (const point of codePoints) {
    const character = String.fromCodePoint(point)
    const folded = foldCharacter(character)
    if (folded === character || !alphabet.test(folded)) continue
    if (folded === '') deleted += character
    else if ([...folded].length === 1) single.push([character, folded])
    else longer.push([character, folded])
  }
  // A `#` before a digit would be a hole of the template.
  const ordered = [...single.filter(([, to]) => to !== '#'), ...single.filter(([, to]) => to === '#')]
  return {
    from: ordered.map(([from]) => from).join('') + deleted,
    to: ordered.map(([, to]) => to).join(''),
    longer,
  }
}

function* blockPoints(): Generator<number> {
  for (const block of blocks) for (let low = 0; low < 256; low++) yield block * 256 + low
}

/** SQL of a folding, for engines with a `translate` that deletes what has no counterpart (all but MySQL). */
export function foldSql(sql: string, { from, to, longer }: Folding): string {
  const plain = `translate(${sql}, ${quote(from)}, ${quote(to)})`
  return longer.reduce((inner, [sign, several]) => `replace(${inner}, '${sign}', '${several}')`, plain)
}
