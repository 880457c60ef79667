import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, screen, userEvent, waitFor } from 'storybook/test'
import { StoryForm } from './story-field.tsx'

const table = {
  columns: [
    { name: 'code', label: '罪名代码', type: 'text' },
    { name: 'charge', label: '罪名', type: 'text' },
    { name: 'amount', label: '起点数额', type: 'decimal' },
    { name: 'since', label: '起算日', type: 'date' },
  ],
  rows: [
    ['0101', '盗窃', '2,000', '2013-04-04'],
    ['0102', '诈骗', '3000', '2011年4月8日'],
    ['0103', '敲诈勒索', '三千', '2013-04-27'],
  ],
}
const meta = {
  title: 'inspector/TableControl',
  component: StoryForm,
  args: { type: 'inline-table', config: { table } },
} satisfies Meta<typeof StoryForm>
export default meta
type Story = StoryObj<typeof meta>

export const WrongCell: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByText('第 3 行“起点数额”写的是“三千”', { exact: false })).toBeVisible()
    await userEvent.click(canvas.getByText('三千'))
    await userEvent.keyboard('3000{Enter}')
    await expect(canvas.queryByText('第 3 行“起点数额”', { exact: false })).toBeNull()
    // Enter in the last row begins a new one.
    await expect(canvas.getByText('4 / 500 行')).toBeVisible()
  },
}

export const WalkedByKeys: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByText('盗窃'))
    await userEvent.keyboard('{ArrowDown}')
    await expect(canvas.getByRole('textbox', { name: '2 / 罪名' })).toHaveFocus()
    await userEvent.keyboard('{Tab}')
    await expect(canvas.getByRole('textbox', { name: '2 / 起点数额' })).toHaveFocus()
    await userEvent.keyboard('5{Escape}')
    await expect(canvas.getByRole('textbox', { name: '2 / 起点数额' })).toHaveValue('3000')
    await userEvent.keyboard('{ArrowLeft}')
    await expect(canvas.getByRole('textbox', { name: '2 / 罪名' })).toHaveFocus()
  },
}

export const PastedFromASpreadsheet: Story = {
  args: { config: {} },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('textbox', { name: '粘贴表格' }))
    await userEvent.paste('区划\t名称\t人口\r\n330102\t上城区\t1,320,000\r\n330105\t拱墅区\t1,120,000\r\n')
    await expect(canvas.getByText('2 / 500 行')).toBeVisible()
    await expect(canvas.getByRole('combobox', { name: '类型 3' })).toHaveValue('integer')
  },
}

export const Empty: Story = { args: { config: {} } }
export const Large: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: '放大编辑' }))
    const dialog = await screen.findByRole('dialog')
    await waitFor(() => expect(dialog).toBeVisible())
  },
}
export const Dark: Story = { globals: { theme: 'ink' } }
export const English: Story = { globals: { language: 'en' } }
export const ReadOnly: Story = { args: { readOnly: true } }
