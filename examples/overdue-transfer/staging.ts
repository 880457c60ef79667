import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { connectorOf, openLanding } from '@jianmo/connectors'
import type { OpenSource } from '@jianmo/connectors/words'
import { type AgencyAccess, createAgencyDatabase } from '../demo/agency-databases.ts'
import type { PhysicalTable } from './generator/physical.ts'
import { writeAgencyFiles } from './generator/write-files.ts'

export interface StagedDistrict {
  /** Opens a source of the district by its key in the shapes, as a run does. */
  open(source: string): Promise<OpenSource>
  /** What the imports took over and refused, by table. */
  readonly imports: Readonly<
    Record<string, { readonly accepted: number; readonly rejected: number; readonly damagedIds: number }>
  >
}

interface Staging {
  readonly district: 'a' | 'b'
  readonly tables: readonly PhysicalTable[]
  /** Private to this staging. */
  readonly folder: string
  /** Superuser of a throw-away PostgreSQL. */
  readonly agencies: string
}

/** Puts a district's agencies where connectors read them: files are written and imported, databases filled. */
export async function stageDistrict({ district, tables, folder, agencies }: Staging): Promise<StagedDistrict> {
  await mkdir(folder, { recursive: true })
  const access = await createAgencyDatabase(agencies, district, tables)
  const landing = openLanding(join(folder, 'landing'))
  const place = (sourceId: string) => ({ organizationId: `district-${district}`, sourceId })
  const imports: Record<string, { accepted: number; rejected: number; damagedIds: number }> = {}
  for (const { table, path } of await writeAgencyFiles(tables, join(folder, 'files'))) {
    const kind = table.kind === 'xlsx' ? 'xlsx' : 'csv'
    for (const batch of await landing.importFile({
      ...place(table.source),
      kind,
      fileName: table.file ?? table.name,
      content: { path },
    })) {
      imports[batch.table] = { accepted: batch.accepted, rejected: batch.rejected, damagedIds: batch.damagedIds }
    }
  }
  return {
    imports,
    open(source) {
      const table = tables.find((one) => one.source === source)
      const connector = connectorOf(table?.kind ?? '')
      if (!table || !connector) throw new Error(`No source ${source}`)
      const context = {
        network: { allowed: [`${access.host}:${access.port}`], refused: [] },
        landing: landing.folder(place(source)),
        signal: new AbortController().signal,
      }
      return connector.open(settingsOf(table, access), context)
    },
  }
}

function settingsOf(table: PhysicalTable, access: AgencyAccess): Record<string, unknown> {
  return table.kind === 'postgres' ? { ...access, schema: table.schema ?? 'public', ssl: false } : {}
}
