import type { z } from 'zod'
import type { Connector } from '../words/connector.ts'
import type { Text } from '../words/text.ts'
import type { FileKind } from './batch.ts'
import { batchesField, UploadedFiles } from './file-settings.ts'
import { fileCapabilities, openFileSource } from './file-source.ts'
import type { Parser } from './parser.ts'

/** What one kind of file says of itself. */
export interface FileConnector extends Connector<z.infer<typeof UploadedFiles>> {
  readonly kind: FileKind
  /** Endings of its file names, with the dot. */
  readonly endings: readonly string[]
  /** Text has an encoding, which a preview shows. */
  readonly reads: 'text' | 'bytes'
  /** Loaded in the parsing process only, so that a parser costs nothing where nobody imports. */
  readonly parser: () => Promise<Parser>
}

interface FileKindWords {
  /** The format tells NULL from the empty text; most do not. */
  readonly emptyText?: true
  readonly kind: FileKind
  readonly label: Text
  readonly about: Text
  readonly endings: readonly string[]
  readonly reads: 'text' | 'bytes'
  readonly parser: () => Promise<Parser>
}

/** A kind of file: imported into the landing store, then read from there. */
export function defineFileConnector({ emptyText, ...words }: FileKindWords): FileConnector {
  return {
    ...words,
    reading: 'file',
    capabilities: { ...fileCapabilities, emptyText: emptyText === true },
    settings: UploadedFiles,
    secrets: [],
    form: { batches: batchesField },
    open: ({ batches }, context) => Promise.resolve(openFileSource(context, batches)),
  }
}
