import type { MemberContext } from './context.ts'
import { apiError } from './errors.ts'
import { maskProfile } from './mask-profile.ts'
import { withSource } from './open-source.ts'
import { explainFailure } from './procedures.ts'
import type { ProfileProgress, ShownProfile } from './wire.ts'

const topValues = 10
/** Ten minutes: more than a scan of 10 M rows takes, less than an afternoon of an agency's server. */
const longestProfile = 600_000
const progressEvery = 500

interface OfTable {
  readonly sourceId: string
  readonly table: string
}

/** Scans one table in its source and says every half second that it is still at it. Leaving the subscription cancels the
 * scan in the source. Nothing of it is kept on the server: it holds values of people. */
export async function* profileTable(
  ctx: MemberContext,
  { sourceId, table }: OfTable,
  signal: AbortSignal | undefined,
): AsyncGenerator<ProfileProgress> {
  const left = new AbortController()
  const stop = AbortSignal.any([left.signal, AbortSignal.timeout(longestProfile), ...(signal ? [signal] : [])])
  const started = performance.now()
  let rows: number | null = null
  let finished = false
  const work = withSource(
    ctx,
    sourceId,
    async (open): Promise<ShownProfile> => {
      const found = (await open.tables()).find(({ name }) => name === table)
      if (found === undefined) throw apiError('table-unknown', { table })
      rows = found.rows ?? null
      const columns = found.columns.map(({ name }) => name)
      return maskProfile(await open.profile({ table, columns, topValues }), found.columns)
    },
    stop,
  ).finally(() => {
    finished = true
  })
  // Who left has no use for the refusal of what they cancelled.
  work.catch(() => undefined)
  try {
    while (!finished) {
      yield { state: 'reading', milliseconds: Math.round(performance.now() - started), rows }
      await Promise.race([work.catch(() => undefined), waitFor(progressEvery)])
    }
    yield { state: 'finished', profile: await work }
  } catch (cause) {
    yield { state: 'failed', problem: explainFailure(cause) }
  } finally {
    left.abort()
  }
}

function waitFor(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
