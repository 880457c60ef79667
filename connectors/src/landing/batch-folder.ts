import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { connectorError } from '../errors.ts'
import type { BatchRecord } from './batch.ts'
import { entriesOf } from './entries-of.ts'

const importId = /^\d{8}T\d{9}Z-[0-9a-f]{8}$/
const batchId = /^(\d{8}T\d{9}Z-[0-9a-f]{8})\.([1-9]\d{0,3})$/

/** The batches in a source's folder, newest first. A folder that does not exist has none. */
export async function listBatches(folder: string): Promise<readonly BatchRecord[]> {
  const imports = (await entriesOf(folder))
    .filter((name) => importId.test(name))
    .sort()
    .reverse()
  const lists = await Promise.all(
    imports.map(async (name) => {
      const tables = (await entriesOf(join(folder, name))).filter((entry) => /^\d+$/.test(entry))
      return Promise.all(
        tables.sort((a, b) => Number(a) - Number(b)).map((table) => readRecord(join(folder, name, table))),
      )
    }),
  )
  return lists.flat().filter((record) => record !== null)
}

/** The folder of a batch; throws `no-such-batch` for anything that is not the id of one, so no path can be made of it. */
export function batchFolder(folder: string, id: string): string {
  const [, name, table] = batchId.exec(id) ?? []
  if (name === undefined || table === undefined) throw connectorError('no-such-batch', { batch: id })
  return join(folder, name, table)
}

export function isBatchId(text: string): boolean {
  return batchId.test(text)
}

/** The JSON lines of a batch's file from `offset`, at most `limit`. */
export async function readLines<Line>(
  file: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<readonly Line[]> {
  const stream = createReadStream(file)
  const found: Line[] = []
  let at = 0
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (found.length >= limit) break
    if (at++ >= offset) found.push(JSON.parse(line) as Line)
  }
  stream.destroy()
  return found
}

/** Null if there is no such batch (any more). */
export async function readBatch(folder: string, id: string): Promise<BatchRecord | null> {
  return readRecord(batchFolder(folder, id))
}

async function readRecord(folder: string): Promise<BatchRecord | null> {
  const text = await readFile(join(folder, 'batch.json'), 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as BatchRecord)
}
