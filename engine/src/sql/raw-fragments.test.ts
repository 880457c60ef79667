import { AliasNode, IdentifierNode, InsertQueryNode, RawNode, SelectionNode, SelectQueryNode, TableNode } from 'kysely'
import { describe, expect, it } from 'vitest'
import { analyze, dialects, functions } from '../expression/index.ts'
import { NotSupportedError, sqlDialects } from './dialects/index.ts'
import { rawFragmentsOf } from './dialects/raw-fragments.ts'
import { emitExpression } from './emit-expression.ts'
import { canary, knownFragments, withoutNumbers } from './testing/known-fragments.ts'

const names = { column: () => RawNode.createWithSql(''), parameter: () => null, context: { calendar: null } }
const expressions = functions.flatMap(({ vectors }) => vectors.map(([text]) => text))

describe.each(dialects)('what %s prints without quotes', (name) => {
  const dialect = sqlDialects[name]
  const known = knownFragments(name)

  it('comes from the closed set for every expression of the catalogue', () => {
    const strange = expressions.flatMap((text) => {
      const { typed } = analyze(text, { columns: [], parameters: [] })
      if (!typed) throw new Error(text)
      try {
        const fragments = rawFragmentsOf(emitExpression(typed, { ...names, dialect }))
        return fragments.filter((fragment) => !known.has(withoutNumbers(fragment))).map((fragment) => [text, fragment])
      } catch (cause) {
        if (cause instanceof NotSupportedError) return []
        throw cause
      }
    })
    expect(strange).toEqual([])
  })

  it('holds nothing of a literal that a drawer writes', () => {
    expect([...known].filter((fragment) => fragment.includes('canary') || fragment.includes(canary))).toEqual([])
  })

  it('is told apart from a fragment of somebody else', () => {
    const planted = SelectQueryNode.cloneWithSelections(SelectQueryNode.create(), [
      SelectionNode.create(AliasNode.create(RawNode.createWithSql("1; drop table 'x'"), IdentifierNode.create('a'))),
    ])
    const strange = rawFragmentsOf(planted).filter((fragment) => !known.has(withoutNumbers(fragment)))
    expect(strange).toEqual(["1; drop table 'x'"])
  })

  it('is a SELECT and nothing else', () => {
    const insert = InsertQueryNode.create(TableNode.create('a'))
    expect(() => dialect.compiler().compileQuery(insert, { queryId: 'test' })).toThrow('Only SELECT')
  })
})
