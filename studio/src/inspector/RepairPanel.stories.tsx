import type { Column } from '@jianmo/connectors/words'
import { rankReplacements } from '@jianmo/engine/schema'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, fn, userEvent } from 'storybook/test'
import type { RepairOffer } from '../document/index.ts'
import { RepairPanel } from './RepairPanel.tsx'
import './inspector.css'

const column = (name: string, zh: string, type: Column['type'], more: Partial<Column> = {}): Column => ({
  name,
  type,
  label: { zh, en: name },
  sensitivity: 'internal',
  ...more,
})
const was = column('id_no', '证件号码', 'text', { semantic: 'resident-id' })
const names: Readonly<Record<string, string>> = { keep: '未离所', meet: '与判决碰撞', judge: '研判' }

function offersOf(candidates: readonly (readonly [Column, number])[]): readonly RepairOffer[] {
  const ranked = rankReplacements(
    { name: was.name, was },
    candidates.map(([one, newErrors]) => ({ column: one, newErrors })),
  )
  return ranked.map((one) => ({ ...one, changes: Object.keys(names) }))
}

const good = offersOf([
  [column('admit_date', '入所日', 'date'), 2],
  [column('idcard', '身份证', 'text', { semantic: 'resident-id' }), 0],
  [column('person_name', '姓名', 'text', { semantic: 'person-name' }), 0],
  [column('days', '天数', 'integer'), 2],
])

const meta = {
  title: 'inspector/RepairPanel',
  component: RepairPanel,
  args: {
    lost: 'id_no',
    seen: { column: was, step: { zh: '修改“留下的列”', en: 'Change “Columns to keep”' } },
    offers: good,
    titleOf: (id: string) => names[id] ?? id,
    asked: false,
    onShown: fn(),
    onRepair: fn(),
  },
  decorators: [
    (Story) => (
      <div className="inspector" style={{ width: 340, padding: 12 }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof RepairPanel>
export default meta
type Story = StoryObj<typeof meta>

export const OffersTheBest: Story = {
  play: async ({ canvas, args }) => {
    await expect(canvas.getByRole('radio', { name: /身份证/ })).toBeChecked()
    await expect(canvas.getByText(/含义相同 · 同为文本 · 换上后没有新问题/)).toBeVisible()
    await expect(canvas.getByText(/改 3 个节点：未离所、与判决碰撞、研判/)).toBeVisible()
    await userEvent.click(canvas.getByRole('radio', { name: /姓名/ }))
    await userEvent.click(canvas.getByRole('button', { name: '修复：换成“姓名”' }))
    await expect(args.onRepair).toHaveBeenCalledWith(
      expect.objectContaining({ column: expect.objectContaining({ name: 'person_name' }) }),
    )
  },
}

/** Nobody saw the column, and nothing reminds of it: nothing is chosen for the drawer. */
export const OffersNothingByItself: Story = {
  args: {
    seen: null,
    offers: offersOf([
      [column('admit_date', '入所日', 'date'), 2],
      [column('days', '天数', 'integer'), 1],
    ]),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: '选一列再修复' })).toBeDisabled()
    for (const radio of canvas.getAllByRole('radio')) await expect(radio).not.toBeChecked()
  },
}

export const NothingArrives: Story = {
  args: { offers: [] },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/没有能代替的/)).toBeVisible()
    await expect(canvas.queryByRole('button')).toBeNull()
  },
}

/** Whoever asked for it goes on from its button. */
export const AskedFor: Story = {
  render: function Asked(args) {
    const [asked, setAsked] = useState(true)
    return <RepairPanel {...args} asked={asked} onShown={() => setAsked(false)} />
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: /^修复：/ })).toHaveFocus()
  },
}

export const Dark: Story = { globals: { theme: 'ink' } }
export const English: Story = { globals: { language: 'en' } }
