import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import type { SaveState } from '../document/index.ts'
import { StateLine } from './StateLine.tsx'
import './editor.css'

const states: readonly SaveState[] = [
  { kind: 'saved', at: '2026-11-20T01:23:00Z' },
  { kind: 'unsaved' },
  { kind: 'saving' },
  { kind: 'offline', reason: { zh: '连不上服务器', en: 'The server cannot be reached' } },
  { kind: 'conflict', conflict: { revision: 4, savedBy: '某检察官', savedAt: '2026-11-20T01:23:00Z' } },
  { kind: 'read-only' },
]

function AllStates() {
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      {states.map((state) => (
        <StateLine key={state.kind} state={state} />
      ))}
    </div>
  )
}

const meta = { title: 'editor/StateLine', component: AllStates } satisfies Meta<typeof AllStates>
export default meta
type Story = StoryObj<typeof meta>

export const EveryState: Story = {
  play: async ({ canvas }) => {
    for (const words of ['未保存', '正在保存', '有冲突', '只读']) await expect(canvas.getByText(words)).toBeVisible()
  },
}

export const Dark: Story = { globals: { theme: 'ink' } }
export const English: Story = { globals: { language: 'en' } }
