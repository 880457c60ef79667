import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { build, type Rollup } from 'vite'

export interface RouteSize {
  /** File of the page, e.g. `editor/EditorPage.tsx`; `first` is what every page needs. */
  readonly route: string
  /** Kilobytes, gzipped: scripts and styles that the page needs before it shows, without those of `first`. */
  readonly kilobytes: number
  /** Packages that must wait until they are needed, found in the page all the same. */
  readonly tooEarly: readonly string[]
}

/** Large, and needed by one thing of a page only: they come when that is opened. */
const lazyPackages = ['monaco-editor', 'elkjs'] as const

const studio = new URL('..', import.meta.url).pathname

/** Builds the studio in memory, and walks from each page to what it imports at once. */
export async function routeSizes(): Promise<{
  readonly routes: readonly RouteSize[]
  readonly lazy: readonly string[]
}> {
  const bundled = await build({
    root: studio,
    configFile: `${studio}vite.config.ts`,
    logLevel: 'error',
    build: { write: false, reportCompressedSize: false },
  })
  const [bundle] = Array.isArray(bundled) ? bundled : [bundled]
  const files = bundle && 'output' in bundle ? bundle.output : []
  const byName = new Map(files.map((file) => [file.fileName, file]))
  const chunks = files.flatMap((file) => (file.type === 'chunk' ? [file] : []))
  const entry = chunks.find(({ isEntry }) => isEntry)
  if (entry === undefined) throw new Error('The build has no entry')

  const closure = (chunk: Rollup.OutputChunk): ReadonlySet<Rollup.OutputChunk> => {
    const seen = new Set<Rollup.OutputChunk>()
    const queue = [chunk]
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      for (const name of next.imports) {
        const file = byName.get(name)
        if (file?.type === 'chunk') queue.push(file)
      }
    }
    return seen
  }
  const first = closure(entry)
  const pages = await pageFiles()
  const sizeOf = (route: string, own: readonly Rollup.OutputChunk[]): RouteSize => {
    const texts = own.flatMap((chunk) => [
      chunk.code,
      ...[...(chunk.viteMetadata?.importedCss ?? [])].map((name) => {
        const file = byName.get(name)
        return file?.type === 'asset' ? String(file.source) : ''
      }),
    ])
    return {
      route,
      kilobytes: texts.reduce((sum, text) => sum + gzipSync(text).length, 0) / 1024,
      tooEarly: lazyPackages.filter((name) => own.some((chunk) => holds(chunk, name))),
    }
  }
  return {
    routes: [
      sizeOf('first', [...first]),
      ...pages.flatMap((page) => {
        const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/src/${page}`)))
        return chunk === undefined
          ? []
          : [
              sizeOf(
                page,
                [...closure(chunk)].filter((part) => !first.has(part)),
              ),
            ]
      }),
    ],
    lazy: lazyPackages.filter((name) => chunks.some((chunk) => holds(chunk, name))),
  }
}

const holds = ({ moduleIds }: Rollup.OutputChunk, name: string): boolean =>
  moduleIds.some((id) => id.includes(`/node_modules/${name}/`) && !id.endsWith('.css'))

/** As `routes.tsx` imports them. */
async function pageFiles(): Promise<readonly string[]> {
  const routes = await readFile(`${studio}src/app/routes.tsx`, 'utf8')
  return [...routes.matchAll(/import\('\.\.\/([^']+)'\)/g)].flatMap(([, path]) => path ?? [])
}
