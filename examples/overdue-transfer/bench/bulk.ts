import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import iconv from 'iconv-lite'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type AgencyAccess, createAgencyDatabase } from '../../demo/agency-databases.ts'
import { shapesOfA } from '../generator/district-a.ts'
import type { PhysicalShape } from '../generator/physical.ts'
import { type BulkSize, bulkStatements } from './bulk.sql.ts'

export interface BulkFiles {
  /** CSV files as agencies export them, by logical table; T19 is GB18030. */
  readonly files: Readonly<Record<string, string>>
}

/** Writes every table of district A as CSV, generated inside DuckDB: 3.5 million rows in about a minute. */
export async function writeBulk(folder: string, size: BulkSize): Promise<BulkFiles> {
  const instance = await DuckDBInstance.create(join(folder, 'bulk.duckdb'), { threads: '2', memory_limit: '3GB' })
  const connection = await instance.connect()
  const { setUp, selects } = bulkStatements(size)
  await connection.run(setUp)
  const files: Record<string, string> = {}
  for (const shape of shapesOfA) {
    const file = join(folder, `${shape.logicalTable}.csv`)
    await connection.run(
      `COPY (SELECT * EXCLUDE (_row) FROM (${selects[shape.logicalTable]})) TO '${file}' (HEADER, DELIMITER ',', NULLSTR '')`,
    )
    files[shape.logicalTable] = shape.encoding === 'gb18030' ? await toGb18030(file) : file
  }
  connection.closeSync()
  instance.closeSync()
  return { files }
}

async function toGb18030(file: string): Promise<string> {
  const target = file.replace(/\.csv$/, '.gb18030.csv')
  await pipeline(createReadStream(file, 'utf8'), iconv.encodeStream('gb18030'), createWriteStream(target))
  return target
}

/** Fills the agency's PostgreSQL by COPY; the tables are made as in the small example. */
export async function fillDatabase(superuser: string, files: BulkFiles['files']): Promise<AgencyAccess> {
  const shapes = shapesOfA.filter(({ kind }) => kind === 'postgres')
  const access = await createAgencyDatabase(
    superuser,
    'a',
    shapes.map((shape) => ({ ...shape, rows: [] })),
  )
  const url = new URL(superuser)
  url.pathname = `/${access.database}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    for (const shape of shapes) await copyInto(client, shape, files[shape.logicalTable] ?? '')
  } finally {
    await client.end()
  }
  return access
}

async function copyInto(client: pg.Client, { schema, name }: PhysicalShape, file: string): Promise<void> {
  const stream = client.query(
    copyFrom(`COPY "${schema}"."${name}" FROM STDIN (FORMAT csv, HEADER true, ENCODING 'UTF8')`),
  )
  await pipeline(createReadStream(file), stream)
  await client.query(`ANALYZE "${schema}"."${name}"`)
}
