import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import { StoryForm } from './story-field.tsx'

const meta = {
  title: 'inspector/ChoiceCountParameters',
  component: StoryForm,
  args: { type: 'union', config: {} },
} satisfies Meta<typeof StoryForm>
export default meta
type Story = StoryObj<typeof meta>

export const Choice: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByText('填空值'))
    await expect(canvas.getByText('取各路全部的列', { exact: false })).toBeVisible()
  },
}

export const SortAndCount: Story = {
  args: { type: 'sort', config: { order: [{ column: 'days', direction: 'descending' }], per: ['received'] } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('请填写每组取几行', { exact: false })).toBeVisible()
    await userEvent.type(canvas.getByRole('spinbutton', { name: '只留最前的行数' }), '5')
    await expect(canvas.queryByText('请填写每组取几行', { exact: false })).toBeNull()
    await userEvent.click(canvas.getByRole('button', { name: '空值排在最前 1' }))
    await expect(canvas.getByText('空值在前')).toBeVisible()
  },
}

export const Parameters: Story = {
  args: { type: 'parameter', config: { parameters: ['limit_days', 'limit_day'] } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('期限')).toBeVisible()
    await expect(canvas.getByText('是不是“limit_days”', { exact: false })).toBeVisible()
  },
}

export const DeduplicateDark: Story = {
  args: {
    type: 'deduplicate-keep',
    config: { key: ['name'], order: [{ column: 'received', direction: 'descending' }] },
  },
  globals: { theme: 'ink' },
}
export const SortEnglish: Story = {
  args: { type: 'sort', config: { order: [{ column: 'days', direction: 'ascending', nulls: 'first' }] } },
  globals: { language: 'en' },
}
