import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codePointLength, compareByCodePoint } from './code-points.ts'
import { openColumnTally } from './column-tally.ts'
import { estimateDistinct, sketchRate } from './estimate-distinct.ts'
import { histogramOf } from './histogram.ts'

describe('code points', () => {
  it('order as UTF-8 bytes do and count as Unicode does', () => {
    const text = fc.string({ unit: 'binary', maxLength: 6 })
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareByCodePoint(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))))
        expect(codePointLength(a)).toBe([...a].length)
      }),
    )
    expect(['𠮷', '﹙', '一'].toSorted(compareByCodePoint)).toEqual(['一', '﹙', '𠮷'])
  })
})

describe('a histogram', () => {
  const bins = (values: readonly string[], type: 'integer' | 'decimal' | 'date' | 'timestamp') =>
    histogramOf(
      values.map((value) => ({ value, rows: 1 })),
      { type, trust: 'exact' },
    )?.bins

  it('has one bin a value where there are few, and equal ranges that hold every value once', () => {
    expect(bins(['1', '3', '3'], 'integer')).toEqual([
      { from: '1', to: '2', rows: 1 },
      { from: '2', to: '3', rows: 0 },
      { from: '3', to: '3', rows: 2 },
    ])
    const many = bins(
      Array.from({ length: 1000 }, (_, n) => String(n)),
      'integer',
    )
    expect(many).toHaveLength(20)
    expect(many?.every(({ rows }) => rows === 50)).toBe(true)
    expect(bins(['0.5', '1.5'], 'decimal')?.at(-1)).toEqual({ from: '1.45', to: '1.5', rows: 1 })
    expect(bins(['7.5'], 'decimal')).toEqual([{ from: '7.5', to: '7.5', rows: 1 }])
  })

  it('goes by the calendar, leaves out days that mean "no date", and keeps clock times', () => {
    expect(bins(['2024-02-28', '2024-03-01', '9999-12-31', '2023-02-30'], 'date')).toEqual([
      { from: '2024-02-28', to: '2024-02-29', rows: 1 },
      { from: '2024-02-29', to: '2024-03-01', rows: 0 },
      { from: '2024-03-01', to: '2024-03-01', rows: 1 },
    ])
    expect(bins(['2023-01-05 14:30:00', '2023-01-05 14:30:01'], 'timestamp')?.[0]).toEqual({
      from: '2023-01-05 14:30:00',
      to: '2023-01-05 14:30:01',
      rows: 1,
    })
  })

  it('is none for numbers that a double cannot tell apart', () => {
    expect(bins(['330106198001010011', '330106198001010012'], 'integer')).toBeUndefined()
  })
})

describe('the number of distinct values', () => {
  const seen = (count: number, rows: number) => Array.from({ length: count }, (_, n) => ({ value: String(n), rows }))

  it('is what was seen when the sample saw each value often and the sketch does not contradict', () => {
    expect(estimateDistinct(0, { seen: seen(3, 100), present: 1e6 })).toBe(3)
    expect(estimateDistinct(1, { seen: seen(3, 100), present: 1e6 })).toBe(3)
  })

  it('is what the sketch says when it kept many, never more than there are values', () => {
    expect(estimateDistinct(10_000, { seen: seen(30_000, 1), present: 1e7 })).toBeCloseTo(640_048, -2)
    expect(estimateDistinct(10_000, { seen: seen(30_000, 1), present: 600_000 })).toBe(600_000)
  })

  it('follows the sketch where the sample missed a long tail', () => {
    expect(estimateDistinct(200, { seen: seen(50, 300), present: 1e7 })).toBeGreaterThan(sketchRate * 150)
  })
})

describe('a tally of a column', () => {
  it('counts exactly while the distinct values fit, and says when it only estimates', () => {
    const tally = openColumnTally({ name: 'c' })
    for (let n = 0; n < 100_000; n++) tally.add(n % 10 === 0 ? null : n % 10 === 1 ? '' : `值${n}`)
    const profile = tally.profile({ sample: ['值2', '值2', '值3'], topValues: 1 })
    expect(profile).toMatchObject({
      nulls: 10_000,
      empties: 10_000,
      lengths: { min: 2, max: 6 },
      min: '值10002',
      max: '值99999',
      top: { values: [{ value: '值2', rows: 2 }], trust: 'sampled' },
      distinct: { trust: 'estimated' },
    })
    expect(Math.abs(profile.distinct.count / 80_000 - 1)).toBeLessThan(0.05)
  })

  it('knows every value of a small column', () => {
    const tally = openColumnTally({ name: 'c' })
    for (const value of ['b', 'a', null, '', 'b', '𠮷㐂']) tally.add(value)
    expect(tally.profile({ sample: [], topValues: 5 })).toMatchObject({
      distinct: { count: 3, trust: 'exact' },
      lengths: { min: 1, max: 2, mean: 1.25 },
      top: {
        values: [
          { value: 'b', rows: 2 },
          { value: 'a', rows: 1 },
          { value: '𠮷㐂', rows: 1 },
        ],
        trust: 'exact',
      },
    })
  })
})
