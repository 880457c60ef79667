import { aggregates, dialects, functionFamilies, functions, windows } from '@jianmo/engine/expression'
import { describe, expect, it } from 'vitest'
import { formatShare } from '../text/format.ts'
import { countsOf, filterEntries, referenceEntries, sectionsOf } from './reference-model.ts'

const catalogue = [...functions, ...aggregates, ...windows]
const everything = { query: '', family: null, runsIn: null }
const idsOf = (query: string) => filterEntries(referenceEntries, { ...everything, query }).map(({ id }) => id)
const entryOf = (id: string) => {
  const found = referenceEntries.find((entry) => entry.id === id)
  if (!found) throw new Error(`No entry ${id}`)
  return found
}

describe('the function reference', () => {
  it('has every entry of the catalogue exactly once', () => {
    expect(referenceEntries.map(({ id }) => id).toSorted()).toEqual(catalogue.map(({ id }) => id).toSorted())
    const sections = sectionsOf(referenceEntries)
    expect(sections.flatMap(({ entries }) => entries)).toEqual(referenceEntries)
  })

  it('stands in the order of the families, and within one in the order of the catalogue', () => {
    expect(sectionsOf(referenceEntries).map(({ family }) => family)).toEqual(Object.keys(functionFamilies))
    for (const { family, entries } of sectionsOf(referenceEntries)) {
      const ids = catalogue.filter((spec) => spec.family === family).map(({ id }) => id)
      expect(entries.map(({ id }) => id)).toEqual(ids)
    }
  })

  it('counts every entry once a dialect, so that percentages add up', () => {
    for (const dialect of dialects) {
      const { exact, superset, none } = countsOf(referenceEntries, dialect)
      expect(exact + superset + none).toBe(catalogue.length)
      expect(filterEntries(referenceEntries, { ...everything, runsIn: dialect })).toHaveLength(exact)
    }
    // The embedded engine is what every model can fall back on.
    expect(formatShare(countsOf(referenceEntries, 'duckdb').exact, catalogue.length)).toBe('100%')
  })

  it('gives a reason wherever a dialect is not exact, and only there', () => {
    for (const { id, support } of referenceEntries)
      for (const dialect of dialects)
        expect(support[dialect].limits.length > 0, `${id} in ${dialect}`).toBe(support[dialect].fidelity !== 'exact')
    expect(entryOf('regex_extract').support.postgres).toMatchObject({
      fidelity: 'none',
      limits: [{ shows: "regex_extract('ab', 'a|ab')" }],
    })
  })

  it('says of each parameter its type, and more only if there is more', () => {
    expect(entryOf('add_days').signatures).toMatchObject([
      { parameters: [{ name: 'date', type: { zh: '日期' }, rule: null }, { name: 'days' }], result: { zh: '日期' } },
    ])
    expect(entryOf('concat').signatures[0]?.parameters.at(-1)).toMatchObject({ repeated: true })
    expect(entryOf('ntile').signatures[0]?.parameters[0]?.rule?.zh).toBe('整数，只能是 1 … 1000')
  })

  it('shows proofs as the language writes them', () => {
    expect(entryOf('next_workday').vectors(1)).toEqual([
      {
        given: { zh: "next_workday(date '2025-10-01')", en: "next_workday(date '2025-10-01')" },
        gives: "date '2025-10-09'",
      },
    ])
    expect(entryOf('sum').vectors(1)).toEqual([{ given: { zh: '1, null, 2, 2', en: '1, null, 2, 2' }, gives: '5' }])
    expect(
      entryOf('count')
        .vectors(2)
        .map(({ given }) => given.zh),
    ).toEqual(['3 行', '没有行'])
    expect(entryOf('rank').vectors(2)).toEqual([
      { given: { zh: '3 行', en: '3 rows' }, gives: '1, 2, 3' },
      { given: { zh: '3 行（按 5, 5, 6 排序）', en: '3 rows (sorted by 5, 5, 6)' }, gives: '1, 1, 3' },
    ])
    for (const entry of referenceEntries)
      for (const { gives } of entry.vectors(entry.vectorCount)) expect(gives).not.toBe('')
  })

  it('finds by id, Chinese, English, full pinyin and initials', () => {
    for (const query of ['add_days', 'ADD_D', '加天数', 'add days', 'jiatianshu', 'jts'])
      expect(idsOf(query), query).toContain('add_days')
    expect(idsOf('法释〔2021〕1号')).toContain('term_end')
    expect(idsOf('xyzzy')).toEqual([])
  })
})
