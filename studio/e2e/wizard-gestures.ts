import { expect } from 'vitest'
import type { Page } from 'playwright'

/** Opens a list by its label and picks an entry with the mouse. */
export async function chooseFrom(page: Page, label: string, entry: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: entry }).first().click()
}

/** Binds a table whose proposal needs no mending, as a person does: source, table, look, save. */
export async function bindTable(page: Page, table: string, source: RegExp, physical: RegExp): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${table} `) }).click()
  await chooseFrom(page, '数据源', source)
  await chooseFrom(page, '表', physical)
  const save = page.getByRole('button', { name: '保存', exact: true })
  await expect.poll(() => save.isEnabled(), { timeout: 15_000 }).toBe(true)
  await save.click()
  await page.getByRole('button', { name: new RegExp(`^${table} .* 已绑定`) }).waitFor()
}
