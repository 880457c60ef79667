import { expect, it } from 'vitest'
import { compileRun } from './index.ts'
import { contextOf, graph, table } from './testing/run-graph.ts'

it('compiles a ladder of 40 joins that each use the one before twice, without growing by powers of two', () => {
  const people = table('T90', { name: 'text', kind: 'text' })
  const source = ['source', { table: 'T90' }] as const
  const steps = Array.from({ length: 40 }, (_, index) => {
    const before = index === 0 ? 'all' : `j${index - 1}`
    const config = { kind: 'semi', keys: [{ left: 'name', right: 'kind' }], take: [] }
    return [`j${index}`, ['join', config, { left: before, right: before }]] as const
  })
  const began = performance.now()
  const compiled = compileRun(graph({ all: source, ...Object.fromEntries(steps) }), contextOf([people]))
  expect(compiled.steps.length).toBe(41)
  expect(Math.max(...compiled.steps.map(({ statement }) => statement.text.length))).toBeLessThan(20_000)
  // Some 100 ms on a quiet machine; powers of two would take hours.
  expect(performance.now() - began).toBeLessThan(10_000)
})
