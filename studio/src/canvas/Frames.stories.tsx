import type { GraphDocument } from '@jianmo/engine/graph'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useMemo } from 'react'
import { expect, fireEvent, userEvent, waitFor } from 'storybook/test'
import { createSession, SessionProvider } from '../document/index.ts'
import { storyDocument, storyStatutes, storyTables } from '../editor/story-document.ts'
import { Canvas } from './Canvas.tsx'

const framed: GraphDocument = {
  ...storyDocument,
  formatVersion: 2,
  nodes: [
    ...storyDocument.nodes,
    {
      id: 'sum',
      type: 'aggregate',
      title: '按收到日汇总',
      position: { x: 880, y: 0 },
      config: { keys: ['received'], results: [] },
    },
    { id: 'both', type: 'union', title: '合并两路', position: { x: 880, y: 170 }, config: {} },
  ],
  edges: [
    ...storyDocument.edges,
    { id: 'e-5', from: { node: 'good', port: 'rows' }, to: { node: 'sum', port: 'rows' } },
    { id: 'e-6', from: { node: 'good', port: 'rows' }, to: { node: 'both', port: 'first' } },
    { id: 'e-7', from: { node: 'open', port: 'rows' }, to: { node: 'both', port: 'second' } },
  ],
  groups: [
    {
      id: 'group-1',
      title: '第一步：核身份',
      colour: 'blue',
      position: { x: -28, y: 0 },
      size: { width: 560, height: 290 },
      members: ['source', 'identity', 'note-1'],
      collapsed: false,
    },
    {
      id: 'group-2',
      title: '第二步：逐条筛选',
      colour: 'green',
      position: { x: 556, y: -60 },
      size: { width: 260, height: 470 },
      members: ['good', 'bad', 'open'],
      collapsed: false,
    },
  ],
  notes: [
    ...storyDocument.notes,
    {
      id: 'note-2',
      text: '合并前两路的列要相同。\n缺的列可以填空值。',
      colour: 'rose',
      position: { x: 880, y: 330 },
      size: { width: 200, height: 64 },
    },
  ],
}

function Drawing({ document, mayEdit }: { readonly document: GraphDocument; readonly mayEdit: boolean }) {
  const session = useMemo(
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

const meta = { title: 'canvas/Frames', component: Drawing, args: { document: framed, mayEdit: true } } satisfies Meta<
  typeof Drawing
>
export default meta
type Story = StoryObj<typeof meta>

export const Open: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('region', { name: '第一步：核身份' })).toBeVisible()
    await expect(canvas.getByRole('button', { name: '合并两路：输入 第三路' })).toBeInTheDocument()
    await expect(canvas.queryByRole('button', { name: '合并两路：输入 第四路' })).toBeNull()
  },
}

export const Collapsed: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: '收起 第二步：逐条筛选' }))
    await expect(canvas.queryByText('写错的条件')).toBeNull()
    await expect(canvas.getByText('2 个有问题', { exact: false })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: '展开 第二步：逐条筛选' }))
    await expect(canvas.getByText('写错的条件')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: '收起 第二步：逐条筛选' }))
  },
}

export const RenamedByKeys: Story = {
  play: async ({ canvas, canvasElement }) => {
    const frame = canvasElement.querySelector<HTMLElement>('.react-flow__node-frame')
    frame?.focus()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(frame).toHaveClass('selected'))
    await userEvent.keyboard('{Enter}')
    const title = await canvas.findByRole('textbox', { name: '分组名称' })
    await userEvent.clear(title)
    await userEvent.type(title, '身份核验{Enter}')
    await expect(canvas.getByRole('region', { name: '身份核验' })).toBeVisible()
  },
}

