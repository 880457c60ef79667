import { foldCharacters, normalisePersonName } from './person-name.ts'
import { compoundSurnameReadings, readingGroups, surnameReadings } from './tables/pinyin.table.ts'

export type PinyinReason = 'missing' | 'no-reading'

export interface Pinyin {
  /** Toneless syllables with spaces between them, `v` for ü: 欧阳吕 → `ou yang lv`. */
  readonly value: string | null
  /** First letters of the syllables: `oyl`. */
  readonly initials: string | null
  readonly reason: PinyinReason | null
}

/** Character → syllable, for the Han characters of the BMP. As a table it is the same in SQL. */
export function characterReadings(): ReadonlyMap<string, string> {
  characters ??= new Map(
    readingGroups.split(' ').flatMap((group) => {
      const syllable = /^[a-z]+/.exec(group)?.[0] ?? ''
      return [...group.slice(syllable.length)].map((character) => [character, syllable] as const)
    }),
  )
  return characters
}

/** One character or two → syllables, where a surname is read otherwise: 单 shan, 仇 qiu, 尉迟 yu chi. */
export function readingsAsSurname(): ReadonlyMap<string, string> {
  surnames ??= new Map(
    `${surnameReadings} ${compoundSurnameReadings}`.split(' ').map((entry) => {
      const letters = /[a-z_]+$/.exec(entry)?.[0] ?? ''
      return [entry.slice(0, entry.length - letters.length), letters.replaceAll('_', ' ')] as const
    }),
  )
  return surnames
}

/** Built when first asked for: 20 000 characters that most screens never read. */
let characters: ReadonlyMap<string, string> | undefined
let surnames: ReadonlyMap<string, string> | undefined

/**
 * How a name is read, for comparing a name with one that was typed in letters. Traditional and variant characters are read like their
 * simplified ones. The beginning is a surname unless the name has a dot (阿依·木拉提). Latin letters stay as they are, in lower case.
 * A character without a reading (lost, or outside the BMP) leaves the whole name without one.
 */
export function toPinyin(name: string | null | undefined): Pinyin {
  const { value } = normalisePersonName(name)
  if (value === null) return { value: null, initials: null, reason: 'missing' }
  const folded = foldCharacters(value)
  const two = [...folded].slice(0, 2).join('')
  const one = [...folded].slice(0, 1).join('')
  const surname = folded.includes('·') ? undefined : [two, one].find((start) => readingsAsSurname().has(start))
  const rest = folded.slice(surname?.length ?? 0)
  const syllables = [...(surname ? [readingsAsSurname().get(surname)] : []), ...readRest(rest)]
  if (syllables.includes(undefined) || syllables.length === 0)
    return { value: null, initials: null, reason: 'no-reading' }
  const text = syllables.join(' ')
  return { value: text, initials: text.replace(/([a-z])[a-z]* ?/g, '$1'), reason: null }
}

function readRest(text: string): (string | undefined)[] {
  const parts = text.match(/[A-Za-z]+|[^·'’\s-]/gu) ?? []
  return parts.map((part) => (/^[A-Za-z]+$/.test(part) ? part.toLowerCase() : characterReadings().get(part)))
}
