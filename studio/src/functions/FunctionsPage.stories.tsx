import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { FunctionsPage } from './FunctionsPage.tsx'
import { referenceEntries } from './reference-model.ts'

const meta = {
  title: 'functions/FunctionsPage',
  component: FunctionsPage,
  parameters: { layout: 'fullscreen' },
  render: () => (
    <div style={{ height: '100vh' }}>
      <FunctionsPage />
    </div>
  ),
} satisfies Meta<typeof FunctionsPage>
export default meta
type Story = StoryObj<typeof meta>

// Axe takes 10 s for all entries (Chromium, 2 cores): each story ends with a part of them, `Overview` is whole.

export const Search: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getAllByRole('article')).toHaveLength(referenceEntries.length)
    await userEvent.keyboard('/')
    const search = canvas.getByRole('textbox', { name: '搜索函数' })
    await expect(search).toHaveFocus()
    await userEvent.keyboard('xyzzy{Escape}zgzr')
    await waitFor(() => expect(canvas.getAllByRole('article').length).toBeLessThan(12))
    await expect(canvas.getByRole('article', { name: /next_workday/ })).toBeVisible()
  },
}

export const Limits: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^文本样式/ }))
    await waitFor(() => expect(canvas.getAllByRole('article')).toHaveLength(4))
    await expect(canvas.getAllByText(/PostgreSQL 在几个可选项中取最长的匹配/)[0]).toBeVisible()
  },
}

export const ByEngine: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^文本样式/ }))
    await userEvent.click(canvas.getByText('引擎对照表'))
    await expect(canvas.getByRole('table', { name: '函数与引擎对照表' })).toBeVisible()
    await userEvent.click(canvas.getByRole('link', { name: 'regex_extract' }))
    await waitFor(() => expect(canvas.getByRole('article', { name: /regex_extract/ })).toHaveFocus())
  },
}

export const Overview: Story = {
  globals: { theme: 'ink' },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByText('引擎对照表'))
    await expect(canvas.getByText(`${referenceEntries.length}/${referenceEntries.length}`)).toBeVisible()
  },
}

export const NothingFound: Story = {
  play: async ({ canvas }) => {
    await userEvent.type(canvas.getByRole('textbox', { name: '搜索函数' }), 'xyzzy')
    await expect(await canvas.findByRole('button', { name: '显示全部函数' })).toBeVisible()
  },
}

const choose = (name: RegExp): NonNullable<Story['play']> => {
  return async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name }))
    await waitFor(() => expect(canvas.getAllByRole('article').length).toBeLessThan(20))
  }
}

export const English: Story = { globals: { language: 'en' }, play: choose(/^Documents and codes/) }

export const Dark: Story = { globals: { theme: 'ink' }, play: choose(/^文书与代码/) }
