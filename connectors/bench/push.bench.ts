import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Figure, type Measurement, type MeasureOptions, median, secondsOf } from './measurement.ts'

const recordsPerBatch = 2000
const batchesPerSender = 40
const password = 'a long enough password'

/**
 * An agency that pushes to the whole server as it is started (catalogue, audit, fsync and all), seen from outside: one sender
 * after the other, then four at once. The server's process is started, not imported: this room knows nothing of it.
 */
export const pushMeasurement: Measurement = {
  name: 'push',
  about: 'HTTP push of 2 000-record batches of 8 columns to the real server: records/s and the time of a batch',
  async measure(options) {
    const state = await mkdtemp(join(tmpdir(), 'jianmo-bench-push-'))
    const server = spawnServer(state)
    try {
      return await measurePush(await prepare(await opened(server)), options)
    } finally {
      server.kill('SIGTERM')
      await new Promise((end) => (server.exitCode === null ? server.once('exit', end) : end(null)))
      await rm(state, { recursive: true, force: true })
    }
  },
}

async function measurePush(
  senders: readonly Sender[],
  { scale, rounds, say }: MeasureOptions,
): Promise<readonly Figure[]> {
  const batches = Math.max(2, Math.round(batchesPerSender * scale))
  const measured = async (used: readonly Sender[]) => {
    const times: number[] = []
    const seconds = await secondsOf(() =>
      Promise.all(
        used.map(async (sender) => {
          for (let batch = 0; batch < batches; batch++) times.push(await secondsOf(() => sender.push()))
        }),
      ),
    )
    return { perSecond: (used.length * batches * recordsPerBatch) / seconds, p95: percentile95(times) * 1000 }
  }
  const [first] = senders
  if (first === undefined) throw new Error('No sender')
  await measured([first])
  const alone = []
  const together = []
  for (let round = 0; round < rounds; round++) {
    alone.push(await measured([first]))
    together.push(await measured(senders))
    say(
      `round ${round + 1}: ${Math.round(alone.at(-1)?.perSecond ?? 0)} and ${Math.round(together.at(-1)?.perSecond ?? 0)} records/s`,
    )
  }
  return [
    { name: 'one sender', value: median(alone.map(({ perSecond }) => perSecond)), unit: 'records/s' },
    { name: 'one sender, p95 of a batch', value: median(alone.map(({ p95 }) => p95)), unit: 'ms' },
    { name: 'four senders', value: median(together.map(({ perSecond }) => perSecond)), unit: 'records/s' },
    { name: 'four senders, p95 of a batch', value: median(together.map(({ p95 }) => p95)), unit: 'ms' },
  ]
}

function percentile95(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN
}

interface Sender {
  push(): Promise<void>
}

let sent = 0

function createSender(url: string, token: string): Sender {
  return {
    async push() {
      const batch = ++sent
      const body = Array.from({ length: recordsPerBatch }, (_, n) => recordOf(batch, n)).join('\n')
      for (;;) {
        const answer = await fetch(url, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/x-ndjson',
            'idempotency-key': `b${batch}`,
          },
          body,
        })
        const said = (await answer.json()) as { readonly accepted?: number }
        if (answer.status === 200 && said.accepted === recordsPerBatch) return
        if (answer.status !== 429) throw new Error(`A push was answered with ${answer.status}: ${JSON.stringify(said)}`)
        await new Promise((done) => setTimeout(done, 1000 * Number(answer.headers.get('retry-after') ?? 1)))
      }
    },
  }
}

/** Ids of the unassigned region 10. */
function recordOf(batch: number, n: number): string {
  const id = `100101${19_500_101 + (n % 300_000)}${String(n % 1000).padStart(3, '0')}X`
  return `{"编号":"${batch % 50}-${n}","姓名":"某某${n % 100}","证件号码":"${id}","性别":"${n % 2}","入所日期":"2024-01-${String((n % 28) + 1).padStart(2, '0')}","案由":"盗窃","监室":${n % 40},"备注":null}`
}

function spawnServer(state: string): ChildProcess {
  const main = resolve(import.meta.dirname, '..', '..', 'engine', 'src', 'server', 'main.ts')
  return spawn(process.execPath, [main], {
    env: { ...process.env, JIANMO_SKIP_STUDIO: '1', JIANMO_SKIP_DEMO: '1', JIANMO_PORT: '0', JIANMO_STATE: state },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** The address of the server and the one-time token of its first administrator. */
function opened(server: ChildProcess): Promise<{ readonly url: string; readonly token: string }> {
  return new Promise((found, fail) => {
    let output = ''
    server.once('exit', (code) => fail(new Error(`The server ended with ${code}:\n${output}`)))
    server.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      const [, url] = /open (http:\S+)/.exec(output) ?? []
      const [, token] = /\/setup\?token=([^\s（）]+)/.exec(output) ?? []
      if (url !== undefined && token !== undefined) found({ url, token })
    })
  })
}

/** A district with two push sources and two credentials each. */
async function prepare({ url, token }: { readonly url: string; readonly token: string }): Promise<readonly Sender[]> {
  const own = { 'x-jianmo': '1', 'content-type': 'application/json' }
  const ask = async (path: string, body: object, cookie = '') => {
    const answer = await fetch(url + path, { method: 'POST', headers: { ...own, cookie }, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const signIn = async (username: string) =>
    (await ask('/auth/sign-in', { username, password })).headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
  const call = async <Result>(cookie: string, procedure: string, input: object): Promise<Result> =>
    ((await (await ask(`/trpc/${procedure}`, input, cookie)).json()) as { result: { data: Result } }).result.data

  await ask('/setup/claim', { token, username: 'admin', password, name: '管理员', organization: '省人民检察院' })
  const admin = await signIn('admin')
  const me = await call<{ organization: { id: string } }>(admin, 'session.me', {})
  const district = { name: '甲县人民检察院', level: 'district', parentId: me.organization.id }
  const { id: organizationId } = await call<{ id: string }>(admin, 'admin.createOrganization', district)
  const person = { username: 'data', password, name: '数据', roles: ['data-administrator'], organizationId }
  await call(admin, 'admin.createPerson', person)
  const data = await signIn('data')
  const senders: Sender[] = []
  for (const name of ['推送一', '推送二']) {
    const settings = { tables: '在押人员(编号*, 姓名, 证件号码, 性别, 入所日期, 案由, 监室, 备注)' }
    const source = { name, kind: 'push', agency: '看守所', settings }
    const { sourceId } = await call<{ sourceId: string }>(data, 'sources.create', source)
    for (const label of ['一号机', '二号机']) {
      const made = await call<{ token: string }>(data, 'sources.credentials.create', { sourceId, label })
      senders.push(createSender(`${url}/push/${sourceId}/${encodeURIComponent('在押人员')}`, made.token))
    }
  }
  return senders
}
