import { z } from 'zod'
import * as bindings from './bindings.verbs.ts'
import { BindingInput, Id, LogicalTableId, PhysicalName } from './inputs.ts'
import { dataMemberProcedure, memberProcedure, router } from './procedures.ts'

export const bindingsRouter = router({
  /** State of every logical table, or of the named ones. */
  list: memberProcedure
    .input(z.strictObject({ tables: z.array(LogicalTableId).max(200).optional() }).optional())
    .query(({ ctx, input }) => bindings.listBindings(ctx, input?.tables)),

  propose: memberProcedure
    .input(z.strictObject({ logicalTable: LogicalTableId, sourceId: Id, table: PhysicalName }))
    .query(({ ctx, input }) => bindings.proposeBinding(ctx, input)),

  /** Reads the source and counts what the binding would not understand. A mutation because it reads agency data. */
  check: dataMemberProcedure
    .input(z.strictObject({ binding: BindingInput }))
    .mutation(({ ctx, input }) => bindings.checkBindingOfSource(ctx, input.binding)),

  /** Keeps a binding that passes its check; a missing column or an unmapped code refuses it. */
  save: dataMemberProcedure
    .input(z.strictObject({ binding: BindingInput }))
    .mutation(({ ctx, input }) => bindings.saveBinding(ctx, input.binding)),

  remove: dataMemberProcedure
    .input(z.strictObject({ logicalTable: LogicalTableId }))
    .mutation(({ ctx, input }) => bindings.removeBinding(ctx, input.logicalTable)),
})
