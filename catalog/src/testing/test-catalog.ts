import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Role } from '../access/actor.ts'
import type { Catalog } from '../catalog.ts'
import type { Cluster } from '../database/index.ts'
import { prepareDatabase, startCluster } from '../database/index.ts'
import type { NewSubmission } from '../marketplace/marketplace.ts'
import { openCatalog } from '../open-catalog.ts'
import type { Person } from '../people/person.ts'
import type { NewRun } from '../runs/run.ts'

export const password = 'a long enough password'

export interface TestCatalog extends AsyncDisposable {
  readonly catalog: Catalog
  readonly cluster: Cluster
  readonly state: string
  readonly appUrl: string
  readonly authUrl: string
  readonly province: Person
}

/** A real PostgreSQL in a temporary folder (without fsync), a province and its administrator `admin`. */
export async function openTestCatalog(): Promise<TestCatalog> {
  const state = mkdtempSync(join(tmpdir(), 'jianmo-catalog-'))
  const cluster = await startCluster({ folder: join(state, 'data', 'catalog'), name: 'test', durable: false })
  const { appUrl, authUrl } = await prepareDatabase({ adminUrl: cluster.url, database: 'jianmo', stateFolder: state })
  const catalog = await openCatalog({ appUrl, authUrl, stateFolder: state })
  const link = await catalog.createFirstAdministratorLink()
  const province = await catalog.claimFirstAdministrator({
    token: link?.token ?? '',
    username: 'admin',
    password,
    name: '管理员',
    organization: '省人民检察院',
  })
  return {
    catalog,
    cluster,
    state,
    appUrl,
    authUrl,
    province,
    async [Symbol.asyncDispose]() {
      await catalog.close()
      await cluster.stop()
      rmSync(state, { recursive: true, force: true })
    },
  }
}

/** A district with people, one a role: `people.prosecutor`, `people['data-administrator']`. */
export async function addDistrict({ catalog, province }: TestCatalog, name: string, prefix: string) {
  const admin = { personId: province.id, organizationId: province.organization.id, roles: province.roles }
  const organization = await catalog.as(admin, ({ organizations }) =>
    organizations.create({ name, level: 'district', parentId: province.organization.id }),
  )
  const add = (role: Role) =>
    catalog.createPerson(admin, {
      username: `${prefix}-${role}`,
      password,
      name: `${prefix}${role}`,
      roles: [role],
      organizationId: organization.id,
    })
  return { organization, prosecutor: await add('prosecutor'), dataAdministrator: await add('data-administrator') }
}

/** SQL as jianmo_app, with or without a context: what a server without any checks of its own could do. */
export async function asApp<Result>(
  { appUrl }: TestCatalog,
  context: { readonly organization?: string; readonly person?: string; readonly roles?: string } | null,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: appUrl })
  await client.connect()
  try {
    await client.query('begin')
    if (context !== null) {
      await client.query(
        `select set_config('jianmo.organization', $1, true), set_config('jianmo.person', $2, true), set_config('jianmo.roles', $3, true)`,
        [context.organization ?? '', context.person ?? '', context.roles ?? ''],
      )
    }
    return await work(client)
  } finally {
    await client.end()
  }
}

export function contextOf(person: Person) {
  return { organization: person.organization.id, person: person.id, roles: person.roles.join(',') }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

export function submissionOf(modelId: string, content: string): NewSubmission {
  const canonical = JSON.stringify({ content })
  return {
    modelId,
    title: '看守所超期投送',
    summary: '',
    document: { content, position: 1 },
    canonical,
    hash: sha256(canonical),
    note: '请审核',
    checks: [],
    inputs: [{ table: 'T01', columns: ['id_no'] }],
  }
}

export function runOf(modelId: string, change: Partial<NewRun> = {}): NewRun {
  return {
    modelId,
    mode: 'trial',
    versionId: null,
    versionHash: sha256('content'),
    sqlHash: sha256('sql'),
    runDate: '2026-11-20',
    parameters: [{ name: 'run_date', label: { zh: '运行日期', en: 'Run date' }, value: '2026-11-20' }],
    statutes: [],
    steps: [
      { nodeId: 'n1', port: 'rows', relation: 'n1_rows', nodeIds: ['n1'], text: 'select 1', hash: sha256('select 1') },
    ],
    serverInstance: 'server-1',
    ...change,
  }
}
