import { demand } from '../access/access.ts'
import { writeAudit } from '../audit/audit.store.ts'
import type { StoreContext } from '../database/context.ts'
import { catalogError, sqlStateOf } from '../errors.ts'
import type { NewOrganization, Organization, OrganizationLevel, OrganizationStore } from './organization.ts'
import { organizationLevels } from './organization.ts'

const columns = ['id', 'name', 'level', 'parentId'] as const

/** A city is under the province; a district under a city or, where a province has none between, under the province. */
const parentLevels: Readonly<Record<OrganizationLevel, readonly OrganizationLevel[]>> = {
  province: [],
  city: ['province'],
  district: ['city', 'province'],
}

export function createOrganizationStore(context: StoreContext): OrganizationStore {
  const { db, actor } = context

  async function get(organizationId: string): Promise<Organization> {
    const found = await db
      .selectFrom('organization')
      .select(columns)
      .where('id', '=', organizationId)
      .executeTakeFirst()
    if (found === undefined) throw catalogError('organization-not-found', { organizationId })
    return found
  }

  return {
    get,

    async list() {
      demand(actor, 'organizations', 'read')
      const found = await db.selectFrom('organization').select(columns).orderBy('createdAt').orderBy('name').execute()
      return found.sort((a, b) => organizationLevels.indexOf(a.level) - organizationLevels.indexOf(b.level))
    },

    async create(input: NewOrganization) {
      demand(actor, 'organizations', 'create')
      const parent = input.parentId === null ? null : await get(input.parentId)
      if (parent === null || !parentLevels[input.level].includes(parent.level)) throw catalogError('wrong-parent', {})
      const name = input.name.trim()
      try {
        const made = await db
          .insertInto('organization')
          .values({ ...input, name })
          .returning(columns)
          .executeTakeFirstOrThrow()
        await writeAudit(context, { action: 'organizations.create', subject: made.id })
        return made
      } catch (cause) {
        throw sqlStateOf(cause) === '23505' ? catalogError('name-taken', { name }, { cause }) : cause
      }
    },
  }
}
