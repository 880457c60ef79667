import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, screen, userEvent } from 'storybook/test'
import { CredentialsTable, NewCredential } from './CredentialsPanel.tsx'
import { FolderLedger } from './FolderPanel.tsx'
import './sources.css'

const meta = { title: 'sources/Deliveries' } satisfies Meta
export default meta
type Story = StoryObj<typeof meta>

const revoked: string[] = []

export const CredentialIsRevokedAfterAQuestion: Story = {
  render: () => (
    <CredentialsTable
      onRevoke={(id) => revoked.push(id)}
      list={[
        {
          id: 'c1',
          label: '公安执法平台',
          createdByName: '数据管理员',
          createdAt: '2026-10-01T02:00:00Z',
          lastUsedAt: '2026-11-26T18:40:00Z',
          revokedAt: null,
        },
        {
          id: 'c0',
          label: '旧平台',
          createdByName: '数据管理员',
          createdAt: '2025-10-01T02:00:00Z',
          lastUsedAt: null,
          revokedAt: '2026-10-02T02:00:00Z',
        },
      ]}
    />
  ),
  play: async ({ canvas }) => {
    revoked.length = 0
    await userEvent.click(canvas.getByRole('button', { name: '吊销 公安执法平台' }))
    await expect(revoked).toEqual([])
    await userEvent.click(await screen.findByRole('button', { name: '吊销' }))
    await expect(revoked).toEqual(['c1'])
    await expect(canvas.queryByRole('button', { name: '吊销 旧平台' })).toBeNull()
  },
}

export const TokenIsShownOnceWithACallThatWorks: Story = {
  render: () => (
    <NewCredential
      sourceId="5a0c"
      table="在押人员"
      token="jm_push_0123456789abcdef"
      label="公安执法平台"
      onClose={() => {}}
    />
  ),
  play: async ({ canvas }) => {
    const shown = canvas.getByRole('region', { name: '新凭据' })
    await expect(shown).toHaveTextContent('只显示这一次')
    await expect(shown).toHaveTextContent('/push/5a0c/%E5%9C%A8%E6%8A%BC%E4%BA%BA%E5%91%98')
  },
}

export const LedgerOfADropFolder: Story = {
  render: () => (
    <FolderLedger
      folder={{
        folder: '7f3a/kss',
        problem: null,
        files: [
          {
            name: '在押人员-202611.xlsx',
            bytes: 184_320,
            hash: 'ab',
            outcome: 'imported',
            reason: null,
            batches: ['b1'],
            at: '2026-11-26T18:40:00Z',
          },
          {
            name: '在押人员-202610.xls',
            bytes: 120,
            hash: null,
            outcome: 'rejected',
            reason: { zh: '文件有打开密码，无法读取。', en: 'It is protected by a password.' },
            batches: [],
            at: '2026-10-26T18:40:00Z',
          },
        ],
      }}
    />
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('table')).toHaveTextContent('文件有打开密码')
  },
}

export const Dark: Story = { ...LedgerOfADropFolder, globals: { theme: 'ink' } }
