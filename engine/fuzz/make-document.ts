import { columnsOf } from '../src/plan/index.ts'
import { identityBinding } from '../src/planner/index.ts'
import { checkModel } from '../src/planner/infer-model.ts'
import { lowerModel } from '../src/planner/lower-model.ts'
import { createPlacement } from '../src/planner/place-plan.ts'
import { physicalColumns, scanRelation } from '../src/planner/read-columns.ts'
import { contextOf } from '../src/sql/testing/run-graph.ts'
import { createDocument, createWritten } from './generate/documents.ts'
import { type FuzzTable, worldOf } from './generate/world.ts'
import type { Case, Vocabulary } from './make-graph.ts'
import { createRandom } from './random.ts'

/** A drawing of real nodes over what agencies wrote, as a case: the plan of its newest port, lowered and not yet rewritten. */
export function makeDocumentCase(seed: number, number: number, vocabulary: Vocabulary): Case {
  const random = createRandom(seed, 4, number)
  const written = createWritten(random)
  const document = createDocument(random, written, vocabulary.callables)
  const context = contextOf(written.map(({ logical }) => logical))
  const checked = checkModel(document, context)
  const { value: plans } = lowerModel.run({ document, checked }, context)
  const tables = document.nodes.flatMap((node): FuzzTable[] => {
    const table = written.find(({ logical }) => logical.id === node.config['table'])
    if (node.type !== 'source' || !table) return []
    const names = physicalColumns(identityBinding(table.logical), table.logical)
    const columns = names.map((name) => ({ name, type: 'text' as const }))
    const order = names.map((name) => table.logical.columns.findIndex((column) => column.name === name))
    return [{ name: scanRelation(node.id), columns, rows: table.rows.map((row) => order.map((at) => row[at] ?? null)) }]
  })
  const last = document.nodes.at(-1)?.id ?? 's0'
  const ports = Object.entries(plans[last] ?? {}).filter(([port]) => !port.startsWith('~'))
  const [port, plan] = random.pick(ports)
  if (columnsOf(plan).length === 0) throw new Error(`Port ${last}.${port} has no columns`)
  return {
    seed,
    number,
    tables,
    world: worldOf(tables),
    plan,
    place: createPlacement(context),
    document: { document, context, nodeId: last, port, plan },
  }
}
