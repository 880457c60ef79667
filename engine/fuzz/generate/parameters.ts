import type { Parameter } from '../../src/graph/index.ts'

const label = { zh: '参数', en: 'parameter' }

/** What every graph may read besides its rows: a run has one value of each, the same in SQL as for the interpreter. */
export const parameters: readonly Parameter[] = [
  { name: 'least', label, type: 'integer', value: 2 },
  { name: 'rate', label, type: 'decimal', value: '0.5' },
  { name: 'word', label, type: 'text', value: "it's 张三" },
  { name: 'strict', label, type: 'boolean', value: true },
  { name: 'today', label, type: 'date', value: '2024-02-29' },
]

export const parameterValues = Object.fromEntries(parameters.map(({ name, value }) => [name, value]))
