import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  analyze,
  analyzeAt,
  type ConditionTree,
  completions,
  evaluate,
  fromTree,
  hoverAt,
  isNullable,
  OutOfRangeError,
  signatureAt,
  toTree,
} from './index.ts'
import { column, conditionTexts, corpus, scope, syntaxTrees } from './language.fixture.ts'
import { parseExpression } from './parse-expression.ts'
import { printExpression as print } from './print-expression.ts'
import { bindReferences, renameReferences, rewriteNames } from './stored-expression.ts'
import type { Syntax } from './syntax.ts'
import { tokenize } from './tokens.ts'

const typed = (text: string) => {
  const { typed: found, problems } = analyze(text, scope)
  if (found === null) throw new Error(`${text}: ${problems.map(({ text: words }) => words.en).join(' ')}`)
  return found
}
const typeOf = (text: string) => analyze(text, scope).type
const problems = (text: string) =>
  analyze(text, scope).problems.map(({ code, span, severity }) => ({
    code,
    severity,
    at: text.slice(span.start, span.end),
  }))
const codes = (text: string) => problems(text).map(({ code }) => code)
const names = new Map(scope.columns.map(({ id, name }) => [id ?? name, name]))

/** A tree without its places. */
function bare(syntax: Syntax): unknown {
  return JSON.parse(
    JSON.stringify(syntax, (key, value) =>
      ['start', 'end', 'nameSpan', 'enclosed'].includes(key) ? undefined : value,
    ),
  )
}

describe('types', () => {
  it('are those of the table, whatever is combined', () => {
    expect(
      Object.fromEntries(
        [
          'n + 1',
          'n / 2',
          'n * 0.5',
          'amount * amount',
          'share + 1',
          'share * n',
          'n + ratio',
          '0.000000001',
          '9007199254740993',
          "timestamp '2026-01-31 08:30'",
          "{'a'}",
          'case when flag then 1 else 2.5 end',
          'case when flag then null end',
          'at',
          'null ?? share',
          '-ratio',
          'flag is not false',
        ].map((text) => [text, typeOf(text)]),
      ),
    ).toMatchInlineSnapshot(`
      {
        "-ratio": "float",
        "0.000000001": "decimal(9,9)",
        "9007199254740993": "integer",
        "amount * amount": "decimal(38,12)",
        "at": "instant",
        "case when flag then 1 else 2.5 end": "decimal",
        "case when flag then null end": "null",
        "flag is not false": "boolean",
        "n * 0.5": "decimal",
        "n + 1": "integer",
        "n + ratio": "float",
        "n / 2": "float",
        "null ?? share": "decimal(10,2)",
        "share * n": "decimal(28,2)",
        "share + 1": "decimal(28,2)",
        "timestamp '2026-01-31 08:30'": "timestamp",
        "{'a'}": "list",
      }
    `)
  })

  it('convert by casts that are written out, and leave the factors of a product alone', () => {
    expect(typed('n + amount')).toMatchObject({
      function: '+',
      type: 'decimal',
      arguments: [
        { op: 'cast', type: 'decimal' },
        { op: 'column', id: 's.amount' },
      ],
    })
    expect(typed('n / 2')).toMatchObject({
      function: '/',
      type: 'float',
      arguments: [
        { op: 'cast', type: 'float' },
        { op: 'cast', type: 'float' },
      ],
    })
    expect(typed('share * amount')).toMatchObject({
      type: 'decimal(38,8)',
      arguments: [{ op: 'column' }, { op: 'column' }],
    })
    expect(typed('n in (1, ratio)')).toMatchObject({
      arguments: [{ op: 'cast', type: 'float' }, { op: 'cast' }, { op: 'column' }],
    })
  })

  it('keeps every digit of a literal', () => {
    expect(typed('9223372036854775807')).toMatchObject({ type: 'integer', value: '9223372036854775807' })
    expect(typed('-9223372036854775808')).toMatchObject({ type: 'integer', value: '-9223372036854775808' })
    expect(codes('9223372036854775808')).toEqual(['bad-number'])
    expect(typed('12345678901234567890.123456789')).toMatchObject({
      type: 'decimal(29,9)',
      value: '12345678901234567890.123456789',
    })
    expect(typed('007.50')).toMatchObject({ type: 'decimal', value: '7.5' })
    expect(typed("timestamp '2026-01-31T08:30:00.120'")).toMatchObject({ value: '2026-01-31 08:30:00.12' })
    expect(typed("instant '2026-01-01T02:00:00+08:00'")).toMatchObject({ value: '2025-12-31T18:00:00Z' })
    expect([codes("timestamp '2026-02-30 08:00'"), codes("instant '2026-01-31 08:00'")]).toEqual([
      ['bad-timestamp'],
      ['bad-instant'],
    ])
  })

  it('knows what can never be NULL', () => {
    const columns = scope.columns
    const nullable = (text: string) => isNullable(typed(text), columns)
    expect(['n', 'n + 1', 'id_no is null', '罪名 ?? id_no', "n = $days and id_no like '%'"].map(nullable)).toEqual(
      Array(5).fill(false),
    )
    expect(
      ['罪名', 'n / 2', 'null', 'case when n > 1 then 1 end', 'n = end_'.replace('end_', '[end]')].map(nullable),
    ).toEqual(Array(5).fill(true))
  })

  it('never calls NULL what it said could not be NULL', () => {
    fc.assert(
      fc.property(conditionTexts(), fc.boolean(), (text, empty) => {
        const found = typed(text)
        if (isNullable(found, scope.columns)) return
        const row = (id: string) =>
          id === 's.n' ? 5n : id === 's.id_no' ? 'x' : empty ? null : id === 's.flag' ? true : id === 's.end' ? 2n : 'a'
        try {
          expect(evaluate(found, { column: row, parameter: () => 3n, context: { calendar: null } })).not.toBeNull()
        } catch (error) {
          if (!(error instanceof OutOfRangeError)) throw error
        }
      }),
      { numRuns: 400, seed: 1 },
    )
  })
})

