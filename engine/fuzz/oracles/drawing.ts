import { columnsOf } from '../../src/plan/index.ts'
import { compilePreview } from '../../src/sql/index.ts'
import { compared, notAsked, type Oracle } from './oracle.ts'

/** A preview, through all stages from the drawing to SQL, shows the rows that the lowered plan means. */
export const drawing: Oracle = {
  name: 'drawing',
  async check({ plan, rows, engine, drawn }) {
    if (!drawn) return notAsked
    const { document, context, nodeId, port } = drawn
    const { statement } = compilePreview(document, context, { nodeId, port, limit: 10_000 })
    if (!statement) return { what: `${nodeId}.${port} cannot be previewed`, plan }
    const types = columnsOf(plan).map(({ type }) => type)
    const found = await engine.ask(statement.text, statement.parameters, types)
    return compared({ what: 'the preview is not what the drawing means', plan, sql: statement.text }, rows, found)
  },
}
