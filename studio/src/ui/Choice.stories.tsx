import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, screen, userEvent } from 'storybook/test'
import { Choice } from './Choice.tsx'

function Editable() {
  const [value, setValue] = useState<string | null>(null)
  return (
    <Choice
      label="出所原因对应的列"
      value={value}
      options={[
        { value: 'CSYY', label: 'CSYY 出所原因', hint: '1　2　9' },
        { value: 'CSRQ', label: 'CSRQ 出所日期', hint: '2026.5.28' },
      ]}
      onChange={setValue}
      placeholder="必填，未对应"
      invalid={value === null}
      searchable
      width={260}
    />
  )
}

const meta = { title: 'ui/Choice', component: Editable } satisfies Meta<typeof Editable>
export default meta
type Story = StoryObj<typeof meta>

export const ChosenByMouse: Story = {
  play: async ({ canvas, canvasElement }) => {
    await userEvent.click(canvas.getByRole('combobox', { name: '出所原因对应的列' }))
    await expect(await screen.findByRole('listbox', { name: '出所原因对应的列' })).toBeInTheDocument()
    await userEvent.click(await screen.findByText('CSRQ 出所日期'))
    await expect(canvasElement).toHaveTextContent('CSRQ 出所日期')
  },
}
