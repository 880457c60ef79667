import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { post } from './testing/deliveries.ts'
import { bindingOf, deliveries, drawDeliveryModel, finished } from './testing/delivery-model.ts'
import { addDistrict, openTestServer, type TestServer } from './testing/test-server.ts'

let server: TestServer
let a: Awaited<ReturnType<typeof addDistrict>>
let modelId: string

beforeAll(async () => {
  server = await openTestServer({ dropSettle: 50 })
  a = await addDistrict(server, '甲县人民检察院', 'a')
  modelId = await drawDeliveryModel(a.prosecutor)
})

afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
})

const [header = '', ...lines] = deliveries

/** Runs the model over a source; gives where the evidence of its leads and its unidentified rows came from. */
async function runOver(sourceId: string) {
  await a.data.api.bindings.save.mutate({ binding: bindingOf(sourceId) })
  const { runs } = a.prosecutor.api
  const { runId } = await runs.start.mutate({ modelId, mode: 'trial' })
  expect(await finished(a.prosecutor, runId)).toMatchObject({ state: 'finished', leads: 2 })
  const leads = await runs.leads.query({ runId })
  const details = await Promise.all(leads.map(({ id: rowId }) => runs.lead.query({ runId, rowId })))
  const origins = details.flatMap(({ evidence }) => evidence.map(({ origin }) => origin))
  const unidentified = await runs.unidentified.query({ runId })
  return {
    origins: origins.toSorted((x, y) => ((x?.batchId ?? '') < (y?.batchId ?? '') ? -1 : 1)),
    unidentified: unidentified.map(({ original, origin }) => ({ original, origin })),
  }
}

describe('evidence', () => {
  it('of a table of several dropped files leads back to file and row', async () => {
    const folder = join(server.state, 'drops', a.organizationId, '法院')
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, '送达-202601.csv'), `${[header, lines[2], lines[0]].join('\n')}\n`)
    await writeFile(join(folder, '送达-202602.csv'), `${[header, lines[1], lines[3], lines[4]].join('\n')}\n`)
    const settings = { folder: '法院', pattern: '送达-{yyyymm}.csv' }
    const source = { name: '法院投放', kind: 'folder', agency: '法院', settings }
    const { sourceId } = await a.data.api.sources.create.mutate(source)
    await expect
      .poll(async () => (await a.data.api.sources.folderState.query({ sourceId })).files.length, { timeout: 60_000 })
      .toBe(2)
    const { files, folder: shown, problem } = await a.data.api.sources.folderState.query({ sourceId })
    expect([shown, problem, files.map(({ outcome }) => outcome)]).toEqual([
      `${a.organizationId}/法院`,
      null,
      ['imported', 'imported'],
    ])
    const batchOf = (name: string) => files.find((file) => file.name === name)?.batches[0]
    const [january, february] = ['送达-202601.csv', '送达-202602.csv']
    const { origins, unidentified } = await runOver(sourceId)
    expect(origins).toEqual(
      [
        { batchId: batchOf(january ?? ''), fileName: january, row: 3 },
        { batchId: batchOf(february ?? ''), fileName: february, row: 2 },
      ].toSorted((x, y) => ((x.batchId ?? '') < (y.batchId ?? '') ? -1 : 1)),
    )
    expect(unidentified).toEqual([
      { original: expect.any(String), origin: { batchId: batchOf(february ?? ''), fileName: february, row: 4 } },
    ])
    const summary = (await a.data.api.sources.list.query()).find(({ id }) => id === sourceId)
    expect(summary).toMatchObject({ health: 'ok', lastReadAt: expect.any(String) })
    expect(summary?.batches.map(({ counts }) => counts)).toEqual([true, true])
  })

  it('of pushed records leads back to batch and record, also after a later version', async () => {
    const settings = { tables: `送达(${header.replace('案号', '案号*')})` }
    const source = { name: '法院推送', kind: 'push', agency: '法院', settings }
    const { sourceId } = await a.data.api.sources.create.mutate(source)
    const { token } = await a.data.api.sources.credentials.create.mutate({ sourceId, label: '平台' })
    const url = `${server.url}/push/${sourceId}/${encodeURIComponent('送达')}`
    const names = header.split(',')
    const record = (line = '') =>
      JSON.stringify(
        Object.fromEntries(line.split(',').map((value, index) => [names[index], value === '' ? null : value])),
      )
    const push = (chosen: readonly (string | undefined)[]) => post(url, token, { body: chosen.map(record).join('\n') })
    expect((await push([lines[0], lines[1]?.replace('2026-04-01', '2026-01-06'), lines[2]])).status).toBe(200)
    expect((await push([lines[3], lines[1], lines[4]])).status).toBe(200)
    const { origins, unidentified } = await runOver(sourceId)
    expect(origins).toEqual([
      { batchId: 'push-0000000001', fileName: '', row: 1 },
      { batchId: 'push-0000000002', fileName: '', row: 2 },
    ])
    expect(unidentified).toMatchObject([{ origin: { batchId: 'push-0000000002', fileName: '', row: 3 } }])
  })
})
