import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import { RouteError } from '../app/problem-of.ts'
import { Notice } from './Notice.tsx'
import { Panel } from './Panel.tsx'
import { EmptyState, ErrorState, LoadingState, OfflineState, RefusedState } from './states.tsx'

const meta = { title: 'ui/states', component: Panel, args: { children: null } } satisfies Meta<typeof Panel>
export default meta
type Story = StoryObj<typeof meta>

export const Empty: Story = {
  render: () => (
    <Panel>
      <EmptyState title="还没有线索">用已批准的版本做一次正式运行，发现的线索就会列在这里。</EmptyState>
    </Panel>
  ),
}
export const Loading: Story = {
  render: () => (
    <Panel>
      <LoadingState rows={5} />
    </Panel>
  ),
}
export const Refused: Story = {
  render: () => (
    <Panel>
      <RefusedState />
    </Panel>
  ),
}
export const Offline: Story = {
  render: () => (
    <Panel>
      <OfflineState onRetry={() => undefined} />
    </Panel>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: '再试一次' })).toBeEnabled()
  },
}
export const Failed: Story = {
  render: () => (
    <Panel>
      <ErrorState
        error={
          new RouteError({
            code: 'source-down',
            text: { zh: '数据源没有应答。', en: 'The source does not answer.' },
            data: {},
          })
        }
      />
    </Panel>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/数据源没有应答/)).toBeVisible()
  },
}
/** The database's own words are folded away, and can be read by keyboard. */
export const FailedInTheDatabase: Story = {
  render: () => (
    <Panel>
      <ErrorState
        error={
          new RouteError({
            code: 'statement-failed',
            text: { zh: '数据库没有完成这一步。请检查这个节点里的计算。', en: 'The database refused this step.' },
            data: { detail: 'Out of Range Error: Overflow in multiplication of INT64', sql: 'select "n" * $1' },
          })
        }
      />
    </Panel>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/Out of Range/)).not.toBeVisible()
    await userEvent.click(canvas.getByText('详情'))
    await expect(canvas.getByRole('group', { name: '数据库的原文' })).toHaveTextContent('Out of Range Error')
    await expect(canvas.getByRole('group', { name: 'SQL' })).toBeVisible()
  },
}
export const Notices: Story = {
  render: () => (
    <>
      <Notice tone="info">线索不是结论。</Notice>
      <Notice tone="ok">连接正常。</Notice>
      <Notice tone="warning">有 21 行身份证号无效，已转待核身份。</Notice>
      <Notice tone="error">缺少必填的列：“出所原因”。</Notice>
    </>
  ),
}
export const NoticesDark: Story = { ...Notices, globals: { theme: 'ink' } }
