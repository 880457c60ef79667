import type { Binding, LogicalColumn } from '@jianmo/connectors/words'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, screen, userEvent } from 'storybook/test'
import { chooseCode } from './binding-draft.ts'
import { CodeMappingTable } from './CodeMappingTable.tsx'

const column: LogicalColumn = {
  name: 'release_reason',
  label: { zh: '出所原因', en: 'Reason for leaving' },
  type: 'text',
  sensitivity: 'public',
  required: true,
  codes: [
    { value: 'to_prison', label: { zh: '投送监狱', en: 'Sent to prison' } },
    { value: 'served', label: { zh: '刑满释放', en: 'Sentence served' } },
    { value: 'bail', label: { zh: '取保候审', en: 'Bail' } },
  ],
}

const values = [
  { value: '1', rows: 912 },
  { value: null, rows: 364 },
  { value: '2', rows: 88 },
  { value: '9', rows: 13 },
]

function Editable() {
  const [binding, setBinding] = useState<Binding>({
    logicalTable: 'T03',
    sourceId: 's',
    table: 'ry',
    columns: { release_reason: { from: 'CSYY', codes: { '1': 'to_prison', '2': 'served' } } },
  })
  return (
    <div style={{ maxWidth: 560 }}>
      <CodeMappingTable
        column={column}
        binding={binding.columns.release_reason ?? { from: null }}
        values={values}
        onChoose={(value, code) => setBinding((old) => chooseCode(old, 'release_reason', value, code))}
      />
    </div>
  )
}

const meta = { title: 'bindings/CodeMappingTable', component: Editable } satisfies Meta<typeof Editable>
export default meta
type Story = StoryObj<typeof meta>

export const OneValueUnmapped: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByText('1 个值未对应，涉及 13 行')).toBeVisible()
  },
}

export const MendedByMouse: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('combobox', { name: '“9”对应为' }))
    await userEvent.click(await screen.findByTitle('取保候审'))
    await expect(await canvas.findByText('✓ 全部对应')).toBeVisible()
  },
}

export const Dark: Story = { globals: { theme: 'ink' } }
