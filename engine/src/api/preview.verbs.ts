import { z } from 'zod'
import { engineError } from '../execution/index.ts'
import { encodeArrow, previewRows } from '../rows/index.ts'
import { compileStagedPreview } from '../sql/index.ts'
import type { MemberContext } from './context.ts'
import { readDocument } from './documents.ts'
import { DocumentJson, Id, NodeId, PortName } from './inputs.ts'
import { rowsBelow } from './over-rows.ts'

export const PreviewInput = z.strictObject({
  modelId: Id,
  document: DocumentJson,
  nodeId: NodeId,
  /** An output, or a view of the node type (`~unmatched`). */
  port: PortName,
  limit: z.int().min(1).max(1000),
})

/**
 * First rows of one node's output of the given document, over the data that the model's newest finished run read; what no
 * run has read is read now. Returns an Arrow IPC stream, masked.
 * @throws table-not-bound, nothing-to-show, source-down, reading-takes-long
 */
export async function previewArrow(ctx: MemberContext, input: z.infer<typeof PreviewInput>): Promise<Uint8Array> {
  const { modelId, nodeId, port, limit } = input
  const document = readDocument(input.document)
  const { context, over } = await rowsBelow(ctx, { modelId, document, nodeId })
  const { scans, steps, statement, count } = compileStagedPreview(document, context, { nodeId, port, limit })
  if (statement === null || count === null) throw engineError('nothing-to-show', { nodeId })
  const page = await over(scans, (child, origin) => previewRows(child, { nodeId, steps, statement, count, origin }))
  return encodeArrow(page)
}
