import type { Meta, StoryObj } from '@storybook/react-vite'
import { useMemo } from 'react'
import { expect } from 'storybook/test'
import { createSession, type RunFigures, SessionProvider } from '../document/index.ts'
import { SummaryBar } from './SummaryBar.tsx'
import { storyDocument, storyStatutes, storyTables } from './story-document.ts'
import { storyRun } from './story-run.ts'
import './editor.css'

function AfterARun({ figures }: { readonly figures: RunFigures }) {
  const session = useMemo(() => {
    const catalogue = { tables: storyTables, statutes: storyStatutes }
    const made = createSession({ modelId: 'm', document: storyDocument, mayEdit: true, catalogue })
    made.view.setState({ figures })
    return made
  }, [figures])
  return (
    <SessionProvider session={session}>
      <SummaryBar hidden={false} recount={{ waiting: 2, pending: false, error: null, start: () => {} }} />
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

/** An older run does not say what ran: nothing is known to hold still. */
export const OfAnotherModel: Story = {
  args: { figures: { ...storyRun, outcomes: null, drawn: null } },
  play: async ({ canvas }) => {
    const bar = canvas.getByRole('region', { name: '运行结果' })
    await expect(bar).toHaveTextContent('线索 3')
    await expect(bar).toHaveTextContent('模型已改动，结果可能过时')
  },
}
