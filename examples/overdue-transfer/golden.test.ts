import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import { generateDistrict } from './generator/generate.ts'
import { columnName, type PhysicalTable, textOf } from './generator/physical.ts'
import { goldenSql, readFindings } from './golden.ts'

describe.each(['a', 'b'] as const)('the hand-written SQL of district %s', (district) => {
  it('finds exactly what was planted, both lists, both ways', async () => {
    const { tables, expected } = generateDistrict({ district })
    const connection = await loadRaw(tables)
    await connection.run(goldenSql(district))

    const found = await readFindings(connection)

    expect(found.leads).toEqual(expected.leads)
    expect(found.cannotDetermine).toEqual(expected.cannotDetermine)
  })

  it('is found wrong when the anti join becomes a semi join', async () => {
    const { tables, expected } = generateDistrict({ district })
    const connection = await loadRaw(tables)
    const altered = goldenSql(district).replace(
      'released >= effective AND NOT outside',
      'released >= effective AND outside',
    )
    await connection.run(altered)

    const found = await readFindings(connection)

    expect(altered).not.toBe(goldenSql(district))
    expect(found.leads).not.toEqual(expected.leads)
  })
})

/** Every table as text under `raw_t01` …, as if no reader had touched it. */
async function loadRaw(tables: readonly PhysicalTable[]) {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  for (const table of tables.filter((one) => one.decoy !== true)) {
    const relation = `raw_${table.logicalTable.toLowerCase()}`
    await connection.run(
      `CREATE TABLE ${relation} (_row BIGINT, ${table.columns.map((column) => `"${columnName(column)}" VARCHAR`).join(', ')})`,
    )
    const appender = await connection.createAppender(relation)
    for (const [index, row] of table.rows.entries()) {
      appender.appendBigInt(BigInt(index + 1))
      for (const cell of row) {
        const text = textOf(cell)
        if (text === null) appender.appendNull()
        else appender.appendVarchar(text)
      }
      appender.endRow()
    }
    appender.closeSync()
  }
  return connection
}
