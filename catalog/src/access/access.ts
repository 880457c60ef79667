import { catalogError } from '../errors.ts'
import type { Actor, Role } from './actor.ts'

const everyone = ['prosecutor', 'provincial-admin', 'data-administrator'] as const
const district = ['prosecutor', 'data-administrator'] as const
const prosecutor = ['prosecutor'] as const
const dataAdministrator = ['data-administrator'] as const
const provincialAdmin = ['provincial-admin'] as const

/**
 * Who may do what. Which rows they meet is decided by the organization: everyone acts on their own organization's, a
 * provincial administrator also sees all people, submissions and submitted versions, and listings are everyone's.
 * Row-level security says the same again (`database/migrations`).
 */
const access = {
  organizations: { read: everyone, create: provincialAdmin },
  people: { read: everyone, create: provincialAdmin, disable: provincialAdmin },
  hosts: { read: everyone, allow: provincialAdmin, disallow: provincialAdmin },
  sources: {
    read: district,
    create: dataAdministrator,
    change: dataAdministrator,
    open: district,
    remove: dataAdministrator,
  },
  credentials: { read: dataAdministrator, create: dataAdministrator, revoke: dataAdministrator },
  bindings: { read: district, save: district, remove: district },
  models: { read: everyone, create: prosecutor, save: prosecutor, remove: prosecutor },
  versions: { read: everyone },
  marketplace: { read: everyone, submit: prosecutor, decide: provincialAdmin, clone: prosecutor },
  runs: { read: district, start: prosecutor, move: prosecutor },
  leads: { read: prosecutor, record: prosecutor },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly Role[]>>>>

export type Noun = keyof typeof access
export type Verb<Of extends Noun> = keyof (typeof access)[Of] & string

export function mayDo<Of extends Noun>(actor: Actor, noun: Of, verb: Verb<Of>): boolean {
  const allowed = access[noun][verb] as readonly Role[]
  return actor.roles.some((role) => allowed.includes(role))
}

/** @throws not-allowed */
export function demand<Of extends Noun>(actor: Actor, noun: Of, verb: Verb<Of>): void {
  if (!mayDo(actor, noun, verb)) throw catalogError('not-allowed', { noun, verb })
}
