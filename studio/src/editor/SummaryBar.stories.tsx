import type { Meta, StoryObj } from '@storybook/react-vite'
import { useMemo } from 'react'
import { expect, fn, userEvent } from 'storybook/test'
import { createSession, type RunFigures, SessionProvider } from '../document/index.ts'
import { SummaryBar } from './SummaryBar.tsx'
import { storyDocument, storyStatutes, storyTables } from './story-document.ts'
import { storyRun } from './story-run.ts'
import type { RecountControl } from './use-recount.ts'
import './editor.css'

const nothingToCount: RecountControl = { waiting: 0, pending: false, error: null, start: null }

interface AfterARunProps {
  readonly figures: RunFigures
  readonly recount?: RecountControl
}

function AfterARun({ figures, recount = nothingToCount }: AfterARunProps) {
  const session = useMemo(() => {
    const catalogue = { tables: storyTables, statutes: storyStatutes }
    const made = createSession({ modelId: 'm', document: storyDocument, mayEdit: true, catalogue })
    made.view.setState({ figures })
    return made
  }, [figures])
  return (
    <SessionProvider session={session}>
      <SummaryBar hidden={false} recount={recount} />
    </SessionProvider>
  )
}

const meta = { title: 'editor/SummaryBar', component: AfterARun, args: { figures: storyRun } } satisfies Meta<
  typeof AfterARun
>
export default meta
type Story = StoryObj<typeof meta>

/** Fifteen rows were judged to be violations; they make two leads. */
export const CountsLeads: Story = {
  args: {
    figures: {
      ...storyRun,
      nodes: {
        good: {
          rows: {},
          join: null,
          dropped: null,
          judged: [{ rule: 'R1', outcome: 'violation', rows: 15 }],
          rejected: null,
          sourceName: null,
        },
      },
    },
  },
  play: async ({ canvas }) => {
    const bar = canvas.getByRole('region', { name: '运行结果' })
    await expect(bar).toHaveTextContent('疑似 2')
    await expect(bar).toHaveTextContent('查看 3 条线索')
    await expect(bar).not.toHaveTextContent('过时')
  },
}

/** Cards were counted again after a change; the leads are still those of the run. */
export const CountedAgain: Story = {
  args: {
    figures: { ...storyRun, recount: { at: '2026-11-20T02:00:00Z', nodes: 2, left: new Set() } },
    recount: { ...nothingToCount, waiting: 3, start: fn() },
  },
  play: async ({ canvas, args }) => {
    const bar = canvas.getByRole('region', { name: '运行结果' })
    await expect(bar).toHaveTextContent('重新计算了 2 个节点，线索仍是运行时的')
    await userEvent.click(canvas.getByRole('button', { name: '只重新计算 3 个过时节点' }))
    await expect(args.recount?.start).toHaveBeenCalledOnce()
  },
}

/** An older run does not say what ran: nothing is known to hold still. */
export const OfAnotherModel: Story = {
  args: { figures: { ...storyRun, outcomes: null, drawn: null, counted: null } },
  play: async ({ canvas }) => {
    const bar = canvas.getByRole('region', { name: '运行结果' })
    await expect(bar).toHaveTextContent('线索 3')
    await expect(bar).toHaveTextContent('模型已改动，结果可能过时')
  },
}
