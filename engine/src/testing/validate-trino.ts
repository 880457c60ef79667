import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

interface SyntaxError {
  readonly startLine: number
  readonly startColumn: number
  readonly message: string
}

let parser: Promise<{ validate(sql: string): readonly SyntaxError[] }> | undefined

/** What Trino's grammar says against a text; none of it is run. */
export async function validateTrino(sql: string): Promise<readonly string[]> {
  parser ??= loadParser()
  const errors = (await parser).validate(sql)
  return errors.map(({ startLine, startColumn, message }) => `${startLine}:${startColumn} ${message}`)
}

/** The parser's modules lack file endings, so Node cannot import them: they are bundled first (0.2 s). */
async function loadParser() {
  const folder = await mkdtemp(join(tmpdir(), 'jianmo-trino-'))
  try {
    const file = join(folder, 'parser.mjs')
    await build({
      stdin: {
        contents: "export { TrinoSQL } from 'dt-sql-parser/dist/parser/trino/index.js'",
        resolveDir: import.meta.dirname,
      },
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile: file,
      logLevel: 'error',
    })
    const { TrinoSQL } = await import(/* @vite-ignore */ pathToFileURL(file).href)
    return new TrinoSQL()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
