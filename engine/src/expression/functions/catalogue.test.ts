import { chinaCalendar } from '@jianmo/connectors/values'
import { describe, expect, it } from 'vitest'
import {
  aggregates,
  analyze,
  dialects,
  evaluate,
  fit,
  fromValue,
  functions,
  loweringOf,
  noBindings,
  operatorVectors,
  toValue,
  windows,
} from '../index.ts'

const bindings = { ...noBindings, context: { calendar: chinaCalendar } }

/** Readers of names and documents: no TRANSLATE and no name for a value in between (MySQL), not proved on a server (Trino). */
const documents =
  'normalise_name name_key pinyin pinyin_initials is_null_token null_if_token parse_money parse_term_months parse_term_days parse_term_probation parse_term_code parse_date date_precision normalise_case_number case_year case_court case_type case_serial normalise_credit_code credit_code_problem credit_code_is_valid organisation_code normalise_phone phone_kind'

describe('the catalogue', () => {
  it('has one meaning an id', () => {
    const ids = functions.flatMap(({ overloads }) => overloads.map(({ id }) => id))
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
    for (const { id, overloads } of functions) expect(overloads[0].id).toBe(id)
  })

  it('says every function in both languages, with an example and at least six vectors that show NULL', () => {
    for (const { id, label, help, example, vectors } of functions) {
      expect([id, /\p{Script=Han}/u.test(label.zh + help.zh), help.en.length > 10, example.includes(id)]).toEqual([
        id,
        true,
        true,
        true,
      ])
      expect([id, vectors.length >= 6, vectors.some(([text]) => text.includes('null'))]).toEqual([id, true, true])
    }
  })

  it('gives a reason and a call for everything that a dialect cannot do', () => {
    for (const { overloads } of functions)
      for (const overload of overloads)
        for (const dialect of dialects) {
          const lowering = loweringOf(overload, dialect)
          if (lowering.fidelity === 'none')
            expect([overload.id, dialect, lowering.shows !== '', lowering.reason.zh !== '']).toEqual([
              overload.id,
              dialect,
              true,
              true,
            ])
        }
  })

  it('is exact everywhere but here', () => {
    const all = [...functions.flatMap(({ overloads }) => overloads), ...aggregates, ...windows]
    const missing = dialects.map((dialect) => [
      dialect,
      all
        .filter((one) => loweringOf(one, dialect).fidelity !== 'exact')
        .map(({ id }) => id)
        .join(' '),
    ])
    expect(Object.fromEntries(missing)).toEqual({
      duckdb: '',
      postgres: 'regex_extract regex_replace regex_count',
      mysql:
        `at_zone to_instant normalise_id id_problem id_is_valid id_check_character id_to_18 id_birth_date id_sex id_region id_province id_kind translate ${documents} list_join split list_distinct list_sort list_intersect_size ` +
        'regex_extract regex_replace regex_count first last list_of median',
      trino: `to_instant ${documents} list_distinct median`,
    })
  })

  for (const { id, vectors } of [{ id: 'operators', vectors: operatorVectors }, ...functions])
    it(`computes ${id} as its vectors say`, () => {
      for (const [text, value] of vectors) {
        const { typed, problems } = analyze(text, { columns: [], parameters: [] })
        const found = typed ? toValue(evaluate(typed, bindings)) : problems.map((problem) => problem.text.en)
        expect([text, found]).toEqual([text, value])
      }
    })
})

describe('aggregates and windows', () => {
  for (const { id, vectors, reference, result } of aggregates)
    it(`computes the aggregate ${id} as its vectors say`, () => {
      for (const { types, rows, gives } of vectors) {
        const data = rows.map((row) => row.map((value, at) => fromValue(value, types[at] ?? 'null')))
        const type = typeof result === 'function' ? result(types, []) : null
        const found = reference(data)
        expect([id, rows, toValue(type ? fit(found, type) : found)]).toEqual([id, rows, gives])
      }
    })

  for (const { id, vectors, reference, result } of windows)
    it(`computes the window function ${id} as its vectors say`, () => {
      for (const { types, rows, order, gives } of vectors) {
        const data = rows.map((row) => row.map((value, at) => fromValue(value, types[at] ?? 'null')))
        const keys = rows.map((_, at) => order?.[at] ?? at)
        const type = typeof result === 'function' ? result(types, []) : null
        const found = data.map((_, at) => {
          const peers = [keys.indexOf(keys[at] ?? 0), keys.lastIndexOf(keys[at] ?? 0)] as const
          const group = new Set(keys.slice(0, at + 1)).size
          const one = reference({ rows: data, at, peers, group })
          return toValue(type ? fit(one, type) : one)
        })
        expect([id, rows, found]).toEqual([id, rows, gives])
      }
    })

  it('are said in both languages', () => {
    for (const { id, label, help, example } of [...aggregates, ...windows])
      expect([
        id,
        /\p{Script=Han}/u.test(label.zh) && /\p{Script=Han}/u.test(help.zh),
        help.en.length > 10,
        example.includes(id),
      ]).toEqual([id, true, true, true])
    const ids = [...aggregates, ...windows].map(({ id }) => id)
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  })
})
