import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ageAt } from './age.ts'
import { addDays, dayNumber, isMonthEnd, partsOfDay, sameDayLater } from './days.ts'
import { addWorkdays, chinaCalendar, isWorkday, nextWorkday, workdayBits, workdaysBetween } from './holiday-calendar.ts'
import { exceedsHours, hoursBetween } from './hours.ts'
import { overlapDays } from './overlap.ts'
import { custodyOffsetDays, periodDeadline, periodDeadlineDays, termEnd, termEndMonths } from './statutory-time.ts'
import { statutoryTimeVectors } from './statutory-time.vectors.ts'
import { expectVectors } from './testing/expect-vectors.ts'

const calendar = chinaCalendar

// biome-ignore lint/suspicious/noExplicitAny: vectors carry plain JSON; what they prove is that nothing but JSON is needed.
type Args = any

expectVectors('statutory time', statutoryTimeVectors, {
  termEnd: ([start, years, months, days]: Args) => termEnd(start, { years, months, days }),
  termEndMonths: ([start, months]: Args) => termEndMonths(start, months),
  periodDeadline: ([start, months, custody]: Args) => periodDeadline(start, months, { custody, calendar }),
  periodDeadlineDays: ([start, days, custody]: Args) => periodDeadlineDays(start, days, { custody, calendar }),
  addDays: ([day, days]: Args) => ({ value: addDays(day, days), reason: null }),
  addWorkdays: ([day, count]: Args) => addWorkdays(day, count, calendar),
  isWorkday: ([day]: Args) => isWorkday(day, calendar),
  nextWorkday: ([day]: Args) => nextWorkday(day, calendar),
  workdaysBetween: ([from, to]: Args) => workdaysBetween(from, to, calendar),
  overlapDays: ([a1, a2, b1, b2]: Args) => overlapDays(a1, a2, b1, b2),
  ageAt: ([birth, on, rule]: Args) => ageAt(birth, on, rule),
  hoursBetween: ([from, to, precision]: Args) => {
    const { lower, upper, reason } = hoursBetween(from, to, precision)
    return { value: lower === null ? null : [lower, upper], reason }
  },
  exceedsHours: ([from, to, limit, options]: Args) => exceedsHours(from, to, limit, options),
  custodyOffsetDays: ([code, days]: Args) => custodyOffsetDays(code, days),
})

const anyDay = fc.integer({ min: dayNumber('1880-01-01'), max: dayNumber('2120-12-31') }).map(dayOf)
const knownDay = fc.integer({ min: dayNumber('2008-01-01'), max: dayNumber('2025-12-31') }).map(dayOf)
const anyValue = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(null, undefined, '2024-02-30'),
  anyDay,
)
const someMonths = fc.integer({ min: 1, max: 300 })

