import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { connectorError } from '../errors.ts'
import { ProductError } from '../words/errors.ts'
import type { Text } from '../words/text.ts'

/** `PAR1` stands at both ends; `PARE` means that even the description of the columns is encrypted. */
export function checkBeginning(path: string, file: string): void {
  const descriptor = openSync(path, 'r')
  const head = Buffer.alloc(4)
  const tail = Buffer.alloc(4)
  const { size } = fstatSync(descriptor)
  readSync(descriptor, head, 0, 4, 0)
  readSync(descriptor, tail, 0, 4, Math.max(0, size - 4))
  closeSync(descriptor)
  if (size === 0) throw connectorError('file-empty', { file })
  const [begin, end] = [head.toString('latin1'), tail.toString('latin1')]
  if (begin === 'PARE' || end === 'PARE') throw connectorError('parquet-encrypted', { file })
  if (begin !== 'PAR1') throw broken(file, { zh: '文件开头不对', en: 'its beginning is wrong' })
  if (end !== 'PAR1') throw broken(file, { zh: '文件被截断', en: 'it is cut off' })
}

/** What the engine said, in words of ours. Anything on purpose passes through. */
export function toRefusal(cause: unknown, file: string): unknown {
  if (cause instanceof ProductError && cause.code !== 'engine-died') return cause
  const message = cause instanceof Error ? cause.message : String(cause)
  if (/encrypt/i.test(message)) return connectorError('parquet-encrypted', { file }, { cause })
  return broken(file, { zh: `文件已损坏：${message.slice(0, 200)}`, en: message.slice(0, 200) }, cause)
}

function broken(file: string, detail: Text, cause?: unknown) {
  return connectorError('parquet-broken', { file, detail }, { cause })
}
