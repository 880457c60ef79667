import type { ChildProcess } from 'node:child_process'
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { bindingOf, createDeliveries, drawDeliveryModel, finished } from './testing/delivery-model.ts'
import { listProcesses } from './testing/processes.ts'
import { ended, opened, type ServerProcess, spawnServer } from './testing/server-process.ts'
import { addDistrict, claim, signIn } from './testing/test-server.ts'

let folder: string
const running = new Set<ChildProcess>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianmo-process-'))
})

afterEach(async () => {
  for (const child of running) {
    child.kill('SIGTERM')
    await gone(child)
  }
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

function start(args: readonly string[], env: Record<string, string>): ServerProcess {
  const child = spawnServer(args, env)
  running.add(child)
  return child
}

async function run(
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const child = start(args, env)
  return { code: await gone(child), output: child.output() }
}

function gone(child: ChildProcess): Promise<number | null> {
  running.delete(child)
  return ended(child)
}

/** Ids of PostgreSQL processes on a data folder. */
async function postgresOn(state: string): Promise<readonly number[]> {
  return (await listProcesses()).filter(({ command }) => command.includes(`${state}/`)).map(({ pid }) => pid)
}

describe('a start that cannot work', () => {
  it('says that the port is in use, and leaves nothing running and nothing on disk', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as { port: number }
    const state = join(folder, 'port')
    const { code, output } = await run(['--port', String(port)], { JIANMO_STATE: state })
    other.close()
    expect(code).toBe(1)
    expect(output).toContain(`端口 ${port} 已被占用`)
    expect(output).toContain(`Port ${port} is in use`)
    await expect(access(state)).rejects.toThrow()
  })

  it('says that the data folder cannot be written', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, '')
    const { code, output } = await run([], { JIANMO_STATE: join(file, 'state') })
    expect([code, output.includes('不能写入'), output.includes('cannot be written')]).toEqual([1, true, true])
  })

  it('refuses unknown flags, in words', async () => {
    const { code, output } = await run(['--wipe'], { JIANMO_STATE: join(folder, 'flags') })
    expect([code, output.includes('看不懂启动参数')]).toEqual([1, true])
  })

  it('empties a demo only, and nothing beside an external database', async () => {
    const state = join(folder, 'precious')
    await mkdir(state)
    await writeFile(join(state, 'lead.txt'), 'kept')
    const refused = await run(['--reset', '--once'], { JIANMO_STATE: state })
    expect([refused.code, refused.output.includes('不是演示数据')]).toEqual([1, true])
    await writeFile(join(state, 'demo.json'), '{"complete":true}')
    const external = await run(['--reset', '--once'], {
      JIANMO_STATE: state,
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    })
    expect([external.code, external.output.includes('DATABASE_URL')]).toEqual([1, true])
    expect(await readFile(join(state, 'lead.txt'), 'utf8')).toBe('kept')
  })
})

describe('a server that is killed', () => {
  it('finds its database and its people again, and calls the run that it was doing interrupted', async () => {
    const state = join(folder, 'killed')
    const first = start([], { JIANMO_STATE: state })
    const { url, claimPath } = await opened(first)
    const admin = await claim(url, claimPath)
    const a = await addDistrict({ url, admin }, '甲县人民检察院', 'a')
    const sourceId = await createDeliveries(a.data)
    await a.data.api.bindings.save.mutate({ binding: bindingOf(sourceId) })
    const modelId = await drawDeliveryModel(a.prosecutor)
    const { runId } = await a.prosecutor.api.runs.start.mutate({ modelId, mode: 'trial' })
    first.kill('SIGKILL')
    await gone(first)

    const second = start([], { JIANMO_STATE: state })
    const again = await opened(second)
    expect(second.output()).toContain('1 次未完成的运行已标为中断')
    const prosecutor = await signIn(again.url, 'a-prosecutor')
    expect(await finished(prosecutor, runId)).toMatchObject({ state: 'interrupted', leads: 0 })
    expect(await prosecutor.api.runs.leads.query({ runId })).toEqual([])
    const left = await readdir(join(state, 'runs', a.organizationId))
    expect(left).toEqual([])
    const { runId: next } = await prosecutor.api.runs.start.mutate({ modelId, mode: 'trial' })
    expect(await finished(prosecutor, next)).toMatchObject({ state: 'finished', leads: 2 })

    const refused = await run(['--once'], { JIANMO_STATE: state })
    expect([refused.code, /正在|占用|使用/.test(refused.output)]).toEqual([1, true])

    second.kill('SIGTERM')
    expect(await gone(second)).toBe(0)
    expect(await postgresOn(state)).toEqual([])
  }, 120_000)
})
