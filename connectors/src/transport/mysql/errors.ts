import { connectorError } from '../../errors.ts'
import { maskText } from '../../values/index.ts'
import { ProductError } from '../../words/errors.ts'
import { abortedError, type LoginSettings } from '../hosts/index.ts'

interface Circumstances {
  readonly settings: LoginSettings
  readonly signal: AbortSignal
  readonly seconds: number
}

/** Numbers of MySQL and MariaDB: https://dev.mysql.com/doc/mysql-errors/8.4/en/ and https://mariadb.com/kb/en/mariadb-error-codes/ */
const numbers = {
  password: [1045, 1698],
  database: [1049],
  permission: [1044, 1130, 1142, 1143, 1227, 1370, 1410],
  timeout: [1969, 3024, 1205],
  down: [1040, 1053, 1077, 1158, 1159, 1160, 1161, 1203, 1226, 2006, 2013, 4031],
  tls: [3159],
  login: [1251, 1275, 1524],
} as const

export function toProductError(cause: unknown, { settings, signal, seconds }: Circumstances): ProductError {
  if (cause instanceof ProductError) return cause
  const aborted = abortedError(signal, cause)
  if (aborted) return aborted
  const { host, port, database, user } = settings
  const number = cause instanceof Error && 'errno' in cause ? Number(cause.errno) : Number.NaN
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const detail = cause instanceof Error ? cause.message : String(cause)
  const is = (list: readonly number[]) => list.includes(number)
  if (is(numbers.password)) return connectorError('wrong-password', { user }, { cause })
  if (is(numbers.database)) return connectorError('no-such-database', { database }, { cause })
  if (is(numbers.permission)) return connectorError('permission-denied', { detail: maskText(detail) }, { cause })
  if (is(numbers.timeout)) return connectorError('source-timeout', { seconds }, { cause })
  if (
    is(numbers.login) ||
    /CLEAR_PASSWORD|AUTH_SWITCH_PLUGIN/.test(code) ||
    /authentication using|auth plugin/.test(detail)
  )
    return connectorError('login-method', { detail: methodOf(detail), advice: advice }, { cause })
  if (
    is(numbers.tls) ||
    /^(?:HANDSHAKE_|ERR_TLS|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|ERR_SSL)/.test(code) ||
    /certificate/i.test(detail)
  )
    return connectorError('source-tls', { host, port, detail }, { cause })
  if (
    is(numbers.down) ||
    /^(?:ECONN|EHOST|ENET|EPIPE|ETIMEDOUT|EADDR|PROTOCOL_)/.test(code) ||
    /closed state/.test(detail)
  )
    return connectorError('source-down', { host, port, detail }, { cause })
  // A view of the agency that fails quotes the value that it failed on.
  return connectorError('source-failed', { detail: maskText(detail) }, { cause })
}

const advice = {
  zh: '请让对方数据库管理员为只读用户改用 mysql_native_password 或 caching_sha2_password。',
  en: 'Ask its administrator to give the read-only user mysql_native_password or caching_sha2_password.',
}

function methodOf(detail: string): string {
  return /(?:plugin|using) '?([a-z0-9_]+)/i.exec(detail)?.[1] ?? maskText(detail).slice(0, 200)
}
