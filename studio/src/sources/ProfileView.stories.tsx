import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import { ProfileView } from './ProfileView.tsx'
import { storyColumns, storyProfile } from './story-data.ts'
import './sources.css'

const meta = {
  title: 'sources/ProfileView',
  component: ProfileView,
  args: { columns: storyColumns, profile: storyProfile },
} satisfies Meta<typeof ProfileView>
export default meta
type Story = StoryObj<typeof meta>

/** Nothing that was estimated or sampled is shown as exact. */
export const SaysWhatWasNotCounted: Story = {
  play: async ({ canvas }) => {
    const detail = canvas.getByRole('region', { name: /sfzh/ })
    await expect(detail).toHaveTextContent('≈ 1,180,442 估计')
    await expect(detail).toHaveTextContent('常见值 20,000 行样本')
    await expect(detail).toHaveTextContent('值已脱敏')
    await expect(canvas.queryByText(/\d{17}[\dX]/)).toBeNull()
  },
}

export const AnotherColumnFromTheKeyboard: Story = {
  play: async ({ canvas }) => {
    canvas.getByRole('button', { name: 'sfzh' }).focus()
    await userEvent.tab()
    await userEvent.keyboard('{Enter}')
    const detail = canvas.getByRole('region', { name: /rsrq/ })
    await expect(detail).toHaveTextContent('从 2026-01-01 到 2026-11-01，分 10 段')
    await expect(detail.querySelectorAll('svg.histogram rect')).toHaveLength(10)
  },
}

export const EmptyColumn: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'bz' }))
    await expect(canvas.getByRole('region', { name: /bz/ })).toHaveTextContent('空值1,204,318 100%')
  },
}

export const BeforeTheScan: Story = { args: { profile: null } }
export const Dark: Story = { globals: { theme: 'ink' } }
export const English: Story = { globals: { language: 'en' } }
