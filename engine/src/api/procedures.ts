import { randomUUID } from 'node:crypto'
import type { Text } from '@jianmo/connectors/words'
import { ProductError } from '@jianmo/connectors/words'
import { initTRPC, TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import type { ApiContext, MemberContext } from './context.ts'
import { apiError } from './errors.ts'
import type { Role } from './wire.ts'

/** `error.data.problem` of every refused call: a code, words in both languages, and the data they were made from. */
export interface ProblemOnWire {
  readonly code: string
  readonly text: Text
  readonly data: Readonly<Record<string, unknown>>
}

const t = initTRPC.context<ApiContext>().create({
  isDev: false,
  sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 30_000 } },
  errorFormatter({ shape, error }) {
    const problem = toProblem(error)
    return { ...shape, message: problem.text.zh, data: { ...shape.data, problem } }
  },
})

export const { router } = t

/** HTTP status by what the person can do about it; a code that is not listed is a plain refusal (400). */
const statusOf: Readonly<Record<string, TRPCError['code']>> = {
  'not-signed-in': 'UNAUTHORIZED',
  'not-allowed': 'FORBIDDEN',
  'author-may-not-decide': 'FORBIDDEN',
  'model-changed-elsewhere': 'CONFLICT',
}

const productErrors = t.middleware(async ({ next }) => {
  const result = await next()
  if (result.ok || !(result.error.cause instanceof ProductError)) return result
  const { cause } = result.error
  throw new TRPCError({ code: codeFor(cause), message: cause.text.zh, cause })
})

function codeFor({ code }: ProductError): TRPCError['code'] {
  return statusOf[code] ?? (code.endsWith('not-found') ? 'NOT_FOUND' : 'BAD_REQUEST')
}

/** For everyone, signed in or not. */
export const publicProcedure = t.procedure.use(productErrors)

/** For people who are signed in. Rights are read at every call, so that a change applies to the next one. */
export const memberProcedure = publicProcedure.use(({ ctx, next }) => next({ ctx: toMember(ctx) }))

export const prosecutorProcedure = procedureFor(['prosecutor'])
export const dataAdministratorProcedure = procedureFor(['data-administrator'])
/** Bindings are made by the data administrator, or by the prosecutor who installs a model. */
export const dataMemberProcedure = procedureFor(['data-administrator', 'prosecutor'])
export const provincialProcedure = procedureFor(['provincial-admin'])

function procedureFor(roles: readonly Role[]) {
  return publicProcedure.use(({ ctx, next }) => {
    const member = toMember(ctx)
    if (!roles.some((role) => member.session.person.roles.includes(role))) throw apiError('not-allowed', { roles })
    return next({ ctx: member })
  })
}

function toMember(ctx: ApiContext): MemberContext {
  if (ctx.session === null) throw apiError('not-signed-in', {})
  return { ...ctx, session: ctx.session }
}

/** What a person is told. A bug shows an id only; its stack goes to the server's log under that id. */
function toProblem(error: TRPCError): ProblemOnWire {
  const { cause } = error
  if (cause instanceof ProductError) return { code: cause.code, text: cause.text, data: cause.data }
  if (cause instanceof ZodError) {
    const fields = cause.issues.map((issue) => issue.path.join('.'))
    return problemOf(apiError('input-invalid', { fields }))
  }
  if (error.code === 'INTERNAL_SERVER_ERROR') {
    const id = randomUUID().slice(0, 8)
    process.stderr.write(`[${id}] ${cause?.stack ?? error.stack ?? error.message}\n`)
    return problemOf(apiError('unexpected', { id }))
  }
  return problemOf(apiError('request-refused', { detail: error.code }))
}

/** The same for a subscription, which cannot throw: an event stream that breaks is taken up again by the browser. */
export function explainFailure(cause: unknown): ProblemOnWire {
  return toProblem(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause }))
}

function problemOf({ code, text, data }: ProductError): ProblemOnWire {
  return { code, text, data }
}
