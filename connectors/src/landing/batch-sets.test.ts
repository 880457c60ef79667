import { readFileSync, statSync, truncateSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BatchRecord, connectorOf, countingBatches, type Landing, openLanding } from '../index.ts'

let root: string
let landing: Landing
let made = 0

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'jianmo-sets-'))
  landing = openLanding(join(root, 'landing'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

const newPlace = () => ({ organizationId: 'district', sourceId: `s${++made}` })
type Place = ReturnType<typeof newPlace>

async function drop(place: Place, fileName: string, text: string): Promise<BatchRecord> {
  const content = Buffer.from(text)
  const file = { ...place, kind: 'csv' as const, fileName, table: '在押人员', content, rule: 'all' as const }
  const [batch] = await landing.importFile(file)
  if (!batch) throw new Error('no batch')
  return batch
}

function open(place: Place, settings: Readonly<Record<string, string>> = { batches: 'all' }) {
  const context = { network: { allowed: [], refused: [] }, landing: landing.folder(place), signal: never }
  const connector = connectorOf('csv')
  if (!connector) throw new Error('no connector')
  return connector.open(settings, context)
}
const never = new AbortController().signal

async function extract(place: Place, columns: readonly string[]) {
  const file = join(root, `extract-${++made}.csv`)
  await using source = await open(place)
  const read = await source.extract({ table: '在押人员', columns, file, onRows: () => undefined })
  return { ...read, text: readFileSync(file, 'utf8') }
}

describe('a table of monthly files', () => {
  it('has the rows of all files, numbered without a repetition, and each leads back to its file and row', async () => {
    const place = newPlace()
    const january = await drop(place, '202401.csv', '编号,姓名\n1,甲\n2,乙\n')
    const february = await drop(place, '202402.csv', '编号,姓名\n\n3,丙\n')
    const read = await extract(place, ['编号', '姓名'])
    expect(read).toMatchObject({ rows: 3, counted: 3, rejected: 0 })
    expect(read.text).toBe('_row,编号,姓名\n2,1,甲\n3,2,乙\n6,3,丙\n')
    expect(landing.isSnapshot(read.snapshot)).toBe(true)
    expect([...(await landing.origins(place, read.snapshot, [2, 6]))]).toEqual([
      [2, { batchId: january.id, fileName: '202401.csv', row: 2 }],
      [6, { batchId: february.id, fileName: '202402.csv', row: 3 }],
    ])
    expect((await extract(place, ['编号'])).snapshot).toBe(read.snapshot)
    // Evidence stays readable when a batch goes.
    await landing.removeBatch(place, january.id)
    expect((await landing.origins(place, read.snapshot, [3])).get(3)?.fileName).toBe('202401.csv')
    expect((await extract(place, ['编号'])).snapshot).toBe(february.id)
  })

  it('has the columns of all files: a file that lacks one is empty there, and that is said', async () => {
    const place = newPlace()
    await drop(place, '1.csv', '编号,姓名\n1,甲\n')
    await drop(place, '2.csv', '姓名,编号,入所日期\n乙,2,2024-02-01\n')
    await drop(place, '3.csv', 'ID,编号,人员姓名\nx,3,丙\n')
    await drop(place, '4.csv', 'id,编号,姓名\ny,4,丁\n')
    const read = await extract(place, ['编号', '姓名', '入所日期', 'id'])
    expect(read.text.split('\n').slice(1, -1)).toEqual(['2,1,甲,,', '4,2,乙,2024-02-01,', '6,3,,,x', '8,4,丁,,y'])
    await using source = await open(place)
    const [table] = await source.tables()
    expect(table?.columns.map(({ name }) => name)).toEqual(['id', '编号', '姓名', '人员姓名', '入所日期'])
    expect(table).toMatchObject({ rows: 4, comment: '1.csv、2.csv、3.csv、4.csv' })
    expect(table?.notes?.map(({ zh }) => zh.split('，')[0])).toEqual([
      '“4.csv”没有列：人员姓名、入所日期',
      '“3.csv”没有列：姓名、入所日期',
      '“2.csv”没有列：id、人员姓名',
      '“1.csv”没有列：id、人员姓名、入所日期',
    ])
  })

  it('takes a corrected file in place of the one of its name, and keeps the older as superseded', async () => {
    const place = newPlace()
    const first = await drop(place, '202401.csv', '编号,姓名\n1,甲\n2,乙\n')
    const other = await drop(place, '202402.csv', '编号,姓名\n3,丙\n')
    const corrected = await drop(place, '202401.csv', '编号,姓名\n1,甲某\n')
    const batches = await landing.batches(place)
    expect(batches.map(({ id }) => id).sort()).toEqual([first.id, other.id, corrected.id].sort())
    expect([...countingBatches(batches, 'all')].sort()).toEqual([other.id, corrected.id].sort())
    expect([...countingBatches(batches, 'newest')]).toEqual([corrected.id])
    expect((await extract(place, ['姓名'])).text.split('\n').slice(1, -1)).toEqual(['2,丙', '4,甲某'])
    // Going back to the first content is a correction too.
    await drop(place, '202401.csv', '编号,姓名\n1,甲\n2,乙\n')
    expect((await extract(place, ['姓名'])).rows).toBe(3)
  })

  it('does not count the same content twice, whatever its name and however many come at once', async () => {
    const place = newPlace()
    const text = '编号,姓名\n1,甲\n'
    const [first, ...rest] = await Promise.allSettled([1, 2, 3].map(() => drop(place, '202401.csv', text)))
    const done = [first, ...rest].filter((one) => one?.status === 'fulfilled')
    expect(done).toHaveLength(1)
    await expect(drop(place, '202402.csv', text)).rejects.toMatchObject({
      code: 'already-imported',
      data: { file: '202402.csv', other: '202401.csv' },
    })
    expect((await extract(place, ['编号'])).rows).toBe(1)
    // In another table it is another matter, and so it is once the batch is removed.
    const [batch] = await landing.batches(place)
    await landing.removeBatch(place, batch?.id ?? '')
    await drop(place, '202402.csv', text)
  })

  it('says of a damaged id which row of the snapshot it belongs to', async () => {
    const place = newPlace()
    await drop(place, '1.csv', '姓名,证件号码\n甲,11010519491231002X\n')
    await drop(place, '2.csv', '姓名,证件号码\n乙,1.10105E+17\n')
    const { snapshot } = await extract(place, ['姓名'])
    expect((await landing.damagedIn(place, snapshot)).map(({ row, original }) => [row, original])).toEqual([
      [4, '1.10105E+17'],
    ])
  })

  it('keeps under retention what counts, and removes what is superseded and old', async () => {
    const place = newPlace()
    const first = await drop(place, '202401.csv', '编号,姓名\n1,甲\n')
    await drop(place, '202402.csv', '编号,姓名\n3,丙\n')
    await drop(place, '202401.csv', '编号,姓名\n1,甲某\n')
    const removed = await landing.removeOlderThan(place, new Date(Date.now() + 60_000), 'all')
    expect(removed.map(({ id }) => id)).toEqual([first.id])
    expect((await extract(place, ['编号'])).rows).toBe(2)
  })

  it('reads only the newest batch where nothing else was chosen', async () => {
    const place = newPlace()
    await drop(place, '1.csv', '编号,姓名\n1,甲\n')
    const newest = await drop(place, '2.csv', '编号,姓名\n2,乙\n')
    for (const settings of [{}, { batches: 'newest' }]) {
      await using source = await open(place, settings)
      const file = join(root, `newest-${++made}.csv`)
      const read = await source.extract({ table: '在押人员', columns: ['姓名'], file, onRows: () => undefined })
      expect([read.snapshot, read.rows]).toEqual([newest.id, 1])
    }
  })

  it('refuses a batch that does not hold what it was stamped with', async () => {
    const place = newPlace()
    const batch = await drop(place, '1.csv', '编号,姓名\n1,甲\n2,乙\n')
    await drop(place, '2.csv', '编号,姓名\n3,丙\n')
    const [name, table] = batch.id.split('.')
    const rows = join(landing.folder(place), name ?? '', table ?? '', 'rows.csv')
    truncateSync(rows, statSync(rows).size - Buffer.byteLength('3,2,乙\n'))
    await expect(extract(place, ['编号'])).rejects.toMatchObject({ code: 'rows-differ' })
  })
})
