import { readFileSync } from 'node:fs'
import { bindingsOf } from '../overdue-transfer/generator/bindings.ts'
import { shapesOfA } from '../overdue-transfer/generator/district-a.ts'
import { generateDistrict } from '../overdue-transfer/generator/generate.ts'
import type { PhysicalTable } from '../overdue-transfer/generator/physical.ts'
import { csvBytes, sheetBytes } from '../overdue-transfer/generator/write-files.ts'
import { type AgencyAccess, createAgencyDatabase } from './agency-databases.ts'
import { demoPassword, districts, people } from './cast.ts'
import { claimSetup, type HttpSession, signIn } from './http-session.ts'

export interface SeedRequest {
  /** Where the server listens, without a slash at the end. */
  readonly server: string
  /** The one-time token of a server without any administrator. */
  readonly setupToken: string
  /** Superuser of the demo agencies' own PostgreSQL. */
  readonly agencies: string
}

export interface Seeded {
  /** Model M03 in district A, drawn by zhou. */
  readonly modelId: string
}

/** Makes the demo province through the public door of the server only. B gets sources and no bindings: they are made in the wizard. */
export async function seedDemo({ server, setupToken, agencies }: SeedRequest): Promise<Seeded> {
  await claimSetup(server, { token: setupToken, ...people.admin, password: demoPassword, organization: '省人民检察院' })
  const admin = await signIn(server, people.admin.username, demoPassword)
  await createPeople(admin)

  for (const district of ['a', 'b'] as const) {
    const { tables } = generateDistrict({ district })
    const access = await createAgencyDatabase(agencies, district, tables)
    if (district === 'a') await admin.api.admin.allowHost.mutate({ host: access.host, port: access.port })
    const data = await signIn(server, people[`data-${district}`].username, demoPassword)
    const sources = await createSources(data, { tables, access, district })
    if (district === 'a') await bind(data, sources)
  }
  return { modelId: await drawModel(await signIn(server, people['prosecutor-a'].username, demoPassword)) }
}

async function createPeople({ api }: HttpSession): Promise<void> {
  const province = (await api.admin.organizations.query()).find(({ level }) => level === 'province')
  if (!province) throw new Error('The server has no province after the first administrator was made')
  const city = await api.admin.createOrganization.mutate({
    name: '某市人民检察院',
    level: 'city',
    parentId: province.id,
  })
  for (const district of ['a', 'b'] as const) {
    const { id } = await api.admin.createOrganization.mutate({
      name: districts[district].name,
      level: 'district',
      parentId: city.id,
    })
    const [prosecutor, data] = [people[`prosecutor-${district}`], people[`data-${district}`]]
    await api.admin.createPerson.mutate({
      ...prosecutor,
      password: demoPassword,
      roles: ['prosecutor'],
      organizationId: id,
    })
    await api.admin.createPerson.mutate({
      ...data,
      password: demoPassword,
      roles: ['data-administrator'],
      organizationId: id,
    })
  }
}

interface DistrictData {
  readonly tables: readonly PhysicalTable[]
  readonly access: AgencyAccess
  readonly district: 'a' | 'b'
}

/** One source per key of the shapes; files are imported at once. @returns source id by key */
async function createSources(
  session: HttpSession,
  { tables, access, district }: DistrictData,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (const table of tables) {
    if (ids.has(table.source)) continue
    const words = districts[district].sources[table.source]
    if (!words) throw new Error(`No words for the source ${table.source}`)
    const settings = table.kind === 'postgres' ? { ...access, schema: table.schema ?? 'public', ssl: false } : {}
    const { sourceId } = await session.api.sources.create.mutate({ ...words, kind: table.kind, settings })
    ids.set(table.source, sourceId)
    if (table.file !== undefined)
      await session.importFile(sourceId, table.file, table.kind === 'xlsx' ? await sheetBytes(table) : csvBytes(table))
  }
  return ids
}

async function bind(session: HttpSession, sources: ReadonlyMap<string, string>): Promise<void> {
  for (const binding of bindingsOf(shapesOfA)) {
    const sourceId = sources.get(binding.sourceId)
    if (sourceId === undefined) throw new Error(`No source ${binding.sourceId}`)
    await session.api.bindings.save.mutate({ binding: { ...binding, sourceId, columns: { ...binding.columns } } })
  }
}

async function drawModel({ api }: HttpSession): Promise<string> {
  const document = JSON.parse(readFileSync(new URL('../overdue-transfer/model.json', import.meta.url), 'utf8'))
  const { modelId } = await api.models.create.mutate({ title: document.title })
  const { revision } = await api.models.open.query({ modelId })
  await api.models.save.mutate({ modelId, document, baseRevision: revision })
  return modelId
}

if (import.meta.main) {
  const { JIANMO_SERVER: server, JIANMO_SETUP_TOKEN: setupToken, JIANMO_AGENCY_URL: agencies } = process.env
  if (!server || !setupToken || !agencies) {
    process.stderr.write('需要 JIANMO_SERVER、JIANMO_SETUP_TOKEN、JIANMO_AGENCY_URL。 These three are needed.\n')
    process.exit(2)
  }
  const { modelId } = await seedDemo({ server, setupToken, agencies })
  process.stdout.write(`${JSON.stringify({ modelId })}\n`)
}
