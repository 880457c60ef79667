import { addDays, dayNumber, dayOfNumber } from '@jianmo/connectors/values'
import { statutoryTimeVectors, type Vector } from '@jianmo/connectors/values/vectors'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Datum, Decimal, type Value } from '../expression/index.ts'
import { startEngines, type TestColumn, type TestEngines } from '../testing/engines.ts'
import { manyRows, type RowCase } from './testing/many-rows.ts'

let engines: TestEngines
beforeAll(async () => {
  engines = await startEngines()
}, 120_000)
afterAll(() => engines[Symbol.asyncDispose]())

const columns: readonly TestColumn[] = [
  { name: 'd1', type: 'date' },
  { name: 'd2', type: 'date' },
  { name: 'd3', type: 'date' },
  { name: 'd4', type: 'date' },
  { name: 't1', type: 'timestamp' },
  { name: 't2', type: 'timestamp' },
  { name: 'n1', type: 'integer' },
  { name: 'n2', type: 'integer' },
  { name: 'n3', type: 'integer' },
  { name: 'h', type: 'decimal' },
  { name: 'b', type: 'boolean' },
  { name: 's', type: 'text' },
]

const isWhole = (value: unknown) => value === null || Number.isInteger(value)
const whole = (value: unknown): Datum => (Number.isInteger(value) ? BigInt(value as number) : null)
const day = (value: unknown): Datum => (typeof value === 'string' ? value : null)

/** How a vector of the values is said in the language; none if a column cannot hold its arguments (02-30, 1.5 months of a term). */
const said: Readonly<Record<string, (args: readonly unknown[], expected: unknown) => readonly RowCase[]>> = {
  termEnd: ([d1, n1, n2, n3], expected) => [
    ...ifWhole(
      [n1, n2, n3],
      { text: 'term_end(d1, n1, n2, n3)', cells: { d1: day(d1), n1: whole(n1), n2: whole(n2), n3: whole(n3) } },
      expected,
    ),
    ...(n3 === 0
      ? ifWhole(
          [n1, n2],
          { text: 'term_end(d1, n1, n2)', cells: { d1: day(d1), n1: whole(n1), n2: whole(n2) } },
          expected,
        )
      : []),
  ],
  termEndMonths: ([d1, n1], expected) =>
    ifWhole([n1], { text: 'term_end_months(d1, n1)', cells: { d1: day(d1), n1: whole(n1) } }, expected),
  periodDeadline: ([d1, months, b], expected) => [
    {
      text: 'period_deadline(d1, h, b)',
      cells: { d1: day(d1), h: typeof months === 'number' ? new Decimal(months) : null, b: b as Datum },
      expected: expected as Value,
    },
    ...ifWhole(
      [months],
      { text: 'period_deadline(d1, n1, b)', cells: { d1: day(d1), n1: whole(months), b: b as Datum } },
      expected,
    ),
  ],
  periodDeadlineDays: ([d1, n1, b], expected) =>
    ifWhole(
      [n1],
      { text: 'period_deadline_days(d1, n1, b)', cells: { d1: day(d1), n1: whole(n1), b: b as Datum } },
      expected,
    ),
  addDays: ([d1, n1], expected) =>
    ifWhole([n1], { text: 'add_days(d1, n1)', cells: { d1: day(d1), n1: whole(n1) } }, expected),
  addWorkdays: ([d1, n1], expected) =>
    ifWhole([n1], { text: 'add_workdays(d1, n1)', cells: { d1: day(d1), n1: whole(n1) } }, expected),
  isWorkday: ([d1], expected) => [{ text: 'is_workday(d1)', cells: { d1: day(d1) }, expected: expected as Value }],
  nextWorkday: ([d1], expected) => [{ text: 'next_workday(d1)', cells: { d1: day(d1) }, expected: expected as Value }],
  workdaysBetween: ([d1, d2], expected) => [
    { text: 'workdays_between(d1, d2)', cells: { d1: day(d1), d2: day(d2) }, expected: expected as Value },
  ],
  overlapDays: ([d1, d2, d3, d4], expected) => [
    {
      text: 'overlap_days(d1, d2, d3, d4)',
      cells: { d1: day(d1), d2: day(d2), d3: day(d3), d4: day(d4) },
      expected: expected as Value,
    },
  ],
  ageAt: ([d1, d2, rule], expected) => [
    {
      text: `age_at(d1, d2${rule === undefined ? '' : `, '${rule}'`})`,
      cells: { d1: day(d1), d2: day(d2) },
      expected: expected as Value,
    },
  ],
  hoursBetween: ([from, to, precision], expected) => {
    const { names, cells } = momentsOf(from, to, precision)
    const [lower, upper] = (expected ?? [null, null]) as readonly Value[]
    return [
      { text: `hours_between_lower(${names})`, cells, expected: lower ?? null },
      { text: `hours_between_upper(${names})`, cells, expected: upper ?? null },
    ]
  },
  exceedsHours: ([from, to, hours, options], expected) => {
    const { names, cells } = momentsOf(from, to, options)
    const { rule } = (options ?? {}) as { rule?: string }
    return [
      {
        text: `exceeds_hours(${names}, n1${rule ? `, '${rule}'` : ''})`,
        cells: { ...cells, n1: whole(hours) },
        expected: expected as Value,
      },
    ]
  },
  custodyOffsetDays: ([s, n1], expected) => [
    { text: 'custody_offset_days(s, n1)', cells: { s: s as Datum, n1: whole(n1) }, expected: expected as Value },
  ],
}

