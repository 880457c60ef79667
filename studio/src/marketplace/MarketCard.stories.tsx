import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { listingFixture } from './listing.fixture.ts'
import { MarketCard } from './MarketCard.tsx'

const meta = {
  title: 'marketplace/MarketCard',
  component: MarketCard,
  args: { listing: listingFixture },
  render: (args) => (
    <div className="market-grid" style={{ maxWidth: 760 }}>
      <MarketCard {...args} />
    </div>
  ),
} satisfies Meta<typeof MarketCard>
export default meta
type Story = StoryObj<typeof meta>

export const LacksOneTable: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByText('差 1 张表')).toBeVisible()
    await expect(canvas.getByRole('img', { name: /看守所超期投送的图：8 个节点/ })).toBeVisible()
  },
}

export const Ready: Story = {
  args: {
    listing: {
      ...listingFixture,
      clonedAs: 'model',
      inputs: listingFixture.inputs.map((input) => ({ ...input, bound: true })),
    },
  },
}

export const Dark: Story = { globals: { theme: 'ink' } }
