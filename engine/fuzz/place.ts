import { createRewrite, keepColumn, type Plan } from '../src/plan/index.ts'

/** What placement does for a run: each scan becomes the loaded table under the scan's ids; a witness is its row number. */
export const placeScans: (plan: Plan) => Plan = (plan) =>
  createRewrite((part) => {
    if (part.op !== 'scan') return part
    const physical = part.columns.map((column) => ({
      column,
      own: column.witness === undefined ? column.name : '_row',
    }))
    const columns = physical.map(({ column, own }) => ({ id: `${part.nodeId}|${own}`, name: own, type: column.type }))
    return {
      op: 'project',
      input: { op: 'read', relation: part.table, columns, origin: part.origin },
      columns: physical.map(({ column, own }) => ({
        ...keepColumn(column),
        expression: { op: 'column', id: `${part.nodeId}|${own}`, type: column.type },
      })),
      origin: part.origin,
    }
  })(plan)
