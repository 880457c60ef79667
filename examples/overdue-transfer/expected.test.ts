import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { expectedFiles } from './expected.ts'
import { addDays, monthsLater, termEnd } from './generator/calendar.ts'
import { generateDistrict } from './generator/generate.ts'

describe('what the generator planted', () => {
  it.each(Object.entries(expectedFiles()))(
    '%s is what the seed gives (else run: node examples/overdue-transfer/expected.ts)',
    (name, content) => {
      expect(JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))).toEqual(JSON.parse(content))
    },
  )

  it.each(['a', 'b'] as const)(
    'is enough in district %s: 15 violations, 15 traps, 5 undeterminable, some 待核身份',
    (district) => {
      const { expected } = generateDistrict({ district })
      const planted = (kind: string) => expected.planted.filter((one) => one.kind === kind).length

      expect(expected.leads.filter(({ outcome }) => outcome === 'violation').length).toBeGreaterThanOrEqual(15)
      expect(new Set(expected.leads.map(({ rule }) => rule))).toEqual(new Set(['R1', 'R1W', 'R2', 'R3', 'R4']))
      expect(planted('trap')).toBeGreaterThanOrEqual(15)
      expect(expected.cannotDetermine.length).toBeGreaterThanOrEqual(5)
      expect(Object.values(expected.unidentified).reduce((sum, rows) => sum + rows, 0)).toBeGreaterThanOrEqual(5)
    },
  )

  it.each(['a', 'b'] as const)('names no trap and no unusable id of district %s among the expected', (district) => {
    const { expected } = generateDistrict({ district })
    const quiet = expected.planted
      .filter(({ kind }) => kind === 'trap' || kind === 'identity')
      .map(({ subject }) => subject)
    const loud = new Set([...expected.leads, ...expected.cannotDetermine].map(({ subject }) => subject))

    expect(quiet.filter((subject) => loud.has(subject))).toEqual([])
  })

  it('has both windows of the Prison Law and month ends', () => {
    const deadlines = generateDistrict({ district: 'a' })
      .expected.leads.filter(({ rule }) => rule === 'R1')
      .map(({ deadline }) => deadline)
    expect(deadlines).toEqual(
      expect.arrayContaining(['2026-10-31', '2026-11-01', '2026-03-02', '2026-03-31', '2024-03-31']),
    )
  })
})

describe('the generator’s own clock', () => {
  it.each([
    ['2025-01-30', 1, '2025-02-28'],
    ['2025-01-31', 1, '2025-02-28'],
    ['2025-02-28', 1, '2025-03-31'],
    ['2025-01-15', 1, '2025-02-15'],
  ])('%s + %i month(s) ends on %s', (start, months, end) => expect(monthsLater(start, months)).toBe(end))

  it.each([
    ['2016-03-10', 24, '2018-03-09'],
    ['2024-02-29', 12, '2025-02-27'],
    ['2023-01-31', 1, '2023-02-27'],
    ['2023-01-30', 1, '2023-02-27'],
    ['2023-04-30', 1, '2023-05-30'],
    ['2023-02-28', 6, '2023-08-30'],
    ['2021-05-17', 18, '2022-11-16'],
  ])('a term from %s of %i month(s) ends on %s', (start, months, end) => expect(termEnd(start, months)).toBe(end))

  it('does not count the first day', () =>
    expect([addDays('2025-01-31', 30), addDays('2025-02-28', 30)]).toEqual(['2025-03-02', '2025-03-30']))
})
