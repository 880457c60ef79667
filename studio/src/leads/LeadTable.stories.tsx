import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { Panel } from '../ui/Panel.tsx'
import { EmptyState } from '../ui/states.tsx'
import { LeadTable } from './LeadTable.tsx'
import { leadsFixture } from './lead.fixture.ts'

const meta = {
  title: 'leads/LeadTable',
  component: LeadTable,
  args: {
    leads: leadsFixture.toReversed(),
    withModel: true,
    linkOf: (lead) => `/leads/${lead.id}`,
    empty: <EmptyState title="没有" />,
  },
  render: (args) => (
    <Panel>
      <LeadTable {...args} />
    </Panel>
  ),
} satisfies Meta<typeof LeadTable>
export default meta
type Story = StoryObj<typeof meta>

export const WorstFirst: Story = {
  play: async ({ canvas }) => {
    const names = canvas
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.querySelector('a')?.textContent)
    await expect(names).toEqual(['刘**', '欧阳*', '阿*·木**', '王*'])
  },
}
