import type { SourceSummary } from '@jianmo/engine/api'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { SourcesTable } from './SourcesTable.tsx'
import './sources.css'

const source = (name: string, change: Partial<SourceSummary>): SourceSummary => ({
  id: name,
  name,
  kind: 'csv',
  agency: '甲县看守所',
  reading: 'file',
  health: 'ok',
  healthText: null,
  checkedAt: null,
  newestAt: null,
  expectedDays: null,
  overdueDays: null,
  lastReadAt: null,
  batches: [],
  ...change,
})

const sources = [
  source('看守所月报', { newestAt: '2026-09-01T00:00:00Z', expectedDays: 31, overdueDays: 57 }),
  source('法院裁判库', {
    kind: 'postgres',
    reading: 'live',
    health: 'failing',
    healthText: {
      zh: '数据源拒绝了用户“reader”的登录。请检查用户名和密码。',
      en: 'The source refused the login of "reader".',
    },
  }),
  source('监狱投放', { reading: 'folder', kind: 'folder', health: 'unknown' }),
  source('公安平台', { reading: 'push', kind: 'push', newestAt: '2026-11-27T00:00:00Z' }),
]

const meta = {
  title: 'sources/SourcesTable',
  component: SourcesTable,
  args: { sources, labelOf: (kind) => kind },
} satisfies Meta<typeof SourcesTable>
export default meta
type Story = StoryObj<typeof meta>

export const OverdueFailingAndNew: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('row', { name: /看守所月报/ })).toHaveTextContent('应每月更新⚠ 逾期 57 天未更新')
    await expect(canvas.getByRole('row', { name: /法院裁判库/ })).toHaveTextContent(
      '✕ 读不到数据源拒绝了用户“reader”的登录',
    )
    await expect(canvas.getByRole('row', { name: /监狱投放/ })).toHaveTextContent('未测试尚无数据')
  },
}

export const Dark: Story = { globals: { theme: 'ink' } }
export const English: Story = { globals: { language: 'en' } }
