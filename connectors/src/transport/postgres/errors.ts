import { connectorError } from '../../errors.ts'
import { maskText } from '../../values/index.ts'
import { ProductError } from '../../words/errors.ts'
import type { PostgresSettings } from './session.ts'

interface Circumstances {
  readonly settings: PostgresSettings
  readonly signal: AbortSignal
  readonly seconds: number
}

/** PostgreSQL error codes: https://www.postgresql.org/docs/15/errcodes-appendix.html */
export function toProductError(cause: unknown, { settings, signal, seconds }: Circumstances): ProductError {
  if (cause instanceof ProductError) return cause
  if (signal.aborted) {
    const late = signal.reason instanceof Error && signal.reason.name === 'TimeoutError'
    return late
      ? connectorError('source-timeout', { seconds: null }, { cause })
      : connectorError('read-cancelled', {}, { cause })
  }
  const { host, port, database, user } = settings
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const detail = messageOf(cause)
  if (code === '28P01' || (code === '28000' && !/pg_hba/.test(detail)))
    return connectorError('wrong-password', { user }, { cause })
  if (code === '3D000') return connectorError('no-such-database', { database }, { cause })
  if (code === '42501' || code === '28000') return connectorError('permission-denied', { detail }, { cause })
  if (code === '57014' || code === '25P03') return connectorError('source-timeout', { seconds }, { cause })
  if (/^(?:08|57P0|53300)/.test(code) || isUnreachable(code, detail)) {
    return connectorError('source-down', { host, port, detail }, { cause })
  }
  if (isTls(code, detail)) return connectorError('source-tls', { host, port, detail }, { cause })
  // A view of the agency that fails quotes the value that it failed on.
  return connectorError('source-failed', { detail: maskText(detail) }, { cause })
}

function isUnreachable(code: string, detail: string): boolean {
  return (
    /^(?:ECONN|EHOST|ENET|EPIPE|ETIMEDOUT|ERR_STREAM|EADDR)/.test(code) ||
    /Connection terminated|timeout expired|timeout exceeded|Client was closed|Client has encountered|not queryable/.test(
      detail,
    )
  )
}

function isTls(code: string, detail: string): boolean {
  return (
    /^(?:ERR_TLS|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|ERR_SSL)/.test(code) ||
    /does not support SSL|self-signed|certificate/i.test(detail)
  )
}

/** Node answers several refused addresses with one AggregateError that has no message of its own. */
function messageOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(messageOf).join('; ')
  return cause instanceof Error ? cause.message : String(cause)
}
