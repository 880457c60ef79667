import { Buffer } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriousFindings } from './axe.ts'
import { openAs, openBrowser, type Person, picture, type RunningHouse, startHouse } from './house.ts'
import { stopAtFirstFailure } from './one-thread.ts'
import { chooseFrom } from './wizard-gestures.ts'

/** Issue 4 §3, last bullet: the pages of a data administrator, by mouse and once by keyboard only, in a real Chromium. */

let house: RunningHouse
let browser: Browser
let data: Person
const barriers: string[] = []

/** 40 rows: row 5 has too many columns, row 8 an id that a spreadsheet damaged; a title above, a sum below. */
function register(): Buffer {
  const rows = Array.from({ length: 40 }, (_, index) => {
    const id = index === 5 ? '1.00101E+17' : `10010119900${index % 9}01001X`
    const row = [index + 1, `甲某${index}`, id, `${(index % 12) + 1}/${(index % 9) + 1}/2026`]
    return (index === 2 ? [...row, '多余'] : row).join(',')
  })
  return Buffer.from(['在押人员名册,,,', '序号,姓名,身份证号,入所日期', ...rows, '合计,40,,', ''].join('\r\n'), 'utf8')
}
const file = (name: string) => ({ name, mimeType: 'text/csv', buffer: register() })

async function show(page: Page, name: string): Promise<void> {
  await picture(page, `sources-${name}`)
  barriers.push(...(await seriousFindings(page)))
}

