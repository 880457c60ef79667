import type { LogicalTable, Statute } from '@jianmo/connectors/words'
import { memberProcedure, router } from './procedures.ts'

/** What the province defines once for all districts. */
export const catalogueRouter = router({
  tables: memberProcedure.query(({ ctx }): readonly LogicalTable[] => ctx.house.tables),
  statutes: memberProcedure.query(({ ctx }): readonly Statute[] => ctx.house.statutes),
})
