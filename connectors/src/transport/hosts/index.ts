export { type CheckedHost, checkHost, normaliseHostEntry } from './check-host.ts'
export { HostName, PortNumber, SourceName, SourcePassword } from './settings.ts'
