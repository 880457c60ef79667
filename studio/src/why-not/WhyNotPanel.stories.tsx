import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent } from 'storybook/test'
import { RouteError } from '../app/problem-of.ts'
import { WhyNotPanel } from './WhyNotPanel.tsx'
import {
  excludedFixture,
  leadFixture,
  nowhereFixture,
  rulesFixture,
  stoppedFixture,
  winnerFixture,
} from './why-not.fixture.ts'

const nothing = { ask: fn(), isPending: false, data: undefined, error: null }

const meta = {
  title: 'why-not/WhyNotPanel',
  component: WhyNotPanel,
  args: { asking: nothing, onShow: fn() },
} satisfies Meta<typeof WhyNotPanel>
export default meta
type Story = StoryObj<typeof meta>

export const NothingAsked: Story = {
  play: async ({ canvas, args }) => {
    await expect(canvas.getByRole('button', { name: /查原因/ })).toBeDisabled()
    await userEvent.type(canvas.getByRole('textbox', { name: '证件号码' }), ' 10010119900101003x {Enter}')
    await expect(args.asking.ask).toHaveBeenCalledWith({ kind: 'person', id: ' 10010119900101003x ' })
  },
}

export const Waiting: Story = { args: { asking: { ...nothing, isPending: true } } }

export const AConditionDecided: Story = {
  args: { asking: { ...nothing, data: stoppedFixture } },
  play: async ({ canvas, args }) => {
    await expect(canvas.getByText('只差这一条；成立就会通过')).toBeVisible()
    const [node] = canvas.getAllByRole('button', { name: '应交付执行的实刑' })
    if (node) await userEvent.click(node)
    await expect(args.onShow).toHaveBeenCalledWith('to-enforce')
  },
}

export const Rules: Story = { args: { asking: { ...nothing, data: rulesFixture } } }
export const AnotherRowWasKept: Story = { args: { asking: { ...nothing, data: winnerFixture } } }
export const APartnerExcludes: Story = {
  args: { asking: { ...nothing, data: excludedFixture } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('假释')).toBeVisible()
  },
}
export const InNoSource: Story = {
  args: { asking: { ...nothing, data: nowhereFixture } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/第 317 行前 17 位相同/)).toBeVisible()
  },
}

export const OnTheList: Story = {
  args: { asking: { ...nothing, data: leadFixture } },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('link', { name: '打开线索' })).toBeVisible()
  },
}

export const NoRunYet: Story = {
  args: {
    asking: {
      ...nothing,
      error: new RouteError({
        code: 'no-data-yet',
        text: { zh: '还没有试算过 T03 的数据。请先试算一次。', en: 'T03 has not been run yet. Run a trial once.' },
        data: {},
      }),
    },
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('还没有可查的数据')).toBeVisible()
    await expect(canvas.getByText('还没有试算过 T03 的数据。请先试算一次。')).toBeVisible()
    await expect(canvas.queryByText(/no-data-yet/)).toBeNull()
    await expect(canvas.queryByRole('alert')).toBeNull()
  },
}

/** Said at the field until the id is typed on. */
export const NoId: Story = {
  args: {
    asking: {
      ...nothing,
      error: new RouteError({
        code: 'id-malformed',
        text: { zh: '这不像证件号码：请填 18 位或 15 位号码。', en: 'This does not look like an id.' },
        data: {},
      }),
    },
  },
  play: async ({ canvas }) => {
    const field = canvas.getByRole('textbox', { name: '证件号码' })
    await userEvent.type(field, '12345{Enter}')
    await expect(canvas.getByRole('alert')).toHaveTextContent('这不像证件号码')
    await expect(field).toBeInvalid()
    await expect(canvas.queryByText(/id-malformed/)).toBeNull()
    await userEvent.type(field, '6')
    await expect(canvas.queryByRole('alert')).toBeNull()
  },
}

export const Dark: Story = { args: { asking: { ...nothing, data: stoppedFixture } }, globals: { theme: 'ink' } }
export const English: Story = { args: { asking: { ...nothing, data: rulesFixture } }, globals: { language: 'en' } }
