import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { StoryForm } from './story-field.tsx'

const meta = {
  title: 'inspector/ConditionRows',
  component: StoryForm,
  args: { type: 'filter', config: { condition: "days > 3 and name <> '' and received > 5" } },
} satisfies Meta<typeof StoryForm>
export default meta
type Story = StoryObj<typeof meta>

export const MarksTheRow: Story = {
  play: async ({ canvas }) => {
    const wrong = canvas.getByRole('listitem', { name: '条件 3，有错误' })
    await expect(wrong).toHaveTextContent('日期不能和整数')
    await expect(canvas.getByRole('listitem', { name: '条件 1' })).not.toHaveTextContent('日期')
    await userEvent.click(canvas.getByRole('button', { name: /received > 5/ }))
    await waitFor(() => expect(document.activeElement?.closest('.expression-field, .monaco-editor')).not.toBeNull())
  },
}

export const AnyOfThem: Story = {
  args: { config: { condition: 'days > 3 or days is null' } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('满足任意一条（2 条）')).toBeVisible()
  },
}

/** One condition needs no rows. */
export const One: Story = {
  args: { config: { condition: 'days > 3' } },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('list', { name: '各条条件' })).toBeNull()
  },
}
