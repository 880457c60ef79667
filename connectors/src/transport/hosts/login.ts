import { connectorError } from '../../errors.ts'
import type { NetworkPolicy, SettingField } from '../../words/connector.ts'
import type { ProductError } from '../../words/errors.ts'

/** Typed settings, never a connection string: connection strings are code. */
export interface LoginSettings {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
  readonly ssl: boolean
}

export interface SessionOptions {
  readonly network: NetworkPolicy
  readonly signal: AbortSignal
}

/** The fields that every database has in its form. */
export const loginFields = {
  host: { label: { zh: '主机', en: 'Host' }, control: 'text' },
  port: { label: { zh: '端口', en: 'Port' }, control: 'number' },
  database: { label: { zh: '数据库', en: 'Database' }, control: 'text' },
  user: { label: { zh: '只读用户', en: 'Read-only user' }, control: 'text' },
  password: { label: { zh: '密码', en: 'Password' }, control: 'password' },
  ssl: {
    label: { zh: '加密连接', en: 'Encrypted connection' },
    control: 'checkbox',
    help: { zh: '对方证书须可信', en: 'The certificate of the source must be trusted' },
  },
} as const satisfies Record<keyof LoginSettings, SettingField>

/** What an aborted reading says: that it took too long, or that somebody stopped it. Null while nobody has. */
export function abortedError(signal: AbortSignal, cause: unknown): ProductError | null {
  if (!signal.aborted) return null
  const late = signal.reason instanceof Error && signal.reason.name === 'TimeoutError'
  return late
    ? connectorError('source-timeout', { seconds: null }, { cause })
    : connectorError('read-cancelled', {}, { cause })
}