describe('meanings', () => {
  it('warn where ids and phones are compared, added or ordered, and leave the expression usable', () => {
    expect(problems('id_no = phone')).toEqual([{ code: 'meanings-differ', severity: 'warning', at: 'phone' }])
    expect(codes('trim(id_no) in (phone)')).toEqual(['meanings-differ'])
    expect(problems("sex = '男'")).toEqual([{ code: 'not-a-code', severity: 'warning', at: "'男'" }])
    expect(analyze("sex = '男'", scope).problems[0]?.text.zh).toContain("请写 'male'（男）")
    expect(codes("sex in ('male', 'x')")).toEqual(['not-a-code'])
    expect(codes("'male' <> sex or 罪名 = '男'")).toEqual([])
    expect(codes("phone < '2'")).toEqual(['meaning-has-no-order'])
    expect(codes("id_no = 'x' and amount > 3")).toEqual([])
    expect(analyze('id_no = phone', scope).typed).not.toBeNull()
    const numbers = { ...scope, columns: [column('tel', 'integer', { semantic: 'phone' })] }
    expect(analyze('tel + 1 > 2', numbers).problems.map(({ code }) => code)).toEqual(['meaning-not-a-quantity'])
  })
})

describe('recovery', () => {
  it('reports every mistake, each at its place', () => {
    expect(problems('foo > 1 2 and bar > 2')).toEqual([
      { code: 'column-not-found', severity: 'error', at: 'foo' },
      { code: 'unexpected-token', severity: 'error', at: '2' },
      { code: 'column-not-found', severity: 'error', at: 'bar' },
    ])
    expect(problems('if(foo > , 1 2, bar) = baz').map(({ at }) => at)).toEqual(['foo', ',', '2', 'bar', 'baz'])
    expect(problems('n ＞ foo and （n = 1）').map(({ at }) => at)).toEqual(['＞', 'foo', '（', '）'])
    expect(codes('case n when 1 then 2 end')).toContain('case-empty')
    expect(codes('n in {1}')).toContain('unexpected-token')
    expect(codes('{n}')).toEqual(['list-not-literal'])
  })

  it('reads every beginning of an expression, and every one without one of its words, with problems inside the text', () => {
    let broken = 0
    for (const text of corpus) {
      expect([text, codes(text)]).toEqual([text, []])
      const { tokens } = tokenize(text)
      const cut = Array.from({ length: text.length }, (_, end) => text.slice(0, end))
      const without = tokens.map(({ start, end }) => text.slice(0, start) + text.slice(end))
      for (const variant of [...cut, ...without]) {
        const found = analyzeAt(variant, Math.min(variant.length, 5), scope)
        if (found.problems.length > 0) broken++
        for (const { span, text: words } of found.problems) {
          expect([variant, span.start >= 0 && span.start <= span.end && span.end <= variant.length]).toEqual([
            variant,
            true,
          ])
          expect(words.zh.length * words.en.length).toBeGreaterThan(0)
        }
        expect([variant, found.typed === null]).toEqual([
          variant,
          found.problems.some(({ severity }) => severity === 'error'),
        ])
      }
    }
    expect(broken).toBeGreaterThan(500)
  })

  it('stops at texts that are too long or too deep, and survives long chains', () => {
    expect(codes('n = 1 or '.repeat(500))).toEqual(['too-long'])
    expect(codes(`${'('.repeat(1900)}n${')'.repeat(1900)}`)).toEqual(['too-deep'])
    expect(codes(`${'not '.repeat(900)}flag`)).toEqual(['too-deep'])
    expect(codes(`${'if(flag, '.repeat(400)}n`)).toContain('too-deep')
    expect(codes(`n${'+n'.repeat(1900)} > 1`)).toEqual([])
    expect(print(typed(`n${'+n'.repeat(1900)} > 1`), names).length).toBeGreaterThan(1900)
  })

  it('names control and direction signs that nobody sees', () => {
    expect(codes("罪名 = 'a\u0000b'")).toEqual(['control-character'])
    expect(problems("罪名 = 'a\u202eb'")).toEqual([
      { code: 'direction-character', severity: 'warning', at: "'a\u202eb'" },
    ])
    expect(analyze('n = \u202e1', scope).problems[0]?.text.zh).toContain('U+202E')
    expect(analyze('n = \u00001', scope).problems[0]?.text.zh).toContain('U+0000')
  })
})

