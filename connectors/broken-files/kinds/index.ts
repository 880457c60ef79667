import type { BrokenKind } from '../broken-file.ts'
import { csvEncodings } from './csv-encodings.ts'
import { csvShapes } from './csv-shapes.ts'
import { xlsxKinds } from './xlsx.ts'

/** Every way in which the generator breaks files. A new one is an entry in one of these lists. */
export const brokenKinds: readonly BrokenKind[] = [...csvEncodings, ...csvShapes, ...xlsxKinds]
