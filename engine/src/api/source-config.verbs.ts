import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Source } from '@jianmo/catalog'
import { connectorOf } from '@jianmo/connectors'
import type { Connector } from '@jianmo/connectors/words'
import { asCaller, type MemberContext } from './context.ts'
import { diagnoseSource } from './diagnose-source.ts'
import { apiError } from './errors.ts'
import { accessSource, networkOf, pageReadTimeout } from './open-source.ts'
import { parseSettings } from './setting-problems.ts'
import type { Diagnosis, SourceConfig } from './wire.ts'

type Settings = SourceConfig['settings']

interface NewSource {
  readonly name: string
  readonly kind: string
  readonly agency: string
  readonly settings: Settings
  readonly expectedDays?: number | null | undefined
}

export async function createSource(ctx: MemberContext, input: NewSource): Promise<{ readonly sourceId: string }> {
  const connector = connectorNamed(input.kind)
  parseSettings(connector, input.settings)
  return asCaller(ctx, async ({ sources }) => {
    const { id } = await sources.create({
      ...input,
      expectedDays: input.expectedDays ?? null,
      secrets: connector.secrets,
    })
    return { sourceId: id }
  })
}

export function openConfig(ctx: MemberContext, sourceId: string): Promise<SourceConfig> {
  return asCaller(ctx, async ({ sources }) => {
    const { name, kind, agency, expectedDays, settings } = await sources.get(sourceId)
    return { name, kind, agency, expectedDays, settings: settings as Settings }
  })
}

interface ChangedSource extends Omit<NewSource, 'kind'> {
  readonly sourceId: string
}

/** Secrets that are left out stay as they are, but only for the same address and user: a kept password is never sent
 * somewhere else. */
export function changeSource(ctx: MemberContext, { sourceId, ...input }: ChangedSource): Promise<null> {
  return asCaller(ctx, async ({ sources }) => {
    const source = await sources.get(sourceId)
    const connector = connectorNamed(source.kind)
    const settings = withKeptSecrets(input.settings, { connector, source, kept: await sources.settingsOf(sourceId) })
    parseSettings(connector, settings)
    await sources.change(sourceId, {
      ...input,
      expectedDays: input.expectedDays ?? null,
      settings,
      secrets: connector.secrets,
    })
    return null
  })
}

/** Tries the stored settings; the outcome is kept as the source's health. */
export async function testSource(ctx: MemberContext, sourceId: string): Promise<Diagnosis> {
  const access = await asCaller(ctx, (scope) => accessSource(ctx, scope, sourceId))
  const { connector, settings, network } = access
  const open = () => access.open(AbortSignal.timeout(pageReadTimeout))
  const diagnosis = await diagnoseSource({
    reading: connector.reading,
    settings,
    network,
    check: access.checkDelivery,
    open,
  })
  const failed = diagnosis.steps.find(({ state }) => state === 'failed')
  await asCaller(ctx, async ({ sources }) => {
    await sources.recordHealth(sourceId, diagnosis.health, failed?.detail ?? null)
    await sources.recordNewest(sourceId, diagnosis.newestAt)
  })
  return diagnosis
}

interface TriedSettings {
  readonly kind: string
  readonly settings: Settings
  /** Of a source that is being changed: its kept secrets are used. */
  readonly sourceId?: string | undefined
}

/** Tries settings as they stand in a form; nothing is stored. */
export async function trySettings(ctx: MemberContext, { kind, settings, sourceId }: TriedSettings): Promise<Diagnosis> {
  const connector = connectorNamed(kind)
  const { whole, network } = await asCaller(ctx, async (scope) => {
    const network = await networkOf(ctx, scope)
    if (sourceId === undefined) return { whole: settings, network }
    const source = await scope.sources.get(sourceId)
    const kept = await scope.sources.settingsOf(sourceId)
    return { whole: withKeptSecrets(settings, { connector, source, kept }), network }
  })
  parseSettings(connector, whole)
  const parsed = connector.settings.parse(whole) as Readonly<Record<string, unknown>>
  // A source that is not stored has no batches: its folder is a name that nobody has.
  const landing = join(ctx.house.folders.landing, ctx.session.actor.organizationId, sourceId ?? randomUUID())
  const signal = AbortSignal.timeout(pageReadTimeout)
  const open = () => connector.open(parsed, { network, landing, signal })
  const { organizationId } = ctx.session.actor
  const check = async () => connector.check?.(parsed, { drops: ctx.house.folders.drops, organizationId })
  return diagnoseSource({ reading: connector.reading, settings: parsed, network, check, open })
}

interface Kept {
  readonly connector: Connector
  readonly source: Source
  readonly kept: Readonly<Record<string, unknown>>
}

function withKeptSecrets(settings: Settings, { connector, source, kept }: Kept): Settings {
  const left = connector.secrets.filter((name) => settings[name] === undefined && kept[name] !== undefined)
  if (left.length === 0) return settings
  const open = Object.keys({ ...source.settings, ...settings }).filter((name) => !connector.secrets.includes(name))
  if (open.some((name) => settings[name] !== source.settings[name])) {
    const problems = left.map((field) => ({
      field,
      label: connector.form[field]?.label ?? { zh: field, en: field },
      text: {
        zh: '地址、用户等设置改过了，请重新输入：原来保存的不会发到别处。',
        en: 'Other settings changed: type it again. What was kept is never sent elsewhere.',
      },
    }))
    throw apiError('source-settings-invalid', { fields: problems.map(({ label }) => label), problems })
  }
  return { ...settings, ...Object.fromEntries(left.map((name) => [name, kept[name] as string])) }
}

function connectorNamed(kind: string): Connector {
  const connector = connectorOf(kind)
  if (connector === undefined) throw apiError('source-kind-unknown', { kind })
  return connector
}