/** Presses Tab until the element with this name has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      const label =
        element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((each) => each.textContent) : []
      return [element?.getAttribute('aria-label'), ...label, element?.textContent].filter(Boolean).join(' ')
    })
    if (name.test(focused)) return
  }
  throw new Error(`Tab never reached ${name}`)
}

beforeAll(async () => {
  house = await startHouse()
  browser = await openBrowser()
  data = await openAs(browser, house.url, 'shuju-a')
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

stopAtFirstFailure()

describe('the list of sources', () => {
  it('says of each whether it can be read and how new it is, and finds by pinyin', async () => {
    const { page } = data
    await page.getByRole('link', { name: '数据源', exact: true }).first().click()
    const table = page.getByRole('table', { name: '数据源列表' })
    await table.waitFor()
    expect(await table.textContent()).toContain('甲县法院刑事库')
    await page.getByRole('searchbox', { name: '搜索数据源' }).fill('kss')
    await expect.poll(() => table.getByRole('row').count()).toBe(2)
    await page.getByRole('searchbox', { name: '搜索数据源' }).fill('没有这样的')
    await page.getByText('没有符合条件的数据源').waitFor()
    await show(page, 'list-empty')
    await page.getByRole('button', { name: '清除条件' }).click()
    await table.waitFor()
    await show(page, 'list')
  })
})

describe('a new source', () => {
  it('is tested before it is stored: fields are named, the step that fails too, and nothing typed is lost', async () => {
    const { page } = data
    await page.getByRole('button', { name: '添加数据源' }).click()
    await page.getByRole('button', { name: '测试连接' }).click()
    await expect.poll(() => page.getByRole('alert').allTextContents()).toContain('请填写。')
    await show(page, 'new-fields')
    await page.getByLabel('名称', { exact: true }).fill('外部库')
    await page.getByLabel('主机').fill('10.9.8.7')
    await page.getByLabel('端口').fill('5432')
    await page.getByLabel('数据库', { exact: true }).fill('court')
    await page.getByLabel('只读用户').fill('reader')
    await page.getByLabel('密码').fill('secret-4711')
    await page.getByRole('button', { name: '测试连接' }).click()
    const steps = page.getByRole('list', { name: '诊断步骤' })
    await steps.waitFor()
    expect(await steps.getByRole('listitem').first().textContent()).toMatch(/地址已登记.*没有通过.*请管理员登记/)
    expect(await page.getByLabel('名称', { exact: true }).inputValue()).toBe('外部库')
    await show(page, 'new-diagnosis')
    await page.getByRole('button', { name: '取消' }).click()
  })

  it('is made for files, with how often they should come', async () => {
    const { page } = data
    await page.getByRole('button', { name: '添加数据源' }).click()
    await page.getByRole('radio', { name: 'CSV 文件' }).check({ force: true })
    await page.getByRole('button', { name: '添加', exact: true }).click()
    expect(await page.getByRole('alert').allTextContents()).toEqual(['请填写。', '请填写。'])
    await page.getByLabel('名称', { exact: true }).fill('看守所月报')
    await page.getByLabel('来源机关').fill('甲县看守所')
    await chooseFrom(page, '应多久更新一次', /每月/)
    await page.getByRole('button', { name: '添加', exact: true }).click()
    await page.getByRole('heading', { name: /看守所月报/ }).waitFor()
    await page.getByText('应每月更新').waitFor()
    await show(page, 'source-empty')
  })
})

describe('the import wizard', () => {
  it('by mouse: a dropped file is looked at, confirmed, and comes out even', async () => {
    const { page } = data
    await page.getByRole('button', { name: '导入文件' }).click()
    const zone = page.getByTestId('drop-zone')
    await zone.waitFor()
    await show(page, 'import-file')
    const transfer = await page.evaluateHandle(
      ({ text, name }) => {
        const given = new DataTransfer()
        given.items.add(new File([text], name, { type: 'text/csv' }))
        return given
      },
      { text: register().toString('utf8'), name: '在押名册.csv' },
    )
    await zone.dispatchEvent('dragover', { dataTransfer: transfer })
    await zone.dispatchEvent('drop', { dataTransfer: transfer })

    const start = page.getByRole('button', { name: '确认并导入' })
    await start.waitFor()
    const grid = page.getByRole('table', { name: /的前几行/ })
    expect(await grid.locator('tr[data-why="title"]').count()).toBe(1)
    expect(await grid.locator('tr[data-why="header"]').count()).toBe(1)
    expect(await grid.locator('tr[data-kind="rejected"]').textContent()).toContain('列数与表头不符')
    expect(await grid.locator('td[data-damage="damaged"]').textContent()).toContain('1.00101E+17')
    // Which of the two comes first cannot be told from `1/2/2026`: a person says so.
    expect(await start.isDisabled()).toBe(true)
    await chooseFrom(page, '“入所日期”的日期写法', /日\/月\/年/)
    await show(page, 'import-preview')
    await expect.poll(() => start.isEnabled()).toBe(true)
    await page.getByRole('button', { name: '第 3 行：标为不作数据' }).click()
    await page.getByRole('button', { name: '第 3 行：恢复为数据' }).waitFor()
    await page.getByRole('button', { name: '第 3 行：恢复为数据' }).click()
    await page.getByRole('button', { name: '第 3 行：标为不作数据' }).waitFor()
    await start.click()

    await page.getByText('完成，查看批次').waitFor({ timeout: 60_000 })
    await expect.poll(() => page.locator('.import-sum').textContent()).toBe('39接收+1拒收=40文件行数')
    await page.getByText('1 个身份证号已被电子表格损坏').waitFor()
    await show(page, 'import-result')
  })

  it('takes rejected rows back when they were mended, and only those', async () => {
    const { page } = data
    await page.getByRole('button', { name: '查看和补正拒收行' }).click()
    const dialog = page.getByRole('dialog')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: '下载待补正文件（原文）' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('在押名册-拒收待补正.csv')
    const mended = (await readFile(await download.path(), 'utf8')).replace('\r\n"",', '\r\n"是",')
    await show(page, 'rejects')
    await dialog
      .getByLabel('补正的文件')
      .setInputFiles({ name: '补正.csv', mimeType: 'text/csv', buffer: Buffer.from(mended, 'utf8') })
    await dialog.getByText('已补正 1 行，仍拒收 0 行').waitFor()
    await dialog.getByRole('button', { name: '关闭' }).last().click()
    await dialog.waitFor({ state: 'hidden' })
  })

  it('by keyboard only: from the file to the batches', async () => {
    const { page } = data
    await tabTo(page, /再导入一个文件/)
    await page.keyboard.press('Enter')
    await page.getByTestId('drop-zone').waitFor()
    // Listening begins before the key: the browser is told to hand choosers over only once somebody listens.
    const chooser = page.waitForEvent('filechooser')
    await tabTo(page, /^选择文件/)
    await page.keyboard.press('Enter')
    await (await chooser).setFiles(file('补报名册.csv'))
    await page.getByRole('button', { name: '确认并导入' }).waitFor()
    await tabTo(page, /的日期写法/)
    await page.keyboard.press('Enter')
    await page.locator('.ant-select-dropdown:visible').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('button', { name: '确认并导入' }).isEnabled()).toBe(true)
    await tabTo(page, /确认并导入/)
    await page.keyboard.press('Enter')
    await page.getByText('完成，查看批次').waitFor({ timeout: 60_000 })
    expect(await page.locator('.import-sum').textContent()).toBe('39接收+1拒收=40文件行数')
    await tabTo(page, /完成，查看批次/)
    await page.keyboard.press('Enter')
    const batches = page.getByRole('table', { name: '批次' })
    await expect.poll(() => batches.getByRole('row').count()).toBe(4)
    expect(await batches.textContent()).toContain('已被取代')
    await show(page, 'batches')
  })

  it('is removed only after a question', async () => {
    const { page } = data
    await page.getByRole('button', { name: '删除批次 补报名册.csv' }).click()
    const question = page.locator('.ant-popover:visible')
    await question.getByRole('button', { name: '删除' }).click()
    await expect.poll(() => page.getByRole('table', { name: '批次' }).getByRole('row').count()).toBe(3)
  })
})

describe('tables', () => {
  it('show columns with what was confirmed, a profile without anybody’s id, and masked rows', async () => {
    const { page } = data
    await page.getByRole('tab', { name: '表', exact: true }).click()
    await page.getByRole('searchbox', { name: '搜索表和列' }).fill('身份证')
    await page.getByRole('table', { name: '表' }).getByRole('link', { name: '在押名册' }).click()
    await page.getByRole('button', { name: '开始画像' }).click()
    const detail = page.locator('.column-detail')
    await detail.waitFor()
    await page.getByRole('button', { name: '身份证号', exact: true }).click()
    await expect.poll(() => detail.textContent()).toContain('值已脱敏')
    await show(page, 'profile')
    await page.getByRole('tab', { name: '示例行' }).click()
    await page.getByRole('table', { name: /示例行/ }).waitFor()
    expect(await page.getByRole('main').textContent()).not.toMatch(/\d{14}/)
    await show(page, 'rows')
  })

  it('of a database are tested, profiled in the source, and searched by column', async () => {
    const { page } = data
    await page.goto(`${house.url}/sources`)
    await page.getByRole('link', { name: '甲县法院刑事库' }).click()
    await page.getByRole('button', { name: '测试连接' }).click()
    const steps = page.getByRole('list', { name: '诊断步骤' })
    await steps.waitFor()
    expect(await steps.locator('li[data-state="passed"]').count()).toBe(6)
    await show(page, 'source-tested')
    await page.getByRole('link', { name: 'criminal_judgment' }).click()
    await page.getByRole('button', { name: '开始画像' }).click()
    await page.getByRole('button', { name: 'pronounced_on' }).click()
    await page.getByRole('img', { name: /^分布/ }).first().waitFor()
    await show(page, 'profile-database')
  })
})

describe('what must never happen', () => {
  it('axe finds nothing serious, in the dark and in English neither', async () => {
    const { page } = data
    await show(page, 'profile-light')
    await page.getByRole('button', { name: '换成深色' }).click()
    await show(page, 'profile-dark')
    await page.getByRole('button', { name: 'Switch to English' }).click()
    await page.goto(`${house.url}/sources`)
    await page.getByRole('table', { name: 'Sources' }).waitFor()
    await show(page, 'list-dark-english')
    expect(barriers).toEqual([])
  })

  it('no request leaves its origin, no page threw', () => {
    expect(data.requests.filter((url) => !url.startsWith(house.url) && !/^(data|blob):/.test(url))).toEqual([])
    expect(data.errors).toEqual([])
  })
})
