import { z } from 'zod'
import { readPatterns, unknownPlaceholders } from './name-pattern.ts'

/** One name, not a path: nothing in it means anything to a file system. */
const plainName = /^(?!\.)[^/\\:*?"<>|\p{C}]{1,80}$/u

export const FolderSource = z.strictObject({
  folder: z
    .string()
    .trim()
    .refine((name) => plainName.test(name) && !/[. ]$/.test(name)),
  pattern: z
    .string()
    .max(2000)
    .default('')
    .refine((text) => readPatterns(text).every((pattern) => unknownPlaceholders(pattern).length === 0)),
  batches: z.enum(['newest', 'all']).default('all'),
})

export type FolderSettings = z.infer<typeof FolderSource>

/** Settings from storage, checked again. Null if they are not those of a drop folder. */
export function readFolderSettings(settings: unknown): FolderSettings | null {
  return FolderSource.safeParse(settings).data ?? null
}
