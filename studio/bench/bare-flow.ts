import type { GraphDocument } from '@jianmo/engine/graph'
import type { Viewport } from '@xyflow/react'
import type { Page } from 'playwright'
import { build } from 'vite'

const address = 'http://bare.test/'

/** The bare page as text, built as the studio is. */
export async function buildBarePage(): Promise<string> {
  process.env['NODE_ENV'] = 'production'
  const bundled = await build({
    configFile: false,
    logLevel: 'error',
    root: new URL('.', import.meta.url).pathname,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      lib: { entry: new URL('./bare-page.tsx', import.meta.url).pathname, formats: ['iife'], name: 'bare' },
    },
  })
  const [bundle] = Array.isArray(bundled) ? bundled : [bundled]
  const files = bundle && 'output' in bundle ? bundle.output : []
  const script = files.flatMap((file) => (file.type === 'chunk' ? [file.code] : [])).join('\n')
  const style = files.flatMap((file) => (file.type === 'asset' ? [String(file.source)] : [])).join('\n')
  return `<!doctype html><meta charset="utf-8"><style>body{margin:0}${style}</style><body><script type="module">${script.replaceAll('</script', '<\\/script')}</script>`
}

/** Opens the bare page with a document. Resolves with the milliseconds until its cards were painted. */
export async function openBare(
  page: Page,
  html: string,
  drawn: {
    readonly document: GraphDocument
    readonly box: { width: number; height: number }
    readonly viewport: Viewport
  },
): Promise<number> {
  await page.route(`${address}**`, (route) => route.fulfill({ contentType: 'text/html', body: html }))
  await page.goto(address)
  return page.evaluate(
    ({ document: graph, box, viewport }) =>
      new Promise<number>((resolve) => {
        const { jianmoBare } = window as unknown as { jianmoBare: (...drawn: readonly unknown[]) => void }
        const start = performance.now()
        const look = () => {
          if (window.document.querySelector('.react-flow__node') === null) requestAnimationFrame(look)
          else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)))
        }
        jianmoBare(graph, box, viewport)
        look()
      }),
    drawn,
  )
}
