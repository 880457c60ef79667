import { expect, it } from 'vitest'
import { pagesOf } from './navigation.ts'

it('shows the function reference to whoever is signed in', () => {
  for (const role of ['prosecutor', 'provincial-admin', 'data-administrator'] as const) {
    const person = { roles: [role] } as unknown as Parameters<typeof pagesOf>[0]
    expect(pagesOf(person).map(({ path }) => path)).toContain('/help/functions')
  }
})
