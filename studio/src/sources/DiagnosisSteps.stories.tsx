import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { DiagnosisSteps } from './DiagnosisSteps.tsx'
import { storyDiagnosis } from './story-data.ts'
import './sources.css'

const meta = {
  title: 'sources/DiagnosisSteps',
  component: DiagnosisSteps,
  args: { diagnosis: storyDiagnosis },
} satisfies Meta<typeof DiagnosisSteps>
export default meta
type Story = StoryObj<typeof meta>

export const StoppedAtTheLogin: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('alert')).toHaveTextContent('停在第 4 步')
    await expect(canvas.getAllByRole('listitem').map((step) => step.dataset.state)).toEqual([
      'passed',
      'passed',
      'passed',
      'failed',
      'not-reached',
      'not-reached',
    ])
  },
}

export const Works: Story = {
  args: {
    diagnosis: {
      ...storyDiagnosis,
      health: 'ok',
      steps: storyDiagnosis.steps.map(({ id }) => ({ id, state: 'passed', detail: null })),
    },
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('status')).toHaveTextContent('连接正常')
  },
}

export const Dark: Story = { globals: { theme: 'ink' } }
