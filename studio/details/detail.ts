import type { GraphDocument } from '@jianmo/engine/graph'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, inject, it } from 'vitest'
import { openAs, openBrowser, type Person } from '../e2e/house.ts'
import { modelsOf } from '../e2e/models.ts'

/** A prosecutor's window on the editor. */
export interface EditorWindow {
  readonly page: Page
  readonly context: BrowserContext
  readonly url: string
  /** Saves the document as a new model of hers and opens it. Resolves with its id when its cards are on the canvas. */
  openModel(document: GraphDocument): Promise<string>
  /** What is saved of a model now. */
  savedDocument(modelId: string): Promise<GraphDocument>
  /** Another tab of the same person. */
  anotherTab(): Promise<EditorWindow>
  /** A window of another person in the same browser, e.g. `ha` of district B. */
  ofPerson(username: string): Promise<EditorWindow>
}

export interface DetailContext {
  readonly editor: EditorWindow
  /** A sentence of the detail and the assertion that it holds; what breaks is told with the sentence. */
  sentence(text: string, check: () => Promise<void> | void): Promise<void>
}

/** One test of `npm run details`: `7 · Delete and heal`. The person is signed in; errors of the page fail the detail. */
export function detail(number: number, title: string, act: (context: DetailContext) => Promise<void>): void {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  it(`${number} · ${title}`, { timeout: 180_000 }, async () => {
    const person = await openAs(browser, inject('houseUrl'), 'zhou')
    let sentences = 0
    await act({
      editor: windowOf(browser, person, person.page),
      async sentence(text, check) {
        sentences++
        try {
          await check()
        } catch (cause) {
          throw new Error(`Detail ${number}: “${text}” does not hold: ${messageOf(cause)}`, { cause })
        }
      },
    })
    if (sentences === 0) throw new Error(`Detail ${number} asserts nothing`)
    if (person.errors.length > 0) throw new Error(`Detail ${number}: the page failed: ${person.errors.join('; ')}`)
    await person.context.close()
  })
}

function windowOf(browser: Browser, person: Person, page: Page): EditorWindow {
  const url = inject('houseUrl')
  const models = modelsOf(person, url)
  return {
    page,
    context: person.context,
    url,
    async openModel(document) {
      const modelId = await models.create(`${document.title} ${Math.random().toString(36).slice(2, 8)}`, document)
      await page.goto(`${url}/models/${modelId}`)
      await page.getByRole('region', { name: '画布' }).waitFor()
      return modelId
    },
    async savedDocument(modelId) {
      return (await models.open(modelId)).document
    },
    async anotherTab() {
      return windowOf(browser, person, await person.context.newPage())
    },
    async ofPerson(username) {
      const other = await openAs(browser, url, username)
      return windowOf(browser, other, other.page)
    },
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
