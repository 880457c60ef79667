import type { FileKind } from './batch.ts'

/** Endings of file names, lower case. A workbook with macros is read as one, so that the refusal says why. */
const endings = {
  xlsx: ['.xlsx', '.xlsm'],
  csv: ['.csv', '.txt'],
} as const satisfies Readonly<Record<FileKind, readonly string[]>>

export const knownEndings: readonly string[] = Object.values(endings).flat()

/** The kind of a file by the ending of its name; null if it is none that is imported. */
export function fileKindOf(fileName: string): FileKind | null {
  const name = fileName.toLowerCase()
  const kinds = Object.keys(endings) as FileKind[]
  return kinds.find((kind) => endings[kind].some((ending) => name.endsWith(ending))) ?? null
}
