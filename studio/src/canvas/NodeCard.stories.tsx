import type { Meta, StoryObj } from '@storybook/react-vite'
import { useMemo } from 'react'
import { expect, userEvent } from 'storybook/test'
import { createSession, figuresOf, type RunFigures, SessionProvider } from '../document/index.ts'
import { storyDocument, storyStatutes, storyTables } from '../editor/story-document.ts'
import { Canvas } from './Canvas.tsx'

const run: RunFigures = figuresOf(
  {
    id: 'r',
    modelId: 'm',
    modelTitle: '示例',
    mode: 'trial',
    state: 'finished',
    startedAt: '2026-11-20T01:00:00Z',
    finishedAt: '2026-11-20T01:00:09Z',
    startedBy: '某检察官',
    runDate: '2026-11-20',
    leads: 3,
    undetermined: 1,
    unidentified: 21,
    parameters: [],
    versionHash: '',
    sqlHash: '',
    versionNumber: null,
    seconds: 9,
    sources: [
      {
        nodeId: 'source',
        logicalTable: 'T90',
        sourceName: '名册.xlsx',
        snapshot: '',
        readAt: '',
        rows: 1377,
        rejected: 9,
      },
    ],
    counts: [
      { nodeId: 'source', port: 'rows', rows: 1377 },
      { nodeId: 'identity', port: 'rows', rows: 1356 },
      { nodeId: 'identity', port: 'unverified', rows: 21 },
      { nodeId: 'good', port: 'rows', rows: 42 },
    ],
    joins: [],
    dropped: [],
    judged: [],
    severities: { red: 0, orange: 0, yellow: 0, blue: 0, green: 0 },
    changes: null,
    warnings: [],
    problem: null,
  },
  storyDocument,
)

function Cards({ figures, mayEdit }: { readonly figures: RunFigures | null; readonly mayEdit: boolean }) {
  const session = useMemo(() => {
    const made = createSession({
      modelId: 'm',
      document: storyDocument,
      mayEdit,
      catalogue: { tables: storyTables, statutes: storyStatutes },
    })
    made.view.setState({ figures })
    return made
  }, [figures, mayEdit])
  return (
    <SessionProvider session={session}>
      <div style={{ height: 520 }}>
        <Canvas adaptation={[]} />
      </div>
    </SessionProvider>
  )
}

const meta = { title: 'canvas/NodeCard', component: Cards, args: { figures: null, mayEdit: true } } satisfies Meta<
  typeof Cards
>
export default meta
type Story = StoryObj<typeof meta>

export const NotRun: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByText('没有“dayz”这一列', { exact: false })).toBeVisible()
    await expect(canvas.getAllByRole('img', { name: '有问题' })).toHaveLength(2)
  },
}

export const AfterARun: Story = {
  args: { figures: run },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('1,377 行 · 拒收 9')).toBeVisible()
    await expect(canvas.getByText('待核 21')).toBeVisible()
  },
}

export const ReadOnly: Story = {
  args: { figures: run, mayEdit: false },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('searchbox', { name: '添加节点' })).toBeNull()
  },
}

export const FoundByPinyin: Story = {
  play: async ({ canvas }) => {
    const search = canvas.getByRole('searchbox', { name: '添加节点' })
    await userEvent.type(search, 'qczq')
    await expect(canvas.getByText('没有这样的节点')).toBeVisible()
    await userEvent.clear(search)
    await userEvent.type(search, 'ywy')
    await expect(canvas.getByRole('button', { name: '添加 应有未有' })).toBeVisible()
  },
}

export const Dark: Story = { args: { figures: run }, globals: { theme: 'ink' } }
export const English: Story = { args: { figures: run }, globals: { language: 'en' } }
