import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { useText } from '../text/use-text.ts'
import { SeverityMark } from './SeverityMark.tsx'
import { markKinds, severityNames } from './severity.ts'

const meta = { title: 'ui/SeverityMark', component: SeverityMark, args: { severity: 'red' } } satisfies Meta<
  typeof SeverityMark
>
export default meta
type Story = StoryObj<typeof meta>

function AllMarks() {
  const t = useText()
  return (
    <div style={{ display: 'flex', gap: 18 }}>
      {markKinds.map((kind) => (
        <SeverityMark key={kind} severity={kind}>
          {t(severityNames[kind])}
        </SeverityMark>
      ))}
    </div>
  )
}

export const All: Story = {
  render: () => <AllMarks />,
  play: async ({ canvasElement }) => {
    const shapes = [...canvasElement.querySelectorAll('svg')].map((svg) => svg.innerHTML)
    await expect(new Set(shapes).size).toBe(markKinds.length)
  },
}

export const ShapeAloneHasAName: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('img', { name: '红' })).toBeVisible()
  },
}

export const Dark: Story = { globals: { theme: 'ink' }, render: () => <AllMarks /> }
