import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { storyTables } from '../editor/story-document.ts'
import { RowsTable } from './RowsTable.tsx'
import './results.css'

const columns = storyTables[0]?.columns ?? []
const page = {
  columns,
  rows: [
    ['10********0317', '刘**', '2026-06-02', 142],
    ['10********2918', '欧阳*', '2026-08-31', 1052],
    [null, '阿*·木**', null, null],
  ],
  total: 3,
  computedAt: '2026-11-20T01:00:00Z',
  readAt: '2026-11-20T00:59:00Z',
  runId: null,
  engine: 'duckdb',
  tables: { made: 1, kept: 0 },
} as const

const meta = { title: 'results/RowsTable', component: RowsTable, args: { page, label: '示例的输出' } } satisfies Meta<
  typeof RowsTable
>
export default meta
type Story = StoryObj<typeof meta>

export const MaskedRows: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('columnheader', { name: /证件号码/ })).toHaveTextContent('身份证号 · 脱敏')
    await expect(canvas.getByText('1,052')).toBeVisible()
    await expect(canvas.getAllByText('—')).toHaveLength(3)
  },
}

export const Dark: Story = { globals: { theme: 'ink' } }
export const English: Story = { globals: { language: 'en' } }