export const NoteWrittenByKeys: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByText('合并前两路的列要相同。', { exact: false }))
    await userEvent.click(await canvas.findByRole('button', { name: '紫' }))
    await userEvent.dblClick(canvas.getByText('合并前两路的列要相同。', { exact: false }))
    const text = await canvas.findByRole('textbox', { name: '便笺' })
    await userEvent.clear(text)
    await userEvent.type(text, '先对齐列名。')
    await userEvent.keyboard('{Escape}')
    await expect(canvas.getByText('先对齐列名。')).toBeVisible()
    await expect(canvas.queryByRole('textbox', { name: '便笺' })).toBeNull()
  },
}

/** Drags an entry of the palette to a place in the window. */
async function dragOut(entry: HTMLElement, canvas: HTMLElement, place: { clientX: number; clientY: number }) {
  const dataTransfer = new DataTransfer()
  const tell = (target: HTMLElement, type: string) =>
    fireEvent(target, new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, ...place }))
  await tell(entry, 'dragstart')
  await tell(canvas, 'dragover')
  await tell(canvas, 'drop')
}

export const DraggedFromThePalette: Story = {
  args: { document: { ...framed, groups: [] } },
  play: async ({ canvas, canvasElement }) => {
    const pane = canvas.getByRole('region', { name: '画布' })
    const box = pane.getBoundingClientRect()
    const place = { clientX: Math.round(box.left + box.width / 2), clientY: Math.round(box.bottom - 90) }
    const shown = canvasElement.querySelector<HTMLElement>('.react-flow__viewport')
    await waitFor(() => expect(shown?.style.transform).not.toContain('scale(1)'))
    await dragOut(canvas.getByRole('button', { name: '添加 便笺' }), pane, place)
    const note = (await canvas.findByRole('textbox', { name: '便笺' })).closest('.react-flow__node')
    const where = note?.getBoundingClientRect()
    await expect(Math.abs((where?.left ?? 0) - place.clientX)).toBeLessThan(3)
    await expect(Math.abs((where?.top ?? 0) - place.clientY)).toBeLessThan(3)
    await userEvent.keyboard('{Escape}')

    const card = canvasElement.querySelector('.react-flow__node[data-id="source"]')?.getBoundingClientRect()
    const above = { clientX: Math.round((card?.left ?? 0) - 10), clientY: Math.round((card?.top ?? 0) - 30) }
    await dragOut(canvas.getByRole('button', { name: '添加 分组框' }), pane, above)
    const frame = await canvas.findByRole('region', { name: '分组' })
    await expect(Math.abs(frame.getBoundingClientRect().left - above.clientX)).toBeLessThan(3)
    // What stands where it was put is in it.
    await expect(frame).toHaveTextContent(/[1-9] 个节点/)
  },
}

export const FramesAllThatIsSelected: Story = {
  args: { document: { ...framed, groups: [] } },
  play: async ({ canvas, canvasElement }) => {
    const card = (id: string) => canvasElement.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`)
    const user = userEvent.setup()
    await user.click(card('good') as HTMLElement)
    await user.keyboard('{Control>}')
    await user.click(card('sum') as HTMLElement)
    await user.keyboard('{/Control}')
    await waitFor(() => expect(canvasElement.querySelectorAll('.react-flow__node.selected')).toHaveLength(2))
    await user.keyboard('{Control>}g{/Control}')
    await expect(await canvas.findByRole('region', { name: '分组' })).toHaveTextContent('2 个节点')
    await user.keyboard('{Escape}')
    await user.click(card('open') as HTMLElement)
    await user.keyboard('{Shift>}')
    await user.click(card('both') as HTMLElement)
    await user.keyboard('{/Shift}')
    await waitFor(() => expect(canvasElement.querySelectorAll('.react-flow__node.selected')).toHaveLength(2))
  },
}

export const FoundByTyping: Story = {
  play: async ({ canvas }) => {
    await userEvent.type(canvas.getByRole('searchbox', { name: '添加节点' }), 'fzk')
    await expect(canvas.getAllByRole('button', { name: '添加 分组框' })[0]).toBeVisible()
  },
}

export const Dark: Story = { globals: { theme: 'ink' } }
export const ReadOnly: Story = { args: { mayEdit: false } }
