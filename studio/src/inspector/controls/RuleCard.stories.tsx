import { analyze, type Scope } from '@jianmo/engine/expression'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent } from 'storybook/test'
import { storyStatutes, storyTables } from '../../editor/story-document.ts'
import { RuleCard } from './RuleCard.tsx'
import { type ConfigItem, textOf } from './read-config.ts'
import '../inspector.css'

const rule: ConfigItem = {
  id: 'R1',
  title: '超过期限',
  outcome: 'violation',
  severity: 'orange',
  when: 'days > 30',
  deadline: 'received',
  days: 'days',
  eventDate: 'received',
  statute: 'example.limit',
  unknown: '天数不明',
  unless: [{ when: "name = '不适用'", reason: '另有规定' }],
  undetermined: [],
  raise: [{ when: 'days > 60', severity: 'red' }],
}
const scope: Scope = { columns: storyTables[0]?.columns ?? [], parameters: [] }
const figures = [
  { rule: 'R1', outcome: 'violation', rows: 6 },
  { rule: 'R1', outcome: 'ok', rows: 353 },
  { rule: 'R1', outcome: 'cannot-determine', rows: 5 },
] as const

function Editable({ start }: { readonly start: ConfigItem }) {
  const [value, setValue] = useState(start)
  const problems = analyze(textOf(value.when), scope).problems.map((problem) => ({ ...problem, field: 'rules.0.when' }))
  return (
    <div style={{ width: 320 }}>
      <RuleCard
        rule={value}
        number={1}
        path="rules.0"
        scope={scope}
        problems={problems}
        statutes={storyStatutes}
        figures={figures}
        readOnly={false}
        onChange={setValue}
        onRemove={() => undefined}
        onMoveUp={null}
        onSettle={() => undefined}
      />
    </div>
  )
}

const meta = { title: 'inspector/RuleCard', component: Editable, args: { start: rule } } satisfies Meta<typeof Editable>
export default meta
type Story = StoryObj<typeof meta>

export const WithLawAndFigures: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByText('示例法 第九条')).toBeVisible()
    await expect(canvas.getByText('未核实')).toBeVisible()
    await expect(canvas.getByText('无法判断', { exact: false })).toHaveTextContent('5')
  },
}

export const WrongColumn: Story = {
  args: { start: { ...rule, when: 'dayz > 30' } },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('alert')).toHaveTextContent('dayz')
    await expect(canvas.getByRole('textbox', { name: '规则 1：当' })).toHaveAttribute('aria-invalid', 'true')
  },
}

export const Folded: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: /规则 1/, expanded: true }))
    await expect(canvas.queryByRole('textbox')).toBeNull()
    await expect(canvas.getByText('days > 30')).toBeVisible()
  },
}

export const Dark: Story = { globals: { theme: 'ink' } }
export const English: Story = { globals: { language: 'en' } }