describe('the printer', () => {
  it('writes no parentheses that are not needed', () => {
    const again = (text: string) => print(parseExpression(text).ast)
    expect(again('((n) + (1 * 2)) - (3 - 4)')).toBe('n + 1 * 2 - (3 - 4)')
    expect(again('not ((n = 1) or flag) AND ((flag))')).toBe('not (n = 1 or flag) and flag')
    expect(again("[罪名] NOT IN ('a')")).toBe("罪名 not in ('a')")
    expect(again('[end] + [送达 日期]]]')).toBe('[end] + [送达 日期]]]')
  })

  it('is read again as the same tree', () => {
    fc.assert(
      fc.property(syntaxTrees, (tree) => {
        const text = print(tree)
        if (text.length > 4000) return
        const { ast } = parseExpression(text)
        expect([text, bare(ast)]).toEqual([text, bare(tree)])
      }),
      { numRuns: 1500, seed: 2 },
    )
  })

  it('is checked again as the same typed expression', () => {
    const same = (text: string) => {
      const first = typed(text)
      const printed = print(first, names)
      expect([printed, typed(printed)]).toEqual([printed, first])
    }
    corpus.forEach(same)
    fc.assert(fc.property(conditionTexts(), same), { numRuns: 500, seed: 3 })
  })
})

