import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.map': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
}

/** Serves a file of the built studio. Any other address is a page of the studio: it gets index.html, an unknown file 404. */
export async function sendStatic(
  response: ServerResponse,
  folder: string,
  pathname: string,
  head: boolean,
): Promise<void> {
  const path = await existingFile(folder, pathname)
  if (path === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    response.end('没有这个文件 · Not found\n')
    return
  }
  const { size } = await stat(path)
  response.writeHead(200, {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'content-length': size,
    // Names in assets/ carry the hash of their content.
    'cache-control': path.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  if (head) response.end()
  else await pipeline(createReadStream(path), response).catch(() => response.destroy())
}

async function existingFile(folder: string, pathname: string): Promise<string | undefined> {
  const wanted = decode(pathname)
  if (wanted === undefined) return undefined
  const path = join(folder, normalize(`/${wanted}`))
  if (!path.startsWith(folder + sep)) return undefined
  if (await isFile(path)) return path
  const index = join(folder, 'index.html')
  return extname(path) === '' && (await isFile(index)) ? index : undefined
}

function decode(pathname: string): string | undefined {
  try {
    const text = decodeURIComponent(pathname)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}
