import type { Meta, StoryObj } from '@storybook/react-vite'
import { useMemo } from 'react'
import { expect, userEvent } from 'storybook/test'
import { createSession, type RunFigures, SessionProvider } from '../document/index.ts'
import { storyDocument, storyStatutes, storyTables } from '../editor/story-document.ts'
import { storyRun } from '../editor/story-run.ts'
import { Canvas } from './Canvas.tsx'

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
  args: { figures: storyRun },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('1,377 行 · 拒收 9')).toBeVisible()
    await expect(canvas.getByText('待核 21')).toBeVisible()
  },
}

export const ReadOnly: Story = {
  args: { figures: storyRun, mayEdit: false },
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

export const Dark: Story = { args: { figures: storyRun }, globals: { theme: 'ink' } }
export const English: Story = { args: { figures: storyRun }, globals: { language: 'en' } }
