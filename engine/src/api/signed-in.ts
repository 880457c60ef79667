import type { Person } from '@jianmo/catalog'
import type { SignedInPerson } from './wire.ts'

export function toSignedIn({ id, username, name, roles, organization }: Person): SignedInPerson {
  const { id: organizationId, name: organizationName, level } = organization
  return { id, username, name, roles, organization: { id: organizationId, name: organizationName, level } }
}
