import type { Role, SignedInPerson } from '@jianmo/engine/api'
import { createContext, useContext } from 'react'

export const PersonContext = createContext<SignedInPerson | null>(null)

/** The person who is signed in. Only inside the signed-in part of the studio. */
export function usePerson(): SignedInPerson {
  const person = useContext(PersonContext)
  if (person === null) throw new Error('usePerson outside SignedIn')
  return person
}

export function hasRole(person: SignedInPerson, role: Role): boolean {
  return person.roles.includes(role)
}
