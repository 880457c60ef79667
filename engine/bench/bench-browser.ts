import { existsSync } from 'node:fs'
import { chromium } from 'playwright'
import { build } from 'vite'
import type { Pass } from './compile-stages.ts'

interface BrowserBench {
  readonly json: string
  readonly rounds: number
  readonly warm: number
}

interface BrowserFigures {
  readonly passes: readonly Pass[]
  readonly retypes: readonly number[]
}

/** The same passes in headless Chromium. Null, with a word about it, where there is none. */
export async function benchBrowser(bench: BrowserBench): Promise<BrowserFigures | null> {
  const path = process.env['JIANMO_CHROMIUM'] ?? '/usr/bin/chromium'
  if (!existsSync(path)) {
    console.info('没有 Chromium，只测 Node。 No Chromium: only Node is measured. (JIANMO_CHROMIUM names one.)')
    return null
  }
  const bundled = await build({
    configFile: false,
    logLevel: 'error',
    root: new URL('.', import.meta.url).pathname,
    build: {
      write: false,
      minify: false,
      lib: { entry: new URL('./browser-passes.ts', import.meta.url).pathname, formats: ['iife'], name: 'bench' },
    },
  })
  const [output] = Array.isArray(bundled) ? bundled : [bundled]
  const code = output && 'output' in output ? output.output[0].code : ''
  const browser = await chromium.launch({
    executablePath: path,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: code })
    return await page.evaluate(
      ({ json, rounds, warm }) =>
        (
          globalThis as unknown as { jianmoBench: (json: string, rounds: number, warm: number) => BrowserFigures }
        ).jianmoBench(json, rounds, warm),
      bench,
    )
  } finally {
    await browser.close()
  }
}
