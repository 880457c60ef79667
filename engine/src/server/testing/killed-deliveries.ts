import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { connectorOf } from '@jianmo/connectors'
import { parseRows } from '@jianmo/connectors/transport/rows-file'
import { createPushSource, inmates, type PushAnswer, post } from './deliveries.ts'
import { ended, opened, spawnServer } from './server-process.ts'
import { addDistrict, claim, signIn } from './test-server.ts'

export interface Killed {
  readonly rounds: number
  /** When a server is killed after the deliveries of a round began: milliseconds. */
  readonly killAfter: (round: number) => number
  readonly recordsPerPush: number
  readonly rowsPerFile: number
}

/** What stood in the landing store right after a restart, and after everything was delivered again. */
export interface KilledRound {
  /** Per push of the round: whether it was answered before the kill, and its records after the restart. */
  readonly pushes: readonly { readonly answered: boolean; readonly found: number; readonly afterRetry: number }[]
  /** Records of the push whose body never ended. */
  readonly unfinished: number
  /** Batches of the round's file, and rows of it in the table. */
  readonly fileBatches: number
  readonly fileRows: number
}

const pushesPerRound = 5

/**
 * A server whose process is killed while an agency pushes and another drops a file, again and again on the same state folder.
 * The agency repeats every push with its key; nobody repeats the file.
 */
export async function killWhileDelivering(folder: string, options: Killed): Promise<readonly KilledRound[]> {
  const state = join(folder, 'state')
  const env = { JIANMO_STATE: state, JIANMO_DROP_SETTLE: '0.2' }
  let server = spawnServer([], env)
  try {
    let { url, claimPath } = await opened(server)
    const { organizationId, data } = await addDistrict(
      { url, admin: await claim(url, claimPath) },
      '甲县人民检察院',
      'a',
    )
    const { sourceId, token } = await createPushSource(data)
    const path = join(state, 'drops', organizationId, '看守所')
    await mkdir(path, { recursive: true })
    const dropped = await data.api.sources.create.mutate({
      name: '投放',
      kind: 'folder',
      agency: '看守所',
      settings: { folder: '看守所', pattern: '在押人员-{n}.csv' },
    })
    const landing = (id: string) => join(state, 'landing', organizationId, id)
    const rounds: KilledRound[] = []
    for (let round = 1; round <= options.rounds; round++) {
      const bodies = Array.from({ length: pushesPerRound }, (_, push) =>
        bodyOf(`${round}-${push}`, options.recordsPerPush),
      )
      const send = (push: number): Promise<PushAnswer> =>
        post(pushUrl(url, sourceId), token, { body: bodies[push] ?? '', key: `${round}-${push}` })
      const answers = bodies.map(() => false)
      const text = Array.from({ length: options.rowsPerFile }, (_, row) => `${round}-${row},某某`).join('\n')
      await writeFile(join(path, `.在押人员-${round}.csv`), `编号,姓名\n${text}\n`)
      await rename(join(path, `.在押人员-${round}.csv`), join(path, `在押人员-${round}.csv`))
      const open = sendHalf(pushUrl(url, sourceId), token, bodyOf(`${round}-open`, options.recordsPerPush))
      const pushing = (async () => {
        for (const push of bodies.keys()) answers[push] = (await send(push)).status === 200
      })().catch(() => null)
      await new Promise((resolve) => setTimeout(resolve, options.killAfter(round)))
      server.kill('SIGKILL')
      await ended(server)
      await pushing
      open.destroy()

      const before = await keysOf('push', { tables: inmates }, landing(sourceId))
      server = spawnServer([], env)
      ;({ url } = await opened(server))
      const person = await signIn(url, 'a-data')
      for (const push of bodies.keys()) {
        const { status } = await send(push)
        if (status !== 200) throw new Error(`A repeated push was answered with ${status}`)
      }
      const fileName = `在押人员-${round}.csv`
      const fileBatches = await batchesOfFile(person.api, dropped.sourceId, fileName)
      const after = await keysOf('push', { tables: inmates }, landing(sourceId))
      const files = await keysOf('folder', { folder: '看守所', batches: 'all' }, landing(dropped.sourceId))
      const count = (keys: readonly string[], prefix: string) =>
        keys.filter((key) => key.startsWith(`${prefix}-`)).length
      rounds.push({
        pushes: answers.map((answered, push) => ({
          answered,
          found: count(before, `${round}-${push}`),
          afterRetry: count(after, `${round}-${push}`),
        })),
        unfinished: count(after, `${round}-open`),
        fileBatches,
        fileRows: count(files, String(round)),
      })
    }
    return rounds
  } finally {
    server.kill('SIGTERM')
    await ended(server)
  }
}

function pushUrl(url: string, sourceId: string): string {
  return `${url}/push/${sourceId}/${encodeURIComponent('在押人员')}`
}

function bodyOf(prefix: string, records: number): string {
  return Array.from({ length: records }, (_, n) => `{"编号":"${prefix}-${n}","姓名":"某某"}`).join('\n')
}

/** Sends the beginning of a body and then nothing more. */
function sendHalf(url: string, token: string, body: string) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' }
  const half = request(url, { method: 'POST', headers })
  half.on('error', () => null)
  half.write(body)
  return half
}

/** The first column of the table as a run would read it. A number that appears twice, or a row number, throws. */
async function keysOf(kind: string, settings: object, landing: string): Promise<readonly string[]> {
  const context = { network: { allowed: [], refused: [] }, landing, signal: new AbortController().signal }
  await using source = await connectorOf(kind)?.open(settings, context)
  if (source === undefined) throw new Error(`No connector ${kind}`)
  const file = join(landing, 'extract.csv')
  if (!(await source.tables()).some(({ name }) => name === '在押人员')) return []
  await mkdir(landing, { recursive: true })
  await source.extract({ table: '在押人员', columns: ['编号'], file, onRows: () => undefined })
  const rows: (string | null)[][] = []
  for await (const page of parseRows(Readable.from([await readFile(file)]))) for (const row of page) rows.push(row)
  await rm(file)
  const keys = rows.slice(1).map(([, key]) => key ?? '')
  if (new Set(keys).size !== keys.length) throw new Error('A record is there twice')
  if (new Set(rows.map(([row]) => row)).size !== rows.length) throw new Error('A row number is there twice')
  return keys
}

/** Waits until the file is in the ledger, and gives how many batches have its name. */
async function batchesOfFile(
  api: Awaited<ReturnType<typeof signIn>>['api'],
  sourceId: string,
  name: string,
): Promise<number> {
  for (let wait = 0; wait < 300; wait++) {
    const { files } = await api.sources.folderState.query({ sourceId })
    const file = files.find((each) => each.name === name)
    if (file !== undefined) {
      if (file.outcome !== 'imported') throw new Error(`${name} is ${file.outcome}: ${file.reason?.en}`)
      const source = (await api.sources.list.query()).find(({ id }) => id === sourceId)
      return source?.batches.filter((batch) => batch.fileName === name).length ?? 0
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${name} was not taken`)
}
