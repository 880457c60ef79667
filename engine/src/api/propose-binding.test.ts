import { expect, it } from 'vitest'
import { proposeBindingOf } from './propose-binding.ts'

const text = (name: string) => ({ zh: name, en: name })
const column = (name: string, type: 'text' | 'date') => ({
  name,
  type,
  label: text(name),
  sensitivity: 'internal' as const,
  required: false,
})

it('reads a date as a person confirmed it on import, and otherwise by its looks', async () => {
  const { columns } = await proposeBindingOf({
    table: {
      id: 'T90',
      version: 1,
      name: 'people',
      label: text('people'),
      agency: text('agency'),
      about: text('made for this test'),
      key: [],
      columns: [column('entered', 'date'), column('left', 'date'), column('note', 'text')],
    },
    sourceId: 's-1',
    physical: {
      name: '名册',
      columns: [
        { name: 'entered', sourceType: 'csv', type: 'text', confirmed: { type: 'date', dateFormat: 'd/m/yyyy' } },
        { name: 'left', sourceType: 'csv', type: 'text' },
      ],
    },
    valuesOf: () => Promise.resolve([]),
  })
  expect(columns).toEqual({
    entered: { from: 'entered', dateFormat: 'd/m/yyyy' },
    left: { from: 'left', dateFormat: 'auto' },
    note: { from: null },
  })
})
