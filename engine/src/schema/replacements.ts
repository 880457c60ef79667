import { type Column, typeNameOf } from '@jianmo/connectors/words'
import { editDistance } from '../expression/index.ts'

/** A column that is no longer there. Its name is always known; what it was only if somebody saw it before. */
export interface LostColumn {
  readonly name: string
  readonly was: Column | null
}

/** A column that could take the place, and how many new errors the model would have with it. */
export interface Candidate {
  readonly column: Column
  readonly newErrors: number
}

export interface Replacement extends Candidate {
  /** Means the same (both are resident ids, say). */
  readonly sameMeaning: boolean
  readonly sameType: boolean
  /** 0 to 1: names and labels as written, and as they are spoken. */
  readonly likeness: number
  /** What it is ordered by; compare with `worthOffering`. */
  readonly score: number
}

/** How a label may be written otherwise, e.g. its pinyin and the first letters of it. */
export type Spell = (label: string) => readonly string[]

/** From here on somebody who knows the data would bet on it: same type and a name that reminds, or nearly the same name. */
const worthOffering = 2.4
const alikeFrom = 0.6

/** Candidates, the best first: what leaves no new error, means the same, has the same type, is called alike. */
export function rankReplacements(
  lost: LostColumn,
  candidates: readonly Candidate[],
  spell: Spell = () => [],
): readonly Replacement[] {
  const names = namesOf({ name: lost.name, label: lost.was?.label ?? { zh: lost.name, en: lost.name } }, spell)
  return candidates
    .map(({ column, newErrors }): Replacement => {
      const meant = lost.was?.semantic
      const sameMeaning = meant !== undefined && column.semantic === meant
      const sameType = lost.was !== null && typeNameOf(column.type) === typeNameOf(lost.was.type)
      const likeness = likest(names, namesOf(column, spell))
      // One with a meaning and one with another, or with none, are hardly the same thing.
      const otherMeaning = lost.was !== null && meant !== column.semantic
      const meaning = sameMeaning ? 3 : otherMeaning ? -1 : 0
      const score = meaning + (sameType ? 1.5 : 0) + 3 * likeness - (newErrors > 0 ? 4 : 0)
      return { column, newErrors, sameMeaning, sameType, likeness, score }
    })
    .sort((left, right) => right.score - left.score)
}

/** The first, if one may offer it without knowing more. */
export function bestReplacement<Ranked extends Replacement>([first]: readonly Ranked[]): Ranked | null {
  return first !== undefined && first.newErrors === 0 && first.score >= worthOffering ? first : null
}

export const isCalledAlike = ({ likeness }: Replacement): boolean => likeness >= alikeFrom

function namesOf({ name, label }: Pick<Column, 'name' | 'label'>, spell: Spell): readonly string[] {
  return [...new Set([name, label.zh, label.en, ...spell(label.zh), ...spell(name)].map((text) => text.toLowerCase()))]
}

function likest(left: readonly string[], right: readonly string[]): number {
  return Math.max(...left.flatMap((a) => right.map((b) => likenessOf(a, b))))
}

function likenessOf(left: string, right: string): number {
  const most = Math.max([...left].length, [...right].length)
  const edits = most === 0 ? 0 : 1 - editDistance(left, right) / most
  const [a, b] = [wordsOf(left), wordsOf(right)]
  const shared = a.filter((word) => b.includes(word)).length
  // The same words in another order are nearly the same name.
  return Math.max(edits, (0.95 * shared) / (a.length + b.length - shared))
}

const wordsOf = (name: string): readonly string[] => [...new Set(name.split(/[_\s]+/))]
