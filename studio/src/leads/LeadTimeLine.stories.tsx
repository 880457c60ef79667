import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { LeadTimeLine } from './LeadTimeLine.tsx'
import { leadFixture } from './lead.fixture.ts'

const meta = {
  title: 'leads/LeadTimeLine',
  component: LeadTimeLine,
  args: { timeline: leadFixture.timeline, deadline: leadFixture.deadline, days: leadFixture.days, severity: 'red' },
} satisfies Meta<typeof LeadTimeLine>
export default meta
type Story = StoryObj<typeof meta>

export const OverTheLimit: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByText('超期 142 天')).toBeVisible()
    const dates = canvas.getAllByRole('listitem').map((item) => item.querySelector('time')?.dateTime)
    await expect(dates).toEqual([...dates].sort())
  },
}

export const NoLabelLiesOnAnother: Story = {
  args: {
    timeline: [
      { label: { zh: '裁判生效日', en: 'Effective' }, date: '2026-05-28', kind: 'event' },
      { label: { zh: '文书送达看守所', en: 'Delivered' }, date: '2026-05-29', kind: 'event' },
      { label: { zh: '看守所登记收文', en: 'Registered' }, date: '2026-06-02', kind: 'event' },
      { label: { zh: '30 日期限届满', en: '30 days end' }, date: '2026-07-02', kind: 'deadline' },
      { label: { zh: '一个月期限届满', en: 'One month ends' }, date: '2026-07-03', kind: 'deadline' },
      { label: { zh: '期限：超期未投送监狱', en: 'Limit of the rule' }, date: '2026-07-03', kind: 'deadline' },
      { label: { zh: '实际投送', en: 'Sent' }, date: '2026-08-21', kind: 'end' },
      { label: { zh: '刑期止（减刑优先）', en: 'Sentence to' }, date: '2031-11-27', kind: 'event' },
    ],
    deadline: '2026-07-03',
    days: 49,
    severity: 'orange',
  },
  play: async ({ canvasElement }) => {
    const boxes = [...canvasElement.querySelectorAll('.time-line-label b, .time-line-label time, .time-line-days')].map(
      (label) => label.getBoundingClientRect(),
    )
    const overlap = boxes.flatMap((a, i) =>
      boxes.slice(i + 1).filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
    )
    await expect(overlap).toHaveLength(0)
  },
}

export const InTime: Story = {
  args: {
    timeline: [
      ...leadFixture.timeline.slice(0, 3),
      { label: { zh: '投监', en: 'Sent' }, date: '2026-06-20', kind: 'end' },
    ],
    days: null,
    severity: 'blue',
  },
}

export const Dark: Story = { globals: { theme: 'ink' } }
