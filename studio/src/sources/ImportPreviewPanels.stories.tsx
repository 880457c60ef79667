import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, screen, userEvent, waitFor } from 'storybook/test'
import { ImportPreviewPanels } from './ImportPreviewPanels.tsx'
import { emptyDraft, type ImportDraft } from './import-draft.ts'
import { storyPreview } from './story-data.ts'
import './sources.css'
import './import.css'

function Wizard() {
  const [draft, say] = useState<ImportDraft>(emptyDraft)
  const [started, setStarted] = useState(false)
  return (
    <>
      <ImportPreviewPanels
        wizard={{
          upload: { stagedId: 's', fileName: '名册.csv', bytes: 21_000, hash: 'ab12cd34ef567890', stagedAt: '' },
          preview: storyPreview,
          looking: false,
          draft,
          problem: null,
          say,
          start: () => setStarted(true),
          leave: () => say(emptyDraft),
        }}
      />
      <output>{started ? JSON.stringify(draft) : ''}</output>
    </>
  )
}

const meta = { title: 'sources/ImportPreview', component: Wizard } satisfies Meta<typeof Wizard>
export default meta
type Story = StoryObj<typeof meta>

/** Title, header, footer, reject and damage are marked; an unsure encoding and a date of two readings hold the import. */
export const AsksBeforeItImports: Story = {
  play: async ({ canvas, canvasElement }) => {
    const start = canvas.getByRole('button', { name: '确认并导入' })
    await expect(start).toBeDisabled()
    await expect(canvas.getByRole('status', { name: '还要确认' })).toHaveTextContent('请选择文字编码')
    const kinds = [...canvasElement.querySelectorAll<HTMLElement>('tbody tr')].map(
      ({ dataset }) => dataset.why ?? dataset.kind,
    )
    await expect(kinds).toEqual(['title', 'header', 'data', 'rejected', 'data', 'footer'])
    await expect(canvas.getByText('1.00101E+17')).toHaveTextContent('损坏')

    await userEvent.click(canvas.getByRole('radio', { name: /GB18030/ }))
    await userEvent.click(canvas.getByRole('combobox', { name: '“入所日”的日期写法' }))
    await userEvent.click(await screen.findByTitle('28/5/2026（日/月/年）'))
    await userEvent.click(canvas.getByRole('button', { name: '第 3 行：标为不作数据' }))
    await expect(start).toBeEnabled()
    await userEvent.click(start)
    await expect(canvasElement.querySelector('output')).toHaveTextContent('"skipRows":[3]')
  },
}

/** The whole wizard by keyboard alone, lists too: e2e/sources.long.test.ts. */
export const EncodingAndStartFromTheKeyboard: Story = {
  play: async ({ canvas, canvasElement }) => {
    canvas.getByRole('radio', { name: /GB18030/ }).focus()
    await userEvent.keyboard(' ')
    await userEvent.click(canvas.getByRole('combobox', { name: '“入所日”的日期写法' }))
    await userEvent.click(await screen.findByTitle('5/28/2026（月/日/年）'))
    const start = canvas.getByRole('button', { name: '确认并导入' })
    await waitFor(() => expect(start).toBeEnabled())
    start.focus()
    await userEvent.keyboard('{Enter}')
    await expect(canvasElement.querySelector('output')).toHaveTextContent('"encoding":"gb18030"')
  },
}

export const Dark: Story = { globals: { theme: 'ink' } }
export const English: Story = { globals: { language: 'en' } }
