import { upperLetters } from './forms.ts'
import { compactText, isNullToken } from './null-token.ts'
import { variantsFrom, variantsTo } from './tables/variants.table.ts'

export interface PersonName {
  /** Without spaces, forms folded, every name dot written as `·`; null if nothing is known. */
  readonly value: string | null
  /** `lost-character`: a `?`, U+FFFD or private-use character stands where a rare character was; `alias`: written as 化名. */
  readonly warnings: readonly ('lost-character' | 'alias')[]
}

/** Every dot that agencies write between the parts of a name (after `compactText`); `·` U+00B7 is the one that stays. */
export const nameDots = /[.•‧・⋅∙●˙・]/gu

const aliasNote = /\((?:化名|自报|自报姓名)\)$/u

/** `欧阳 某` → `欧阳某`, `阿依•某` and `阿依.某` → `阿依·某`, `王某（化名）` → `王某`. Compare names only after this. */
export function normalisePersonName(raw: string | null | undefined): PersonName {
  if (raw === null || raw === undefined || isNullToken(raw)) return { value: null, warnings: [] }
  const compact = compactText(raw)
  const value = compact
    .replace(aliasNote, '')
    .replace(nameDots, '·')
    .replace(/^·+|·+$/gu, '')
  if (isNullToken(value)) return { value: null, warnings: [] }
  const warnings: ('lost-character' | 'alias')[] = []
  if (/[?\ufffd\p{Co}]/u.test(value)) warnings.push('lost-character')
  if (aliasNote.test(compact)) warnings.push('alias')
  return { value, warnings }
}

const simplified = [...variantsTo]
const variants = new Map([...variantsFrom].map((from, index) => [from, simplified[index] ?? from]))

/** Traditional and variant characters (異體字) as the simplified ones; `translate(text, variantsFrom, variantsTo)` in SQL. */
export function foldCharacters(text: string): string {
  return text.replace(/[\u3400-\u9fff]/gu, (character) => variants.get(character) ?? character)
}

/**
 * The key under which two writings of one name meet: `normalisePersonName`, then simplified characters, then Latin letters in
 * capitals: 劉峯 and 刘峰 are one. For comparing only, never for showing: 昇, 喆, 乾 and others that are standard characters in
 * names (通用规范汉字表, 2013) stay apart. Same key, same writing; not yet the same person.
 */
export function personNameKey(raw: string | null | undefined): string | null {
  const { value } = normalisePersonName(raw)
  const key = upperLetters(foldCharacters(value ?? ''))
  return isNullToken(key) ? null : key
}