describe('references', () => {
  it('are rewritten under new names, in brackets where needed, and nothing else is', () => {
    const renames = {
      columns: new Map([
        ['n', '新 名'],
        ['罪名', 'charge'],
        ['if', 'x'],
      ]),
      parameters: new Map([['days', 'limit']]),
    }
    expect(rewriteNames("if(n > $days, 'n', [罪名]) = concat(罪名, '$days') and other.n", scope, renames)).toBe(
      "if([新 名] > $limit, 'n', charge) = concat(charge, '$days') and other.[新 名]",
    )
    expect(rewriteNames('n > and (', scope, renames)).toBe('[新 名] > and (')
    expect(rewriteNames('unknown + N', scope, renames)).toBe('unknown + N')
  })

  it('keep pointing at their columns through any renaming there and back', () => {
    fc.assert(
      fc.property(conditionTexts(), fc.string({ minLength: 1, maxLength: 6 }), (text, raw) => {
        const name = `x${raw.replace(/\p{Cc}/gu, '')}]`
        const stored = bindReferences(text, scope)
        const there = renameReferences(stored, { columns: new Map([['s.n', name]]) })
        const renamed = {
          ...scope,
          columns: scope.columns.map((known) => (known.name === 'n' ? { ...known, name } : known)),
        }
        expect(bindReferences(there.text, renamed)).toEqual(there)
        expect(analyze(there.text, renamed).typed).toEqual(typed(text))
        expect(typed(renameReferences(there, { columns: new Map([['s.n', 'n']]) }).text)).toEqual(typed(text))
      }),
      { numRuns: 300, seed: 4 },
    )
  })
})

describe('the condition tree', () => {
  const treeOf = (text: string): ConditionTree => {
    const { tree, reason } = toTree(text, scope)
    if (tree === null) throw new Error(reason.en)
    return tree
  }

  it('shows simple conditions and keeps the rest as text, with the reason', () => {
    expect(treeOf("n = 1 and (罪名 in ('a', 'b') or not flag) and length(罪名) > 2")).toMatchObject({
      kind: 'group',
      join: 'and',
      parts: [
        { kind: 'condition', column: 'n', operator: '=', values: [{ type: 'integer', value: 1 }] },
        {
          kind: 'group',
          join: 'or',
          parts: [{ operator: 'in' }, { kind: 'group', negated: true, parts: [{ kind: 'text', text: 'flag' }] }],
        },
        { kind: 'text', text: 'length(罪名) > 2', reason: { zh: '左边是算式，不是一列。' } },
      ],
    })
    expect(toTree('n > and', scope)).toMatchObject({ tree: null, reason: { zh: expect.stringContaining('缺') } })
  })

  it('loses nothing: text → tree → text means the same', () => {
    const same = (text: string) => {
      expect([text, typed(fromTree(treeOf(text)))]).toEqual([text, typed(text)])
    }
    for (const text of corpus) if (typeOf(text) === 'boolean') same(text)
    fc.assert(fc.property(conditionTexts(), same), { numRuns: 500, seed: 5 })
  })

  it('comes back from its own text', () => {
    const condition = fc.constantFrom<ConditionTree>(
      {
        kind: 'condition',
        column: 'n',
        operator: 'between',
        values: [
          { kind: 'literal', type: 'integer', value: -1 },
          { kind: 'parameter', name: 'days' },
        ],
      },
      {
        kind: 'condition',
        column: '罪名',
        operator: 'not in',
        values: [{ kind: 'literal', type: 'text', value: "it's" }],
      },
      { kind: 'condition', column: '送达 日期]', operator: '<', values: [{ kind: 'column', name: 'sentence_end' }] },
      {
        kind: 'condition',
        column: 'amount',
        operator: '>=',
        values: [{ kind: 'literal', type: 'decimal', value: '2' }],
      },
      { kind: 'condition', column: 'end', operator: 'is not null', values: [] },
    )
    const trees = fc.letrec<{ tree: ConditionTree; group: ConditionTree }>((tie) => ({
      group: fc.record({
        kind: fc.constant('group' as const),
        join: fc.constantFrom('and' as const, 'or' as const),
        negated: fc.boolean(),
        parts: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
      }),
      tree: fc.oneof(
        { maxDepth: 4 },
        condition,
        tie('group'),
        condition.map((part): ConditionTree => ({ kind: 'group', join: 'and', negated: true, parts: [part] })),
      ),
    })).tree
    fc.assert(
      fc.property(trees, (tree) => {
        expect([fromTree(tree), treeOf(fromTree(tree))]).toEqual([fromTree(tree), tree])
      }),
      { numRuns: 500, seed: 6 },
    )
  })
})

