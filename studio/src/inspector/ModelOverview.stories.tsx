import type { GraphDocument } from '@jianmo/engine/graph'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useMemo } from 'react'
import { expect, userEvent } from 'storybook/test'
import { createSession, SessionProvider } from '../document/index.ts'
import { storyDocument, storyStatutes, storyTables } from '../editor/story-document.ts'
import { ModelOverview } from './ModelOverview.tsx'
import './inspector.css'

const framed: GraphDocument = {
  ...storyDocument,
  formatVersion: 2,
  // A phone number in a note is a problem of the whole model, at no card.
  summary: '联系电话 13812345678',
  groups: [
    {
      id: 'group-1',
      title: '逐条筛选',
      colour: 'green',
      position: { x: 556, y: -60 },
      size: { width: 260, height: 470 },
      members: ['good', 'bad', 'open'],
      collapsed: true,
    },
    {
      id: 'group-2',
      title: '以后再画',
      colour: 'rose',
      position: { x: 900, y: 0 },
      size: { width: 260, height: 200 },
      members: [],
      collapsed: false,
    },
  ],
}

function Overview({ document }: { readonly document: GraphDocument }) {
  const session = useMemo(() => {
    const catalogue = { tables: storyTables, statutes: storyStatutes }
    return createSession({ modelId: 'm', document, mayEdit: true, catalogue })
  }, [document])
  return (
    <SessionProvider session={session}>
      <output hidden>{session.inference.getState().problems.length}</output>
      <aside className="inspector" style={{ width: 348, height: 560 }}>
        <ModelOverview />
      </aside>
    </SessionProvider>
  )
}

const meta = { title: 'inspector/ModelOverview', component: Overview, args: { document: framed } } satisfies Meta<
  typeof Overview
>
export default meta
type Story = StoryObj<typeof meta>

export const WithFrames: Story = {
  play: async ({ canvas, canvasElement }) => {
    const outline = canvas.getByRole('navigation', { name: '大纲' })
    const entries = [...outline.querySelectorAll('button span:not(.node-tile)')].map((entry) => entry.textContent)
    await expect(entries).toEqual([
      '示例名册 T90',
      '核身份',
      '逐条筛选',
      '超过三十日',
      '写错的条件',
      '还没写条件',
      '以后再画',
    ])
    await userEvent.click(canvas.getByRole('button', { name: /逐条筛选/ }))
    const found = canvasElement.querySelector('output')?.textContent
    const shown = canvas.getByText('问题').nextElementSibling
    await expect(shown).toHaveTextContent(found ?? '')
  },
}

export const Dark: Story = { globals: { theme: 'ink' } }
