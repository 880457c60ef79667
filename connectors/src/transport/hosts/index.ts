export { type CheckedHost, checkHost, normaliseHostEntry } from './check-host.ts'
