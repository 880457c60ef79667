import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GraphDrawing } from './GraphDrawing.tsx'
import { listingFixture } from './listing.fixture.ts'

const meta = {
  title: 'marketplace/GraphDrawing',
  component: GraphDrawing,
  args: {
    size: 'page',
    label: '模型图',
    document: {
      ...listingFixture.document,
      formatVersion: 2,
      groups: [
        {
          id: 'group-1',
          title: '谁应当收监',
          colour: 'blue',
          position: { x: -30, y: -60 },
          size: { width: 510, height: 300 },
          members: ['t19', 't01', 'join1'],
          collapsed: false,
        },
      ],
    },
  },
} satisfies Meta<typeof GraphDrawing>
export default meta
type Story = StoryObj<typeof meta>

export const WithAFrame: Story = {
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('谁应当收监')).toBeVisible()
    const box = canvasElement.querySelector('svg')?.viewBox.baseVal
    await expect([box?.x, box?.y]).toEqual([-50, -80])
  },
}

export const Small: Story = {
  args: { size: 'card' },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.queryByText('谁应当收监')).toBeNull()
    await expect(canvasElement.querySelectorAll('.graph-frame rect')).toHaveLength(1)
  },
}

export const Dark: Story = { globals: { theme: 'ink' } }
