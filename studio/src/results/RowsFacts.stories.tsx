import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { RowsFacts } from './RowsFacts.tsx'
import { StaleStamp } from './StaleStamp.tsx'
import './results.css'

const page = {
  columns: [],
  rows: [[], [], []],
  total: 3,
  computedAt: '2026-11-20T01:00:09Z',
  readAt: '2026-11-20T01:00:00Z',
  runId: null,
  engine: 'duckdb',
  tables: { made: 1, kept: 4 },
} as const

const meta = { title: 'results/RowsFacts', component: RowsFacts, args: { page } } satisfies Meta<typeof RowsFacts>
export default meta
type Story = StoryObj<typeof meta>

export const All: Story = {
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('全量')).toBeVisible()
    await expect(canvasElement).toHaveTextContent('显示 3 行，共 3 行')
    await expect(canvasElement).toHaveTextContent('数据读于')
  },
}

/** A part of the rows is never shown as if it were all of them. */
export const FirstRows: Story = {
  args: { page: { ...page, total: 61_204, runId: 'r' } },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('只列前 3 行')).toBeVisible()
    await expect(canvasElement).not.toHaveTextContent('全量')
    await expect(canvasElement).toHaveTextContent('显示 3 行，共 61,204 行')
    await expect(canvasElement).toHaveTextContent('的运行读入')
  },
}

/** What stands over old rows. */
export const Stamp: Story = {
  render: () => (
    <StaleStamp
      reasons={[
        { nodeId: 'good', text: { zh: '“超过三十日”：修改“条件”', en: '“Over thirty days”: Change “Condition”' } },
      ]}
    />
  ),
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent('旧数据改动之前的结果。“超过三十日”：修改“条件”')
  },
}

export const Dark: Story = { ...Stamp, globals: { theme: 'ink' } }
export const English: Story = { ...FirstRows, globals: { language: 'en' }, play: async () => {} }
