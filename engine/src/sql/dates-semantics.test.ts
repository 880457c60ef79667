import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from '../expression/index.ts'
import { startEngines, type TestEngines } from '../testing/engines.ts'
import { agreed, everywhere, expressionEverywhere } from './testing/everywhere.ts'

let engines: TestEngines
beforeAll(async () => {
  engines = await startEngines()
})
afterAll(async () => {
  await engines?.[Symbol.asyncDispose]()
})

const date = (value: string) => ['date', value] as const
const timestamp = (value: string) => ['timestamp', value] as const
const instant = (value: string) => ['instant', value] as const
const text = (value: string) => ['text', value] as const

describe('dates mean the same in every engine', () => {
  it.each([
    ['to_date(a)', { a: text('2024-02-30') }, null],
    ['to_date(a)', { a: text('0000-00-00') }, null],
    ['to_date(a)', { a: text('2024-02-29') }, '2024-02-29'],
    ['add_months(a, 1)', { a: date('2024-01-31') }, '2024-02-29'],
    ['add_months(a, -1)', { a: date('2024-03-31') }, '2024-02-29'],
    ['add_days(a, 1)', { a: date('1900-02-28') }, '1900-03-01'],
    ['add_years(a, 1)', { a: date('2024-02-29') }, '2025-02-28'],
    ['months_between_full(a, b)', { a: date('2024-01-31'), b: date('2024-02-01') }, 0],
    ['months_between_calendar(a, b)', { a: date('2024-01-31'), b: date('2024-02-01') }, 1],
    ['years_between_full(a, b)', { a: date('2004-02-29'), b: date('2022-02-28') }, 17],
    ['days_between(a, b)', { a: date('1986-05-03'), b: date('1986-05-05') }, 2],
    ['iso_week(a)', { a: date('2021-01-01') }, 53],
    ['iso_year(a)', { a: date('2021-01-01') }, 2020],
    ['weekday(a)', { a: date('2024-02-25') }, 7],
    ['last_day(a)', { a: date('2023-02-01') }, '2023-02-28'],
    ['date_of(a)', { a: timestamp('2024-02-29 23:59:59.999999') }, '2024-02-29'],
    ['a < b', { a: date('1899-12-31'), b: date('1900-01-01') }, true],
  ] as const)('%s of %o', async (expression, cells, value) => {
    expect(await everywhere(engines, expression, cells as never)).toEqual(agreed(value))
  })

  it('a day becomes its midnight', async () => {
    const cast = build.castTo('timestamp', build.column({ id: 'a', type: 'date' }))
    expect(await expressionEverywhere(engines, cast, { a: date('1988-04-10') })).toEqual(agreed('1988-04-10 00:00:00'))
  })

  it.each([
    ['date', '1986-05-04'],
    ['timestamp', '1986-05-04 00:30:00'],
    ['timestamp', '2024-02-29 23:59:59.123456'],
    ['timestamp', '2024-02-29 10:00:00.5'],
    ['timestamp', '1900-01-01 00:00:00'],
    ['instant', '1900-12-31T15:54:16.999999Z'],
    ['instant', '2024-02-29T16:00:00Z'],
  ] as const)('the %s %s arrives as it is', async (type, value) => {
    expect.soft(await expressionEverywhere(engines, build.literal(type, value))).toEqual(agreed(value))
    const column = build.column({ id: 'a', type })
    expect.soft(await expressionEverywhere(engines, column, { a: [type, value] })).toEqual(agreed(value))
  })

  it('a timestamp as text has no zeros at its end', async () => {
    const cast = build.castTo('text', build.column({ id: 'a', type: 'timestamp' }))
    for (const value of ['2024-02-29 10:00:00.5', '2024-02-29 10:00:00', '2024-02-29 10:20:30.123456'])
      expect
        .soft(await expressionEverywhere(engines, cast, { a: timestamp(value) }))
        .toEqual(agreed(value, { trino: 'none' }))
  })
})

/** MySQL knows zones only where an administrator loaded them, so it says that it cannot. */
const onlyWithZones = { mariadb: 'none' } as const

describe('zones', () => {
  it.each([
    ['before summer time', '1986-05-03T15:59:59Z', '1986-05-03 23:59:59'],
    ['in the summer of 1986', '1986-07-01T00:00:00Z', '1986-07-01 09:00:00'],
    ['in the summer of 1991', '1991-07-01T00:00:00Z', '1991-07-01 09:00:00'],
    ['after summer time', '1992-07-01T00:00:00Z', '1992-07-01 08:00:00'],
    ['in local mean time', '1900-12-31T00:00:00Z', '1900-12-31 08:05:43'],
    ['today', '2024-02-29T16:00:00.123456Z', '2024-03-01 00:00:00.123456'],
  ])('Asia/Shanghai %s', async (_, value, shown) => {
    const found = await everywhere(engines, "at_zone(a, 'Asia/Shanghai')", { a: instant(value) })
    expect(found).toEqual(agreed(shown, onlyWithZones))
  })
})
