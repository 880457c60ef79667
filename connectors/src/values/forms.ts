/**
 * Other shapes of a character: full and half width, vertical and small signs, CJK compatibility ideographs (GBK has 21 of them),
 * Kangxi radicals (as PDF writes ⽉ and ⽇), Ⅹ at the end of an id.
 */
const ranges = [
  [0xff01, 0xff5e],
  [0xff61, 0xff65],
  [0xffe0, 0xffe6],
  [0xfe10, 0xfe6b],
  [0xf900, 0xfad9],
  [0x2f00, 0x2fd5],
  [0x2e9f, 0x2e9f],
  [0x2ef3, 0x2ef3],
  [0x2169, 0x2169],
  [0x2179, 0x2179],
] as const

const pairs = ranges.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).flatMap((form) => {
    const plain = form.normalize('NFKC')
    return plain !== form && [...plain].length === 1 ? [[form, plain] as const] : []
  }),
)

/** The n-th character here is written as the n-th of `formsTo`: `translate(text, formsFrom, formsTo)` in SQL, 843 characters. */
export const formsFrom = pairs.map(([form]) => form).join('')
export const formsTo = pairs.map(([, plain]) => plain).join('')
/** All of them lie in these ranges, which hold nothing that an agency's text would often have. */
export const formClass = ranges
  .map(([first, last]) => `${String.fromCodePoint(first)}-${String.fromCodePoint(last)}`)
  .join('')

const plains = new Map(pairs)
const form = new RegExp(`[${formClass}]`, 'gu')

/**
 * Every form as the plain character: １２（３）→ 12(3). This is Unicode NFKC for these characters and for no other, because NFKC makes
 * ①5000 to 15000 and 10² to 102, and because a table is the same in every engine, in every version of Unicode.
 */
export function foldForms(text: string): string {
  return text.replace(form, (character) => plains.get(character) ?? character)
}

/** a–z as capitals and nothing else: `toUpperCase` would make SS of ß and I of ı. `translate` in SQL. */
export function upperAscii(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase())
}

const smallLetters = [
  [0x61, 0x7a],
  [0xe0, 0xfe],
  [0x101, 0x17e],
  [0x3b1, 0x3c9],
  [0x430, 0x45f],
] as const
const letters = smallLetters.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).flatMap((small) => {
    const large = small.toUpperCase()
    return large !== small && [...large].length === 1 && large > '\u007f' === small > '\u007f' ? [[small, large]] : []
  }),
)

/** Small letters of Latin, Greek and Cyrillic and their capitals, place by place: `translate` in SQL. */
export const lettersFrom = letters.map(([small]) => small).join('')
export const lettersTo = letters.map(([, large]) => large).join('')
const capitals = new Map(letters.map(([small = '', large = '']) => [small, large]))

export function upperLetters(text: string): string {
  return text.replace(/[a-z\u00e0-\u045f]/g, (letter) => capitals.get(letter) ?? letter)
}