describe('statutory time in general', () => {
  it('has at least 200 vectors, each with its reasoning', () => {
    expect(statutoryTimeVectors.length).toBeGreaterThanOrEqual(200)
    expect(statutoryTimeVectors.filter(({ why, article }) => why.length < 2 || article === '')).toEqual([])
  })

  it('never ends a term earlier for a later start', () => {
    fc.assert(
      fc.property(anyDay, anyDay, someMonths, (a, b, months) => {
        const [first, second] = a < b ? [a, b] : [b, a]
        expect(endOf(first, months) <= endOf(second, months)).toBe(true)
      }),
    )
  })

  it('ends a longer term later', () => {
    fc.assert(
      fc.property(anyDay, someMonths, someMonths, (start, a, b) => {
        if (a !== b) expect(endOf(start, Math.min(a, b)) < endOf(start, Math.max(a, b))).toBe(true)
      }),
    )
  })

  it('ends a term on the day before the corresponding day, except where a month end decides', () => {
    fc.assert(
      fc.property(anyDay, someMonths, (start, months) => {
        const corresponding = sameDayLater(start, months) ?? ''
        const exists = partsOfDay(corresponding).day === partsOfDay(start).day
        if (exists && !isMonthEnd(start)) expect(endOf(start, months)).toBe(addDays(corresponding, -1))
      }),
    )
  })

  it('ends a period one day after the term of the same months, except whole years from a month end', () => {
    fc.assert(
      fc.property(anyDay, someMonths, (start, months) => {
        const deadline = periodDeadline(start, months, { custody: true, calendar }).value
        if (months % 12 !== 0) expect(deadline).toBe(addDays(endOf(start, months), 1))
      }),
    )
  })

  it('moves no deadline earlier, and only to a worked day', () => {
    fc.assert(
      fc.property(knownDay, fc.integer({ min: 1, max: 11 }), (start, months) => {
        const custody = periodDeadline(start, months, { custody: true, calendar }).value ?? ''
        const free = periodDeadline(start, months, { custody: false, calendar }).value ?? ''
        expect(free >= custody).toBe(true)
        expect(isWorkday(free, calendar).value).toBe(true)
      }),
    )
  })

  it('goes there and back in days', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -50_000, max: 50_000 }), (day, days) => {
        expect(addDays(addDays(day, days) ?? '', -days)).toBe(day)
      }),
    )
  })

  it('counts the workdays that it added', () => {
    fc.assert(
      fc.property(knownDay, fc.integer({ min: -200, max: 200 }), (day, count) => {
        const { value } = addWorkdays(day, count, calendar)
        if (value !== null) expect(workdaysBetween(day, value, calendar).value).toBe(count)
      }),
    )
  })

  it('shares as many days one way as the other', () => {
    fc.assert(
      fc.property(anyDay, fc.option(anyDay), anyDay, fc.option(anyDay), (a1, a2, b1, b2) => {
        expect(overlapDays(a1, a2, b1, b2)).toEqual(overlapDays(b1, b2, a1, a2))
      }),
    )
  })

  it('reaches an age one day later by law than by custom', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        const [birth, on] = a < b ? [a, b] : [b, a]
        const later = addDays(on, 1) ?? ''
        if (on !== birth) expect(ageAt(birth, later).value).toBe(ageAt(birth, on, 'birthday').value)
      }),
    )
  })

  it('throws at nothing', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        const [x, y] = [a as never, b as never]
        termEndMonths(x, y)
        periodDeadline(x, y, { custody: false, calendar })
        addWorkdays(x, y, calendar)
        workdaysBetween(x, y, calendar)
        ageAt(x, y)
        exceedsHours(x, y, 24)
      }),
    )
  })
})

describe('the working calendar', () => {
  it('says nothing of years whose notice it does not hold', () => {
    expect(calendar.knownYears).toEqual(Array.from({ length: 20 }, (_, index) => 2007 + index))
    expect(workdayBits(2027, calendar)).toBeNull()
    expect(workdayBits(2024, calendar)).toHaveLength(366)
  })

  /** Weekdays off minus weekend days worked are the statutory holidays: every moved day is worked for. 2015 and 2020 had more. */
  it('balances: what is moved is worked', () => {
    const statutory = (year: number) => (year <= 2007 ? 10 : year <= 2024 ? 11 : 13)
    const extra: Readonly<Record<number, number>> = {
      2006: 2, // 2006-12-30 and 31 were worked for 2007
      2007: -2,
      2011: 1, // 2011-12-31 was worked for 2012
      2012: -1,
      2015: -1, // 09-03, anniversary
      2020: -2, // the Spring Festival was prolonged
    }
    for (const year of calendar.knownYears) {
      const weekdaysOff = calendar.holidays.filter((day) => day.startsWith(`${year}`) && !isWeekend(day)).length
      const worked = calendar.makeUpWorkdays.filter((day) => day.startsWith(`${year}`)).length
      expect([year, weekdaysOff - worked + (extra[year] ?? 0)]).toEqual([year, statutory(year)])
    }
  })
})

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
}

function dayOf(number: number): string {
  return new Date(number * 86_400_000).toISOString().slice(0, 10)
}

function endOf(start: string, months: number): string {
  return termEndMonths(start, months).value ?? ''
}
