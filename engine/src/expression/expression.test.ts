import type { Column } from '@jianmo/connectors/words'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyze, completions, type Datum, evaluate, functions, noBindings, type Scope, toValue } from './index.ts'

const column = (name: string, type: Column['type'], zh = name): Column => ({
  name,
  type,
  label: { zh, en: name },
  sensitivity: 'internal',
})
const scope: Scope = {
  columns: [
    column('id_no', 'text', '证件号码'),
    column('sentence_end', 'date', '刑期止'),
    column('n', 'integer'),
    column('amount', 'decimal'),
    column('seen', 'timestamp'),
    column('罪名', 'text'),
  ],
  parameters: [
    { name: 'run_date', type: 'date' },
    { name: 'days', type: 'integer' },
  ],
}
const problems = (text: string) =>
  analyze(text, scope).problems.map(({ code, span, data }) => ({ code, at: text.slice(span.start, span.end), data }))
const typeOf = (text: string) => analyze(text, scope).type
const value = (text: string, row: Record<string, Datum> = {}) => {
  const { typed } = analyze(text, scope)
  if (!typed) return 'not computed'
  return toValue(evaluate(typed, { ...noBindings, column: (id) => row[id] ?? null }))
}

describe('the expression language', () => {
  it('knows the type of every form', () => {
    expect(typeOf('n + 1')).toBe('integer')
    expect(typeOf('n / 2')).toBe('float')
    expect(typeOf('n + amount')).toBe('decimal')
    expect(typeOf('n ?? 0 + 1')).toBe('integer')
    expect(typeOf("sentence_end < $run_date or 罪名 in ('a', 'b') and not id_no is null")).toBe('boolean')
    expect(typeOf('[罪名]')).toBe('text')
    expect(typeOf('greatest(sentence_end, $run_date)')).toBe('date')
    expect(typeOf("if(n > 1, null, 'x')")).toBe('text')
  })

  it('says what to write instead of the signs of other languages, and reads on', () => {
    for (const [foreign, instead] of Object.entries({
      '==': '=',
      '===': '=',
      '!==': '<>',
      '=>': '>=',
      '=<': '<=',
      '＝＝': '=',
    }))
      expect([foreign, problems(`n ${foreign} 1 and amount > 2`)]).toEqual([
        foreign,
        [{ code: 'unexpected-character', at: foreign, data: { found: foreign, instead } }],
      ])
    expect(problems('n=-1 and n<>1 and n!=1')).toEqual([])
  })

  it('names the nearest column, parameter and function when one is misspelt', () => {
    expect(problems("id_on = 'x'")).toMatchObject([
      { code: 'column-not-found', at: 'id_on', data: { nearest: 'id_no' } },
    ])
    expect(problems('刑期止 > $run_date')).toMatchObject([
      { code: 'column-not-found', data: { nearest: 'sentence_end' } },
    ])
    expect(problems('sentence_end > $rundate')).toMatchObject([
      { code: 'parameter-not-found', at: '$rundate', data: { nearest: 'run_date' } },
    ])
    expect(problems('perod_deadline(sentence_end, 1)')).toMatchObject([
      { code: 'function-not-found', at: 'perod_deadline', data: { nearest: 'period_deadline' } },
    ])
  })

  it('refuses to compare a date with a text or a timestamp, and says how to write it', () => {
    const [problem] = analyze("sentence_end = '2026-01-01'", scope).problems
    expect(problem?.code).toBe('types-not-comparable')
    expect(problem?.text.zh).toContain("date '2026-01-31'")
    expect(problems('sentence_end < seen')).toMatchObject([{ code: 'types-not-comparable', at: 'seen' }])
    expect(problems('sentence_end + 30 > $run_date')).toMatchObject([{ code: 'operand-type', at: 'sentence_end' }])
    expect(problems('n = null')).toMatchObject([{ code: 'comparison-with-null' }])
    expect(problems("date '2026-02-30'")).toMatchObject([{ code: 'bad-date', at: "'2026-02-30'" }])
  })

  it('shows people who know SQL the way, rather than the nearest name', () => {
    const zh = (text: string) => analyze(text, scope).problems[0]?.text.zh
    expect(zh('count(n) > 1')).toBe('没有函数“count”。汇总请用“分组汇总”节点。')
    expect(zh('now() > sentence_end')).toContain('$run_date')
    expect(zh('IFNULL(n, 1) > 1')).toContain('a ?? b')
    expect(zh('DateDiff(sentence_end, sentence_end) > 1')).toContain('days_between(起, 止)')
    expect(zh('罪名 = 盗窃犯罪行为')).toContain("请加单引号：'盗窃犯罪行为'")
  })

  it('gives every problem at once, in order, with a place', () => {
    expect(problems('foo > 1 and bar > 2').map(({ at }) => at)).toEqual(['foo', 'bar'])
    expect(problems('n ＞ 1')).toMatchObject([{ code: 'unexpected-character', at: '＞', data: { instead: '>' } }])
    expect(problems('n > 1 and')).toMatchObject([{ code: 'something-missing' }])
    expect(problems("id_no = 'x")).toMatchObject([{ code: 'text-not-closed' }])
  })

  it('never throws and always gives spans inside the text, whatever is written', () => {
    const pieces = [
      'n',
      'id_no',
      '$days',
      '(',
      ')',
      ',',
      '+',
      '-',
      '*',
      '/',
      '=',
      '<>',
      'and',
      'or',
      'not',
      'is',
      'null',
      'in',
      'between',
      'like',
      'if(',
      '1',
      "'a'",
      "'",
      '[',
      ']',
      '？',
      '\u0000',
      '??',
      'date',
      ' ',
      '😀',
    ]
    const texts = fc.oneof(
      fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(' ')),
      fc.string({ maxLength: 30 }),
    )
    fc.assert(
      fc.property(texts, fc.nat(40), (text, offset) => {
        const found = analyze(text, scope)
        for (const { span, text: words } of found.problems) {
          expect(span.start).toBeGreaterThanOrEqual(0)
          expect(span.end).toBeLessThanOrEqual(text.length)
          expect(words.zh.length * words.en.length).toBeGreaterThan(0)
        }
        if (found.problems.length === 0) expect(found.typed).not.toBeNull()
        completions(text, Math.min(offset, text.length), scope)
      }),
      { numRuns: 1500, seed: 3 },
    )
  })

  it('stops at expressions that are nested too deeply', () => {
    expect(problems(`${'('.repeat(500)}n${')'.repeat(500)}`).map(({ code }) => code)).toContain('too-deep')
  })

  it('counts in three values', () => {
    expect(value('n > 1 and false', { n: null })).toBe(false)
    expect(value('n > 1 or true', { n: null })).toBe(true)
    expect(value('not (n > 1)', { n: null })).toBe(null)
    expect(value('n in (1, null)', { n: 2n })).toBe(null)
    expect(value('n not in (1, 2)', { n: 2n })).toBe(false)
    expect(value('n / 0', { n: 2n })).toBe(null)
    expect(value('greatest(n, 5)', { n: null })).toBe(null)
    expect(value('n ?? 5', { n: null })).toBe(5)
  })

  it('completes with columns of the wanted type first, and inserts brackets where a name needs them', () => {
    const odd = { ...scope, columns: [...scope.columns, column('与 或', 'date')] }
    const found = completions('add_days(', 9, odd)
    expect(found.slice(0, 2).map(({ insert }) => insert)).toEqual(['sentence_end', '[与 或]'])
    expect(completions('n > $d', 6, scope).map(({ insert, replace }) => [insert, replace])).toEqual([
      ['$days', { start: 4, end: 6 }],
      ['$run_date', { start: 4, end: 6 }],
    ])
    expect(completions("n = 'ab", 6, scope)).toEqual([])
    expect(completions('证件', 2, scope).map(({ label }) => label)).toContain('id_no')
  })

  it('says every function in both languages, with an example', () => {
    for (const { id, label, help, example } of functions) {
      expect([id, /\p{Script=Han}/u.test(label.zh + help.zh), help.en.length > 10, example.includes(id)]).toEqual([
        id,
        true,
        true,
        true,
      ])
    }
  })
})
