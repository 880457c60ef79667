import { maskValue } from '@jianmo/connectors/values'
import type { ColumnProfile, SemanticType, SourceColumn, TableProfile } from '@jianmo/connectors/words'
import { maskPhysical, personalNature } from './mask-physical.ts'
import type { ShownProfile } from './wire.ts'

/** What the values are is enough to hide them, whatever the column is called. */
const personal = ['resident-id', 'person-name', 'phone', 'address'] as const satisfies readonly SemanticType[]

/** A profile as a page may show it. Figures stay; values of columns that are about people are masked, and ranges of such
 * values are left out. */
export function maskProfile(profile: TableProfile, columns: readonly SourceColumn[]): ShownProfile {
  const masked: string[] = []
  const shown = profile.columns.map((figures): ColumnProfile => {
    const column = columns.find(({ name }) => name === figures.column) ?? { name: figures.column }
    const nature = personal.find((type) => type === figures.semantic?.type) ?? personalNature(column)
    if (nature !== null) masked.push(figures.column)
    const mask = (value: string) =>
      nature === null
        ? (maskPhysical(value, column) ?? '')
        : String(maskValue(value, { semantic: nature, sensitivity: 'personal', type: 'text' }))
    return {
      ...figures,
      top: { ...figures.top, values: figures.top.values.map(({ value, rows }) => ({ value: mask(value), rows })) },
      min: figures.min === null ? null : mask(figures.min),
      max: figures.max === null ? null : mask(figures.max),
      histogram: nature === null ? figures.histogram : null,
    }
  })
  return { ...profile, columns: shown, maskedColumns: masked }
}
