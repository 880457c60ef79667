import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { LeadView } from './LeadView.tsx'
import { leadFixture } from './lead.fixture.ts'

const meta = {
  title: 'leads/LeadView',
  component: LeadView,
  args: { lead: leadFixture, crumbs: '← 线索' },
  parameters: { layout: 'fullscreen' },
  decorators: [
    (Story) => (
      <div style={{ height: '100vh' }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof LeadView>
export default meta
type Story = StoryObj<typeof meta>

export const Suspected: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('heading', { level: 1 })).toHaveTextContent('刘**：超期未投送')
    await expect(canvas.getByText(/线索不是结论/)).toBeVisible()
    await expect(canvas.getByText('条文待核实，不得引用')).toBeVisible()
  },
}

export const Dark: Story = { globals: { theme: 'ink' } }
export const English: Story = { globals: { language: 'en' } }
