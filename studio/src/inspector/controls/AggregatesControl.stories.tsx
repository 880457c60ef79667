import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import { StoryForm } from './story-field.tsx'

const result = { name: 'times', label: '次数', function: 'count', arguments: [], distinct: false, where: '', order: [] }
const names = {
  ...result,
  name: 'names',
  label: '姓名',
  function: 'join_texts',
  arguments: ['name', "'、'"],
  where: 'days > 30',
  order: [{ column: 'received', direction: 'descending' }],
}

const meta = {
  title: 'inspector/AggregatesControl',
  component: StoryForm,
  args: { type: 'aggregate', config: { keys: ['received'], results: [result, names], having: 'times >= 3' } },
} satisfies Meta<typeof StoryForm>
export default meta
type Story = StoryObj<typeof meta>

export const GroupsAndResults: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByText('“received”可能为空', { exact: false })).toBeVisible()
    await expect(canvas.getByRole('textbox', { name: '分隔符 2' })).toHaveValue("'、'")
    await userEvent.click(canvas.getByRole('button', { name: '添加汇总列' }))
    await expect(canvas.getByRole('textbox', { name: '列名 3' })).toHaveValue('rows')
  },
}

export const WhatIsWrong: Story = {
  args: {
    config: { keys: ['received'], results: [{ ...result, function: 'sum', arguments: ['name'] }], having: 'time > 3' },
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('“合计”不能用于“文本”', { exact: false })).toBeVisible()
    await expect(canvas.getByText('没有“time”这一列', { exact: false })).toBeVisible()
  },
}

export const Dark: Story = { globals: { theme: 'ink' } }
export const English: Story = { globals: { language: 'en' } }
export const ReadOnly: Story = { args: { readOnly: true } }
