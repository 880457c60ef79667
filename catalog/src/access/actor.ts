/** The roles a person can hold. One person may hold several. */
export const roles = ['prosecutor', 'provincial-admin', 'data-administrator'] as const
export type Role = (typeof roles)[number]

/** Who acts. Everything a store shows or changes is decided from these three facts, by checks and by row-level security. */
export interface Actor {
  readonly personId: string
  readonly organizationId: string
  readonly roles: readonly Role[]
}
