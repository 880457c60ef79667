import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, fn, userEvent, waitFor } from 'storybook/test'
import { SqlCountCheck } from './SqlCountCheck.tsx'
import { SqlParts } from './SqlParts.tsx'
import './sql.css'

const text = `with
  -- 示例名册
  "n_source_rows" as materialized (
    select "id_no", "days"
    from "scan_source"
  )
-- 超过三十日
select "id_no"
from "n_source_rows"
where "days" > 30`

const sql = {
  dialect: 'duckdb',
  text,
  parts: [
    { nodeId: 'source', from: 2, to: 6 },
    { nodeId: 'good', from: 7, to: 10 },
  ],
  relations: [{ relation: 'scan_source', logicalTable: 'T90', table: '名册' }],
} as const

function Parts({ onShow }: { readonly onShow: (nodeId: string) => void }) {
  const [pointed, setPointed] = useState<string | null>(null)
  return (
    <div style={{ height: 300, display: 'grid' }}>
      <SqlParts
        sql={sql}
        label="SQL：超过三十日"
        pointed={pointed}
        onPoint={setPointed}
        onShow={onShow}
        titleOf={(id) => (id === 'source' ? '示例名册' : '超过三十日')}
      />
    </div>
  )
}

const meta = { title: 'sql/SqlParts', component: Parts, args: { onShow: fn() } } satisfies Meta<typeof Parts>
export default meta
type Story = StoryObj<typeof meta>

/** The part of a node stands out while the node is pointed at, by the keyboard as well. */
export const Pointed: Story = {
  play: async ({ canvas, canvasElement, args }) => {
    // Loaded before, as on a page on which SQL was looked at already.
    await import('../expression/monaco.ts')
    await waitFor(() => expect(canvasElement.querySelectorAll('.view-line').length).toBeGreaterThan(0), {
      timeout: 20_000,
    })
    await expect(canvasElement.querySelectorAll('.sql-part')).toHaveLength(0)
    canvas.getByRole('button', { name: '超过三十日' }).focus()
    await waitFor(() => expect(canvasElement.querySelectorAll('.sql-part').length).toBeGreaterThan(0))
    await userEvent.click(canvas.getByRole('button', { name: '示例名册' }))
    await expect(args.onShow).toHaveBeenCalledWith('source')
  },
}

const counted = { text, rows: 42, runId: 'r', readAt: '2026-11-20T01:00:00Z' }

export const Agrees: Story = {
  render: () => <SqlCountCheck counted={counted} counting={false} onCanvas={42} onCount={() => {}} />,
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('status')).toHaveTextContent('这段 SQL 得 42 行，与画布上的数一致 ✓')
  },
}

export const Differs: Story = {
  render: () => <SqlCountCheck counted={counted} counting={false} onCanvas={40} onCount={() => {}} />,
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('status')).toHaveTextContent('这段 SQL 得 42 行，画布上是 40 行 ✗')
  },
}