function ifWhole(numbers: readonly unknown[], { text, cells }: RowCase, expected: unknown): readonly RowCase[] {
  return numbers.every(isWhole) ? [{ text, cells, expected: expected as Value }] : []
}

/** A text without a clock, or one that is only precise to the day, is a date. */
function momentsOf(from: unknown, to: unknown, precision: unknown) {
  const { from: first, to: second } = (precision ?? {}) as { from?: string; to?: string }
  const one = (text: unknown, place: 1 | 2, isDay: boolean): readonly [string, Datum] => {
    if (typeof text !== 'string') return [`t${place}`, null]
    return text.length === 10 || isDay ? [`d${place}`, text.slice(0, 10)] : [`t${place}`, `${text}:00`]
  }
  const [a, b] = [one(from, 1, first === 'day'), one(to, 2, second === 'day')]
  return { names: `${a[0]}, ${b[0]}`, cells: { [a[0]]: a[1], [b[0]]: b[1] } }
}

/** Columns of dates hold no 02-30, and columns of timestamps no 25:00. */
const holdable = ({ reason }: Vector) => reason !== 'bad-date'

const days = (from: string, to: string) =>
  Array.from({ length: dayNumber(to) - dayNumber(from) + 1 }, (_, index) => dayOfNumber(dayNumber(from) + index))

const anyDay = fc
  .oneof(
    fc.integer({ min: dayNumber('2006-11-01'), max: dayNumber('2027-03-01') }),
    fc.integer({ min: dayNumber('1890-01-01'), max: dayNumber('2110-12-31') }),
    fc.integer({ min: dayNumber('0001-01-01'), max: dayNumber('9999-12-31') }),
    fc.constantFrom(
      ...['0001-01-01', '9999-12-31', '9999-11-30', '2024-02-29', '1900-02-28', '2000-02-29'].map(dayNumber),
    ),
  )
  .map(dayOfNumber)
const anyDate = fc.option(anyDay, { freq: 20 })
const near = fc
  .tuple(anyDay, fc.integer({ min: -800, max: 800 }))
  .map(([start, by]) => [start, addDays(start, by) ?? start] as const)
const number = (...ranges: readonly (readonly [number, number])[]) =>
  fc.option(
    fc.oneof(
      ...ranges.map(([min, max]) => fc.integer({ min, max }).map(BigInt)),
      fc.constantFrom(0n, 1n, -1n, 12n, 2n ** 62n, -(2n ** 62n)),
    ),
    { freq: 20 },
  )
const moment = fc.option(
  fc
    .tuple(
      anyDay,
      fc.nat(23),
      fc.constantFrom(0, 1, 59),
      fc.constantFrom(0, 1, 59),
      fc.constantFrom('', '.000001', '.5', '.999999'),
    )
    .map(
      ([date, ...clock]) =>
        `${date} ${clock
          .slice(0, 3)
          .map((part) => String(part).padStart(2, '0'))
          .join(':')}${clock[3]}`,
    ),
  { freq: 20 },
)
const custody = fc.constantFrom(true, false, null)
const sample = <Value>(arbitrary: fc.Arbitrary<Value>, count = 3000) =>
  fc.sample(arbitrary, { seed: 20_241_127, numRuns: count })

