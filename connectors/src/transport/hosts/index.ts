export { type CheckedHost, checkHost, normaliseHostEntry } from './check-host.ts'
export { abortedError, type LoginSettings, loginFields, type SessionOptions } from './login.ts'
export { HostName, PortNumber, SourceName, SourcePassword } from './settings.ts'
