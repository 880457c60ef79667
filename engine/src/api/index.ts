/** What the studio may know of the API: types, and the words of the wire. No server code passes through here. */
export type { AppRouter } from './app.router.ts'
export type { AdaptationOfTable } from './models.verbs.ts'
export type { ProblemOnWire } from './procedures.ts'
export * from './wire.ts'
