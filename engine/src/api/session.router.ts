import { publicProcedure, router } from './procedures.ts'
import type { SignedInPerson } from './wire.ts'

export const sessionRouter = router({
  /** Who is signed in; null if nobody is. Signing in and out are plain HTTP routes, because they set cookies. */
  me: publicProcedure.query(({ ctx }): SignedInPerson | null => ctx.session?.person ?? null),
})