describe('statutory time on real engines', () => {
  it('is what every vector of the values says', async () => {
    const vectors = statutoryTimeVectors.filter(holdable)
    const cases = vectors.flatMap(({ call, args, expected }) => said[call]?.(args, expected) ?? [])
    const unsaid = vectors.filter(({ call, args, expected }) => (said[call]?.(args, expected) ?? []).length === 0)
    expect(unsaid.map(({ call, args }) => [call, ...args])).toEqual([
      ['termEnd', '2023-01-01', 0, 1.5, 0],
      ['addWorkdays', '2025-06-03', 1.5],
    ])
    const { wrong, none } = await manyRows(engines, columns, cases)
    expect([vectors.length, cases.length, wrong, none]).toEqual([vectors.length, cases.length, [], []])
  }, 300_000)

  it('is the same for every day of three years and many lengths', async () => {
    const some = days('2023-01-01', '2025-12-31')
    const terms = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 2, 0],
      [0, 6, 0],
      [1, 6, 0],
      [0, 13, 0],
      [3, 0, 15],
      [0, 5, 7],
      [0, 0, 30],
      [0, 24, 1],
    ] as const
    const cases: RowCase[] = some.flatMap((d1) => [
      ...terms.map(([n1, n2, n3]) => ({
        text: 'term_end(d1, n1, n2, n3)',
        cells: { d1, n1: BigInt(n1), n2: BigInt(n2), n3: BigInt(n3) },
      })),
      ...[0, 1, 2, 3, 7, 12, 37].flatMap((months) =>
        [true, false, null].map((b) => ({ text: 'period_deadline(d1, n1, b)', cells: { d1, n1: BigInt(months), b } })),
      ),
      ...['0.5', '2.5'].map((h) => ({ text: 'period_deadline(d1, h, b)', cells: { d1, h: new Decimal(h), b: false } })),
      ...[0, 3, 7, 10, 15].flatMap((n) =>
        [false, null].map((b) => ({ text: 'period_deadline_days(d1, n1, b)', cells: { d1, n1: BigInt(n), b } })),
      ),
      ...[-250, -5, -1, 1, 3, 7, 30, 250].map((n) => ({ text: 'add_workdays(d1, n1)', cells: { d1, n1: BigInt(n) } })),
      ...[-400, -7, -1, 1, 9, 400].map((n) => ({
        text: 'workdays_between(d1, d2)',
        cells: { d1, d2: addDays(d1, n) },
      })),
    ])
    const { rows, wrong, none } = await manyRows(engines, columns, cases)
    expect([rows > 60_000, wrong, none]).toEqual([true, [], []])
  }, 600_000)

  it('is the same for every day that the calendar knows, and around it', async () => {
    const cases = days('2006-12-20', '2027-01-20').flatMap((d1) => [
      { text: 'is_workday(d1)', cells: { d1 } },
      { text: 'next_workday(d1)', cells: { d1 } },
      { text: 'add_workdays(d1, n1)', cells: { d1, n1: 1n } },
      { text: 'add_workdays(d1, n1)', cells: { d1, n1: -1n } },
    ])
    const { wrong, none } = await manyRows(engines, columns, cases)
    expect([wrong, none]).toEqual([[], []])
  }, 600_000)

  it('is the same by a calendar with gaps and long holidays, and NULL without any', async () => {
    const year = days('2021-02-01', '2021-03-31')
    const gaps = { knownYears: [2024, 2020, 2021, 2021], holidays: year, makeUpWorkdays: ['2020-01-04', '2021-02-28'] }
    const cases = days('2019-12-20', '2025-01-10').flatMap((d1) => [
      { text: 'is_workday(d1)', cells: { d1 } },
      { text: 'next_workday(d1)', cells: { d1 } },
      ...[-300, -3, -1, 0, 1, 3, 300].flatMap((n) => [
        { text: 'add_workdays(d1, n1)', cells: { d1, n1: BigInt(n) } },
        { text: 'workdays_between(d1, d2)', cells: { d1, d2: addDays(d1, n) } },
      ]),
      ...[true, false, null].map((b) => ({ text: 'period_deadline_days(d1, n1, b)', cells: { d1, n1: 10n, b } })),
    ])
    for (const calendar of [gaps, null]) {
      const { wrong, none } = await manyRows(engines, columns, cases, { calendar })
      expect([wrong, none]).toEqual([[], []])
    }
  }, 600_000)

  it('is the same for random days, lengths, moments and NULLs', async () => {
    const cases: RowCase[] = [
      ...sample(
        fc.record({
          d1: anyDate,
          n1: number([0, 110], [-5, 5]),
          n2: number([0, 1300], [-2, 14]),
          n3: number([0, 40_000], [0, 31]),
        }),
      ).map((cells) => ({ text: 'term_end(d1, n1, n2, n3)', cells })),
      ...sample(fc.record({ d1: anyDate, n1: number([0, 1300], [0, 40]) })).map((cells) => ({
        text: 'term_end_months(d1, n1)',
        cells,
      })),
      ...sample(fc.record({ d1: anyDate, n1: number([-1300, 1300], [-120_000, 120_000]) })).map((cells) => ({
        text: 'period_deadline(d1, n1)',
        cells,
      })),
      ...sample(fc.record({ d1: anyDate, n1: number([0, 1300], [0, 24]), b: custody })).map((cells) => ({
        text: 'period_deadline(d1, n1, b)',
        cells,
      })),
      ...sample(
        fc.record({
          d1: anyDate,
          h: fc.option(
            fc
              .constantFrom('0.5', '1', '1.5', '1.25', '1200', '1200.5', '-0.5', '23.5', '9999999999.5')
              .map((one) => new Decimal(one)),
          ),
          b: custody,
        }),
      ).map((cells) => ({ text: 'period_deadline(d1, h, b)', cells })),
      ...sample(fc.record({ d1: anyDate, n1: number([0, 40_000], [0, 40]), b: custody })).map((cells) => ({
        text: 'period_deadline_days(d1, n1, b)',
        cells,
      })),
      ...sample(fc.record({ d1: anyDate, n1: number([-6000, 6000], [-10, 10], [9990, 10_010]) })).map((cells) => ({
        text: 'add_workdays(d1, n1)',
        cells,
      })),
      ...sample(fc.oneof(fc.tuple(anyDate, anyDate), near)).map(([d1, d2]) => ({
        text: 'workdays_between(d1, d2)',
        cells: { d1, d2 },
      })),
      ...sample(fc.tuple(fc.oneof(fc.tuple(anyDate, anyDate), near), fc.oneof(fc.tuple(anyDate, anyDate), near))).map(
        ([[d1, d2], [d3, d4]]) => ({
          text: 'overlap_days(d1, d2, d3, d4)',
          cells: { d1, d2, d3, d4 },
        }),
      ),
      ...['', ", 'birthday'"].flatMap((rule) => [
        ...sample(fc.tuple(anyDate, anyDate)).map(([d1, d2]) => ({ text: `age_at(d1, d2${rule})`, cells: { d1, d2 } })),
        ...['02-28', '02-29', '03-01', '12-31'].flatMap((born) =>
          [1895, 1896, 1900, 2000, 2001].flatMap((year) =>
            [0, 1, 3, 4, 5, 100, 104].flatMap((later) =>
              ['02-27', '02-28', '02-29', '03-01', '03-02', '12-31'].flatMap((on) => {
                const [d1, d2] = [`${year}-${born}`, `${year + later}-${on}`]
                return [d1, d2].every((one) => dayOfNumber(dayNumber(one)) === one)
                  ? [{ text: `age_at(d1, d2${rule})`, cells: { d1, d2 } }]
                  : []
              }),
            ),
          ),
        ),
      ]),
      ...['t1, t2', 'd1, d2', 'd1, t2', 't1, d2'].flatMap((names) => [
        ...sample(fc.record({ d1: anyDate, d2: anyDate, t1: moment, t2: moment }), 1500).flatMap((cells) => [
          { text: `hours_between_lower(${names})`, cells },
          { text: `hours_between_upper(${names})`, cells },
        ]),
        ...['', ", 'elapsed'"].flatMap((rule) =>
          sample(
            fc.tuple(moment, fc.integer({ min: -4, max: 80 }), number([0, 80], [-3, 3], [0, 100_000_000])),
            3000,
          ).map(([t1, by, n1]) => {
            // Close to the border, with the clock of the other end at hand.
            const seconds = t1 === null ? 0 : Date.parse(`${t1.slice(0, 19).replace(' ', 'T')}Z`) / 1000 + by * 3600
            const t2 =
              t1 === null || seconds > 253_402_300_799 || seconds < -62_135_596_800
                ? null
                : new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')
            return {
              text: `exceeds_hours(${names}, n1${rule})`,
              cells: { t1, t2, d1: t1?.slice(0, 10) ?? null, d2: t2?.slice(0, 10) ?? null, n1 },
            }
          }),
        ),
      ]),
      ...sample(
        fc.record({
          s: fc.constantFrom(
            'fixed_term',
            'public_surveillance',
            'short_term_detention',
            'life',
            '',
            'Fixed_term',
            null,
          ),
          n1: number([0, 40_000]),
        }),
        500,
      ).map((cells) => ({ text: 'custody_offset_days(s, n1)', cells })),
    ]
    const { wrong, none } = await manyRows(engines, columns, cases)
    expect([wrong, none]).toEqual([[], []])
  }, 600_000)
})
