import { connectorError } from '../../errors.ts'
import { maskText } from '../../values/index.ts'
import { ProductError } from '../../words/errors.ts'
import type { Text } from '../../words/text.ts'
import { abortedError } from '../hosts/index.ts'
import type { PostgresProduct, PostgresSettings } from './session.ts'

interface Circumstances {
  readonly settings: PostgresSettings
  readonly signal: AbortSignal
  readonly seconds: number
}

/** PostgreSQL error codes: https://www.postgresql.org/docs/15/errcodes-appendix.html */
export function toProductError(cause: unknown, { settings, signal, seconds }: Circumstances): ProductError {
  if (cause instanceof ProductError) return cause
  const aborted = abortedError(signal, cause)
  if (aborted) return aborted
  const { host, port, database, user, product } = settings
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const detail = messageOf(cause)
  if (/SASL: Only mechanism|Unknown authenticationOk|in clear text/.test(detail))
    return connectorError('login-method', { detail: maskText(detail), advice: loginAdvice[product] }, { cause })
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

/** What to ask the administrator of the source for. openGauss logs in by its own SHA-256 unless it is told otherwise. */
const loginAdvice: Readonly<Record<PostgresProduct, Text>> = {
  postgresql: {
    zh: '请让对方数据库管理员在 pg_hba.conf 中为本机地址使用 scram-sha-256。若对方是 openGauss 或人大金仓，请在设置中选对产品。',
    en: 'Ask its administrator for scram-sha-256 in pg_hba.conf for this address. If it is openGauss or KingbaseES, choose that product in the settings.',
  },
  opengauss: {
    zh: '请让 openGauss 管理员设 password_encryption_type = 1（同时保存 MD5），重设只读用户的密码，并在 pg_hba.conf 中为本机地址使用 md5。（此产品未经实测）',
    en: 'Ask the openGauss administrator to set password_encryption_type = 1 (keeps MD5 as well), to set the read-only user’s password anew, and to use md5 in pg_hba.conf for this address. (This product was not tested here.)',
  },
  kingbase: {
    zh: '请让人大金仓管理员在 sys_hba.conf 中为本机地址使用 scram-sha-256 或 md5，并重设只读用户的密码。（此产品未经实测）',
    en: 'Ask the KingbaseES administrator for scram-sha-256 or md5 in sys_hba.conf for this address, and to set the read-only user’s password anew. (This product was not tested here.)',
  },
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
