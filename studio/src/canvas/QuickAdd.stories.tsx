import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent } from 'storybook/test'
import { storyDocument, storyTables } from '../editor/story-document.ts'
import { paletteItems } from './palette-items.ts'
import { QuickAdd } from './QuickAdd.tsx'
import { entriesFor } from './quick-add.ts'
import './building.css'
import './canvas.css'

const items = paletteItems(storyTables)

const meta = {
  component: QuickAdd,
  args: {
    title: '添加节点',
    showsTitle: false,
    entries: entriesFor(storyDocument, items, { kind: 'add' }),
    place: { left: 20, top: 20 },
    onChoose: fn(),
    onClose: fn(),
    onLeave: fn(),
  },
  decorators: [
    (Story) => (
      <div style={{ position: 'relative', height: 420 }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof QuickAdd>
export default meta
type Story = StoryObj<typeof meta>

export const All: Story = {}

export const FoundByPinyin: Story = {
  play: async ({ canvas, args }) => {
    await userEvent.type(canvas.getByRole('combobox'), 'ywy')
    await expect(canvas.getAllByRole('option')[0]).toHaveTextContent('应有未有')
    await userEvent.keyboard('{Enter}')
    await expect(args.onChoose).toHaveBeenCalledWith(expect.objectContaining({ key: 'join:anti' }))
  },
}

export const NothingFits: Story = {
  play: async ({ canvas, args }) => {
    await userEvent.type(canvas.getByRole('combobox'), 'qqq')
    await expect(canvas.getByText('没有合适的节点')).toBeVisible()
    await userEvent.keyboard('{Enter}')
    await expect(args.onChoose).not.toHaveBeenCalled()
    await userEvent.keyboard('{Escape}')
    await expect(args.onClose).toHaveBeenCalled()
  },
}

export const WhatReplacingCosts: Story = {
  args: {
    title: '把“有效”换成',
    showsTitle: true,
    entries: entriesFor(storyDocument, items, { kind: 'replace', nodeId: 'identity' }),
  },
}

export const Dark: Story = { globals: { theme: 'ink' } }
