import { isDay, sameDayLater } from './days.ts'
import { found, none, type Outcome } from './outcome.ts'

/**
 * `day-after-birthday`: an age is reached on the day after the birthday (周岁从生日的第二天起算, 法释〔2006〕1号 art. 2, on Criminal Law
 * art. 17). `birthday`: on the birthday itself, as people and most registers count.
 */
export const ageRules = ['day-after-birthday', 'birthday'] as const
export type AgeRule = (typeof ageRules)[number]

/**
 * Full years (周岁) on a day. Who was born on 02-29 has the birthday on 02-28 in a common year (Civil Code art. 202: without a
 * corresponding day, the last day of the month), so by the legal rule the age is reached on 03-01 there.
 */
export function ageAt(
  birth: string | null | undefined,
  on: string | null | undefined,
  rule: AgeRule = 'day-after-birthday',
): Outcome<number, 'missing' | 'bad-date' | 'not-born'> {
  if (birth === null || birth === undefined || on === null || on === undefined) return none('missing')
  if (!isDay(birth) || !isDay(on)) return none('bad-date')
  if (on < birth) return none('not-born')
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  const birthday = sameDayLater(birth, years * 12) ?? on
  const reached = rule === 'birthday' ? on >= birthday : on > birthday
  return found(years === 0 || reached ? years : years - 1)
}