describe('what an editor shows', () => {
  const first = (text: string, count: number) =>
    completions(text, text.length, scope)
      .slice(0, count)
      .map(({ insert }) => insert)

  it('offers what fits: the codes of the compared column, columns of its type, words that go on', () => {
    expect(first('sex = ', 2)).toEqual(["'male'", 'id_no'])
    expect(first('n > 1 and sex in (', 1)).toEqual(["'male'"])
    expect(first('n > 1 and sentence_end > ', 2)).toEqual(['sentence_end', '[送达 日期]]]'])
    expect(first('if(sentence_end > ', 1)).toEqual(['sentence_end'])
    expect(first('sentence_end between ', 1)).toEqual(['sentence_end'])
    expect(first('sentence_end between $run_date and ', 1)).toEqual(['sentence_end'])
    expect(first('n ', 1)).toEqual(['and'])
    expect(completions('length(', 7, scope).find(({ kind }) => kind === 'function')?.fits).toBe(true)
    // Enter takes the first: it must not make `ends_with(` of the `end` of a case.
    expect(first('case when flag then 1 else 2 end', 1)).toEqual(['end'])
    expect(completions("sex = 'm", 8, scope)).toEqual([])
  })

  it('says which argument is being written', () => {
    expect(signatureAt('n > add_days(sentence_end, (1 + ', 32)).toMatchObject({
      function: { id: 'add_days' },
      activeParameter: 1,
    })
    expect(signatureAt("concat('a', 'b', ", 17)).toMatchObject({ activeParameter: 0 })
    expect(signatureAt('n in (1, ', 9)).toBeNull()
  })

  it('says what stands under the pointer: type, NULL, where it runs', () => {
    const lines = (text: string, offset: number) =>
      hoverAt(text, offset, scope)
        ?.lines.map(({ zh }) => zh)
        .join('\n')
    expect(lines('id_no = 罪名', 1)).toContain('类型：文本，不会为空值')
    expect(lines('id_no = 罪名', 1)).toContain('居民身份证号')
    expect(lines('add_days(sentence_end, 1)', 3)).toContain('DuckDB')
    expect(lines('n / 2 > 1', 2)).toContain('类型：浮点数，可能为空值')
    expect(lines('sentence_end > $run_date', 18)).toContain('日期')
    expect(hoverAt('ADD_DAYS(sentence_end, 1)', 3, scope)?.function).toBe('add_days')
    expect(hoverAt('foo', 1, scope)).toBeNull()
  })

  it('says of aggregates and window functions what they are, and that one row cannot call them', () => {
    const found = hoverAt('SUM(n) > 3', 1, scope)
    expect(found?.title).toContain('sum(')
    expect(found?.lines.map(({ zh }) => zh).join('\n')).toMatch(/只能在“分组汇总”里用\n.*DuckDB/)
    expect(hoverAt('row_number() > 3', 1, scope)?.lines.map(({ en }) => en)).toContain(
      'Looks at rows around a row: an expression about one row cannot use it',
    )
    expect(hoverAt('sum + 1', 1, { ...scope, columns: [{ ...column('sum', 'integer') }] })?.title).toBe('sum')
  })
})
