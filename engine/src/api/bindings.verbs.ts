import type { Binding, LogicalTable } from '@jianmo/connectors/words'
import { checkBindingData } from './check-binding.ts'
import { asCaller, type MemberContext } from './context.ts'
import { errorsOf } from './documents.ts'
import { apiError } from './errors.ts'
import { withSource } from './open-source.ts'
import { proposeBindingOf } from './propose-binding.ts'
import type { BindingCheck, BindingProposal, BindingState } from './wire.ts'

const comparedValues = 200

export async function listBindings(
  ctx: MemberContext,
  tables: readonly string[] | undefined,
): Promise<readonly BindingState[]> {
  const wanted = tables ?? ctx.house.tables.map(({ id }) => id)
  const stored = await asCaller(ctx, ({ bindings }) => bindings.list(wanted))
  return wanted.map((logicalTable) => {
    const found = stored.find(({ binding }) => binding.logicalTable === logicalTable)
    if (found === undefined) return { logicalTable, binding: null, sourceName: null, state: 'unbound', problems: [] }
    const { binding, sourceName, state, problems } = found
    return { logicalTable, binding, sourceName, state, problems }
  })
}

interface Wish {
  readonly logicalTable: string
  readonly sourceId: string
  readonly table: string
}

export function proposeBinding(
  ctx: MemberContext,
  { logicalTable, sourceId, table: name }: Wish,
): Promise<BindingProposal> {
  const table = tableOf(ctx, logicalTable)
  return withSource(ctx, sourceId, async (open) => {
    const physical = (await open.tables()).find((each) => each.name === name)
    if (physical === undefined) throw apiError('table-unknown', { table: name })
    const valuesOf = async (column: string) => {
      const values = await open.values(name, column, comparedValues)
      return values.flatMap(({ value }) => (value === null ? [] : [value]))
    }
    return { binding: await proposeBindingOf({ table, sourceId, physical, valuesOf }), physical }
  })
}

export function checkBindingOfSource(ctx: MemberContext, binding: Binding): Promise<BindingCheck> {
  return checkBindingData(ctx, tableOf(ctx, binding.logicalTable), binding)
}

/** @throws binding-blocked with all problems as data; nothing is saved then. */
export async function saveBinding(ctx: MemberContext, binding: Binding): Promise<BindingState> {
  const { problems } = await checkBindingOfSource(ctx, binding)
  const errors = errorsOf(problems)
  const [first] = errors
  if (first !== undefined)
    throw apiError('binding-blocked', { count: errors.length, first: first.text, problems: errors })
  const { logicalTable } = binding
  const saved = await asCaller(ctx, ({ bindings }) => bindings.save(binding, problems))
  return {
    logicalTable,
    binding: saved.binding,
    sourceName: saved.sourceName,
    state: saved.state,
    problems: saved.problems,
  }
}

export function removeBinding(ctx: MemberContext, logicalTable: string): Promise<null> {
  return asCaller(ctx, async ({ bindings }) => {
    await bindings.remove(logicalTable)
    return null
  })
}

function tableOf(ctx: MemberContext, id: string): LogicalTable {
  const table = ctx.house.tables.find((each) => each.id === id)
  if (table === undefined) throw apiError('table-unknown', { table: id })
  return table
}
