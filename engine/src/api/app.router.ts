import { adminRouter } from './admin.router.ts'
import { bindingsRouter } from './bindings.router.ts'
import { catalogueRouter } from './catalogue.router.ts'
import { importsRouter } from './imports.router.ts'
import { leadsRouter } from './leads.router.ts'
import { marketplaceRouter } from './marketplace.router.ts'
import { modelsRouter } from './models.router.ts'
import { router } from './procedures.ts'
import { runsRouter } from './runs.router.ts'
import { sessionRouter } from './session.router.ts'
import { sourcesRouter } from './sources.router.ts'

export const appRouter = router({
  session: sessionRouter,
  models: modelsRouter,
  catalogue: catalogueRouter,
  sources: sourcesRouter,
  imports: importsRouter,
  bindings: bindingsRouter,
  runs: runsRouter,
  leads: leadsRouter,
  marketplace: marketplaceRouter,
  admin: adminRouter,
})

export type AppRouter = typeof appRouter
