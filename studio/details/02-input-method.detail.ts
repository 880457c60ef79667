import type { Page } from 'playwright'
import { expect } from 'vitest'
import { untilSaved } from '../e2e/canvas-gestures.ts'
import { canvasOf, drawing, menuOf, optionsOf, placeOn } from './building.ts'
import { detail } from './detail.ts'

/** What an input method sends while it composes: the browser tells keys as 229, and the field's text changes under it. */
async function compose(page: Page, text: string): Promise<void> {
  await menuOf(page)
    .getByRole('combobox')
    .evaluate((field, composed) => {
      if (!(field instanceof HTMLInputElement)) throw new Error('The list has no text field')
      field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
      for (const letter of composed) {
        field.dispatchEvent(
          new KeyboardEvent('keydown', {
            key: 'Process',
            code: letter,
            keyCode: 229,
            isComposing: true,
            bubbles: true,
            cancelable: true,
          }),
        )
        const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
        value?.set?.call(field, field.value + letter)
        field.dispatchEvent(new CompositionEvent('compositionupdate', { bubbles: true, data: letter }))
        field.dispatchEvent(
          new InputEvent('input', { bubbles: true, isComposing: true, inputType: 'insertCompositionText' }),
        )
      }
    }, text)
}

/** A key that the input method takes for its list of candidates. */
async function composingKey(page: Page, key: string): Promise<boolean> {
  return menuOf(page)
    .getByRole('combobox')
    .evaluate(
      (field, pressed) =>
        field.dispatchEvent(
          new KeyboardEvent('keydown', {
            key: pressed,
            keyCode: 229,
            isComposing: true,
            bubbles: true,
            cancelable: true,
          }),
        ),
      key,
    )
}

async function endComposition(page: Page, text: string, lateEnter: boolean): Promise<void> {
  await menuOf(page)
    .getByRole('combobox')
    .evaluate(
      (field, { chosen, late }) => {
        if (!(field instanceof HTMLInputElement)) throw new Error('The list has no text field')
        const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
        value?.set?.call(field, chosen)
        field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: chosen }))
        field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))
        // Safari's order: the Enter that confirmed comes after the end, and says that nothing is composed.
        if (late)
          field.dispatchEvent(
            new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true, cancelable: true }),
          )
      },
      { chosen: text, late: lateEnter },
    )
}

const marked = (page: Page) =>
  menuOf(page).locator('[role="option"][aria-selected="true"] .palette-label').textContent()

detail(2, 'Input-method safety', async ({ editor, sentence }) => {
  const { page } = editor
  const modelId = await editor.openModel(drawing([]))
  const nodes = async () => (await editor.savedDocument(modelId)).nodes.map(({ title }) => title)
  const pointer = await placeOn(page, 400, 200)
  await page.mouse.click(pointer.x, pointer.y)
  // An empty list first: a short Space.
  await page.keyboard.press('Space')
  await menuOf(page).waitFor()

  await sentence(
    'Type `guolv` with composition active (dispatch `compositionstart`, keydown with `isComposing`/229, then `compositionend`); Enter that confirms the candidate must not add a node',
    async () => {
      await compose(page, 'guolv')
      await composingKey(page, 'Enter')
      await endComposition(page, '过滤', true)
      expect(await menuOf(page).count()).toBe(1)
      expect(await menuOf(page).getByRole('combobox').inputValue()).toBe('过滤')
      // 筛选 is found by its other word.
      expect((await optionsOf(page))[0]).toBe('筛选')
      expect(await page.locator('.react-flow__node').count()).toBe(0)
      // The next Enter is the person's own.
      await page.waitForTimeout(80)
      await page.keyboard.press('Enter')
      await canvasOf(page).getByRole('group', { name: '筛选', exact: true }).waitFor()
      await untilSaved(page)
      expect(await nodes()).toEqual(['筛选'])
    },
  )

  await sentence('Esc that cancels the candidate must not close the palette', async () => {
    await page.keyboard.press('Escape')
    await page.mouse.click(pointer.x + 300, pointer.y + 60)
    await page.keyboard.press('Space')
    await menuOf(page).waitFor()
    await compose(page, 'ss')
    await composingKey(page, 'Escape')
    expect(await menuOf(page).count()).toBe(1)
  })

  await sentence('arrows that move in the candidate list must not move the result list', async () => {
    await endComposition(page, '', false)
    await page.waitForTimeout(80)
    await page.keyboard.press('ArrowDown')
    const second = await marked(page)
    await compose(page, 's')
    await endComposition(page, '', false)
    await page.waitForTimeout(80)
    const first = await marked(page)
    await composingKey(page, 'ArrowDown')
    await composingKey(page, 'ArrowUp')
    await composingKey(page, 'ArrowDown')
    expect(await marked(page)).toBe(first)
    await page.keyboard.press('ArrowDown')
    expect(await marked(page)).toBe(second)
    await page.keyboard.press('Escape')
    expect(await menuOf(page).count()).toBe(0)
    expect(await nodes()).toEqual(['筛选'])
  })
})
