export const organizationLevels = ['province', 'city', 'district'] as const
export type OrganizationLevel = (typeof organizationLevels)[number]

/** A procuratorate. One catalogue serves one province: there is exactly one organization of level `province`. */
export interface Organization {
  readonly id: string
  readonly name: string
  readonly level: OrganizationLevel
  readonly parentId: string | null
}

export interface NewOrganization {
  readonly name: string
  readonly level: OrganizationLevel
  readonly parentId: string | null
}

export interface OrganizationStore {
  /** All organizations of the province, from the top down. */
  list(): Promise<readonly Organization[]>
  /** @throws organization-not-found */
  get(organizationId: string): Promise<Organization>
  /** Provincial administrators only. @throws not-allowed, name-taken, wrong-parent */
  create(input: NewOrganization): Promise<Organization>
}
