import { z } from 'zod'
import { engineError, onStatement } from '../execution/index.ts'
import { compileReadable } from '../sql/index.ts'
import type { MemberContext } from './context.ts'
import { readDocument } from './documents.ts'
import { DocumentJson, Id, NodeId, PortName } from './inputs.ts'
import { rowsBelow } from './over-rows.ts'
import type { ReadableSql, SqlCount } from './wire.ts'

export const OfOutput = z.strictObject({ modelId: Id, document: DocumentJson, nodeId: NodeId, port: PortName })

/** The SQL of one output, node by node, formatted, as it can be run by hand. @throws table-not-bound, nothing-to-show */
export async function readSql(ctx: MemberContext, input: z.infer<typeof OfOutput>): Promise<ReadableSql> {
  const { text, parts, scans } = (await readable(ctx, input)).statement
  return {
    dialect: 'duckdb',
    text,
    parts,
    relations: scans.map(({ relation, logicalTable, table }) => ({ relation, logicalTable, table })),
  }
}

/** Runs just that text over the loaded data and counts its rows: whoever looks at the SQL sees that it gives what the canvas says. */
export async function countSql(ctx: MemberContext, input: z.infer<typeof OfOutput>): Promise<SqlCount> {
  const { statement, over } = await readable(ctx, input)
  const sql = `select count(*) from (\n${statement.text}\n) as "counted"`
  return over(statement.scans, async (child, { runId, readAt }) => {
    const { rows } = await onStatement([input.nodeId], statement.text, () => child.query(sql))
    return { rows: Number(rows[0]?.[0] ?? 0), runId, readAt, text: statement.text }
  })
}

async function readable(ctx: MemberContext, { modelId, document: json, nodeId, port }: z.infer<typeof OfOutput>) {
  const document = readDocument(json)
  const { context, over } = await rowsBelow(ctx, { modelId, document, nodeId })
  const statement = compileReadable(document, context, { nodeId, port })
  if (statement === null) throw engineError('nothing-to-show', { nodeId })
  return { statement, over }
}
