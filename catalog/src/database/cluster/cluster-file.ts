import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { notWritable } from './file-system.ts'

/** `<folder>.json`, 0600: what a later start needs to open the cluster again. */
export interface ClusterFile {
  readonly superuserPassword: string
  readonly port: number | null
  readonly binaries: 'system' | 'embedded'
  readonly version: string
}

export function readClusterFile(file: string): ClusterFile | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ClusterFile
  } catch {
    return null
  }
}

/** Atomic: the old content or the new one, never half. @throws folder-not-writable */
export function writeClusterFile(file: string, content: ClusterFile): void {
  const aside = `${file}.new`
  try {
    const descriptor = openSync(aside, 'w', 0o600)
    writeSync(descriptor, `${JSON.stringify(content, null, 2)}\n`)
    fsyncSync(descriptor)
    closeSync(descriptor)
    renameSync(aside, file)
  } catch (cause) {
    throw notWritable(file, cause)
  }
}
