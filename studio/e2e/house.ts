import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'

const root = new URL('../..', import.meta.url).pathname

/** The house as a newcomer starts it: `npm start`'s own script, in a state folder of its own. */
export interface RunningHouse {
  readonly url: string
  readonly state: string
  readonly printed: () => string
  readonly pid: number
  stop(): Promise<void>
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

export async function startHouse(options: { state?: string } = {}): Promise<RunningHouse> {
  const state = options.state ?? (await mkdtemp(join(tmpdir(), 'jianmo-thread-')))
  const port = await freePort()
  const child = spawn(process.execPath, ['engine/bin/start.mjs', '--port', String(port)], {
    cwd: root,
    env: { ...process.env, JIANMO_STATE: join(state, 'state') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const url = `http://127.0.0.1:${port}`
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      printed += chunk.toString()
      if (/演示账号[\s\S]*shuju-b/.test(printed)) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('close', (code) => reject(new Error(`The house did not start (exit ${code}):\n${printed}`)))
  })
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()))
  await ready
  return {
    url,
    state,
    printed: () => printed,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM')
      await closed
      if (!options.state) await rm(state, { recursive: true, force: true })
    },
  }
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.JIANMO_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** A person's own browser window. Every request it makes is remembered: none may leave the origin. */
export interface Person {
  readonly page: Page
  readonly context: BrowserContext
  readonly requests: string[]
  readonly errors: string[]
}

export async function openAs(browser: Browser, url: string, username: string): Promise<Person> {
  const context = await browser.newContext({
    viewport: { width: 1600, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const requests: string[] = []
  const errors: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(url)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill('jianmo-demo-2026')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('link', { name: '模型市场', exact: true }).waitFor()
  return { page, context, requests, errors }
}

const pictures = new URL('./screenshots/', import.meta.url).pathname

/** The README's pictures. They are rewritten only when asked for, so that a test leaves the checkout clean. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.JIANMO_SCREENSHOTS === '1' ? pictures : join(tmpdir(), 'jianmo-screenshots')
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
