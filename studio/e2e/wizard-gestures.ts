import type { Page } from 'playwright'
import { expect } from 'vitest'

/** Opens a list by its label, picks an entry with the mouse, and waits until the list has closed. */
export async function chooseFrom(page: Page, label: string, entry: RegExp): Promise<void> {
  const open = page.locator('.ant-select-dropdown:visible')
  await expect.poll(() => open.count()).toBe(0)
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await open.locator('.ant-select-item-option').filter({ hasText: entry }).first().click()
  await expect.poll(() => open.count()).toBe(0)
}

/** Binds a table whose proposal needs no mending, as a person does: source, table, look, save. */
export async function bindTable(page: Page, table: string, source: RegExp, physical: RegExp): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${table} `) }).click()
  await chooseFrom(page, '数据源', source)
  await chooseFrom(page, '表', physical)
  const save = page.getByRole('button', { name: '保存', exact: true })
  await expect.poll(() => save.isEnabled()).toBe(true)
  await save.click()
  await page.getByRole('button', { name: new RegExp(`^${table} .* 已绑定`) }).waitFor()
}
