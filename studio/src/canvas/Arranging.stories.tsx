import type { GraphDocument } from '@jianmo/engine/graph'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useMemo } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import { createSession, type Session, SessionProvider } from '../document/index.ts'
import { storyDocument, storyStatutes, storyTables } from '../editor/story-document.ts'
import { Canvas } from './Canvas.tsx'

/** The demo's cards, one on top of the other. */
const heap: GraphDocument = {
  ...storyDocument,
  nodes: storyDocument.nodes.map((node, index) => ({ ...node, position: { x: index * 30, y: index * 40 } })),
}

let session: Session

function Drawing({ document, mayEdit }: { readonly document: GraphDocument; readonly mayEdit: boolean }) {
  session = useMemo(
    () =>
      createSession({ modelId: 'm', document, mayEdit, catalogue: { tables: storyTables, statutes: storyStatutes } }),
    [document, mayEdit],
  )
  return (
    <SessionProvider session={session}>
      <div style={{ height: 560 }}>
        <Canvas adaptation={[]} />
      </div>
    </SessionProvider>
  )
}

const meta = {
  title: 'canvas/Arranging',
  component: Drawing,
  args: { document: heap, mayEdit: true },
} satisfies Meta<typeof Drawing>
export default meta
type Story = StoryObj<typeof meta>

const history = () => session.document.getState().history

export const Arranged: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: '自动布局' }))
    await waitFor(() => expect(history().past).toHaveLength(1), { timeout: 20_000 })
    await expect(history().past[0]?.name.zh).toMatch(/^自动布局 \d 个节点$/)
    const columns = new Set(history().document.nodes.map(({ position }) => position.x))
    await expect(columns.size).toBeGreaterThan(2)
  },
}

export const Pinned: Story = {
  play: async ({ canvas, canvasElement }) => {
    const card = canvasElement.querySelector<HTMLElement>('.react-flow__node-card:last-of-type')
    card?.focus()
    await userEvent.keyboard('{Enter}')
    await userEvent.click(await canvas.findByRole('button', { name: /^固定位置/ }))
    await expect(await canvas.findByRole('img', { name: '位置已固定' })).toBeVisible()
    const pinned = history().document.nodes.find((node) => node.pinned)
    await userEvent.click(canvas.getByRole('button', { name: '自动布局' }))
    await waitFor(() => expect(history().past).toHaveLength(2), { timeout: 20_000 })
    await expect(history().document.nodes).toContainEqual(pinned)
  },
}

export const ReadOnly: Story = {
  args: { mayEdit: false },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('button', { name: '自动布局' })).toBeNull()
  },
}
