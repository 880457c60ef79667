import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLanding } from '../index.ts'
import { type DeclaredTable, readDeclaration } from './declared-tables.ts'
import { declaredTables, pushConnector } from './push.connector.ts'
import { appendPush, listUnreported, markReported, pushBatchId } from './push-log.ts'
import { type PushFormat, receiveBatch } from './receive-batch.ts'
import { applied, type Change, declared, tableOf, toBody } from './testing/model.ts'

let root: string
let made = 0
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'jianmo-push-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

const newPlace = () => ({ organizationId: 'o', sourceId: `s${++made}` })
const folderOf = ({ sourceId }: ReturnType<typeof newPlace>) => join(root, 'o', sourceId)
const newFolder = () => folderOf(newPlace())
const extractFile = () => join(root, `extract-${++made}.csv`)

interface Asked {
  readonly table?: DeclaredTable
  readonly format?: PushFormat
  readonly key?: string | null
  readonly cut?: number
}

async function receive(body: string | Buffer, { table = declared, format = 'lines', cut = 7 }: Asked = {}) {
  const bytes = Buffer.from(body)
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += cut) yield bytes.subarray(at, at + cut)
  }
  const limits = { bytes: 1_000_000, records: 1000 }
  return receiveBatch(pieces(), {
    table,
    format,
    limits,
    hasAttachment: (hash) => Promise.resolve(hash === 'a'.repeat(64)),
  })
}

async function push(landing: string, body: string | Buffer, asked: Asked = {}) {
  const { table = declared, key: idempotencyKey = null } = asked
  return appendPush(landing, { table, received: await receive(body, asked), credentialId: 'c1', idempotencyKey })
}

describe('a declaration', () => {
  it('names tables, columns, keys and attachments, in Chinese punctuation too', () => {
    expect(readDeclaration('在押人员（人员编号＊，姓名、照片@）；判决(案号*,序号 *, 刑期)')).toEqual({
      tables: [
        {
          name: '在押人员',
          key: ['人员编号'],
          columns: [
            { name: '人员编号', attachment: false },
            { name: '姓名', attachment: false },
            { name: '照片', attachment: true },
          ],
        },
        {
          name: '判决',
          key: ['案号', '序号'],
          columns: ['案号', '序号', '刑期'].map((name) => ({ name, attachment: false })),
        },
      ],
    })
  })

  it.each([
    ['', '至少声明一张表'],
    ['在押人员', '看不懂'],
    ['在押人员(姓名)', '没有键列'],
    ['a(b*', '看不懂'],
    ['a(b*)c', '看不懂'],
    ['attachments(b*)', '不能作表名'],
    ['a(b*,$delete)', '不能作列名'],
    ['a(b*,_row)', '不能作列名'],
    ['a(b*,,c)', '不能作列名'],
    ['a/../b(b*)', '不能作表名'],
    ['a(b*,B)', '重复'],
    ['a(b*);A(c*)', '声明了两次'],
  ])('%j is refused with its reason', (text, reason) => {
    expect(readDeclaration(text)).toMatchObject({ problem: { zh: expect.stringContaining(reason) } })
    expect(pushConnector.settings.safeParse({ tables: text }).success).toBe(false)
    expect(declaredTables({ tables: text })).toEqual([])
  })
})

describe('a body', () => {
  const table = {
    name: 't',
    key: ['编号'],
    columns: ['编号', '姓名', '照片'].map((name) => ({ name, attachment: name === '照片' })),
  }
  const received = async (body: string | Buffer, format: PushFormat = 'lines') => {
    const { entries, ...counts } = await receive(body, { table, format })
    return { ...counts, entries }
  }

  it('keeps the digits of numbers, tells nothing from an empty text, and cuts characters nowhere', async () => {
    const body =
      '{"编号":110105194912310021,"姓名":"㐂𠮷𬭩𫖯"}\r\n\n{"编号":"0012","姓名":""}\n{"姓名":null,"编号":1.50}'
    const { entries, posted, accepted } = await received(body)
    expect([posted, accepted]).toEqual([3, 3])
    expect(entries.map((entry) => (entry.kind === 'row' ? entry.values : entry))).toEqual([
      ['110105194912310021', '㐂𠮷𬭩𫖯', null],
      ['0012', '', null],
      ['1.50', null, null],
    ])
  })

  it('rejects single records with index, column and reason, and keeps what was written: accepted + rejected = posted', async () => {
    const bad: readonly [string, string | null, string][] = [
      ['{"编号":"1","年龄":3}', '年龄', '没有在数据源中声明'],
      ['{"编号":"1","编号":"2"}', '编号', '出现两次'],
      ['{"编号":"1","姓名":{"a":1}}', '姓名', '只能是文字'],
      ['{"姓名":"甲"}', '编号', '键列为空'],
      ['{"编号":" "}', '编号', '键列为空'],
      ['{"编号":null}', '编号', '键列为空'],
      ['{"编号":"1"', null, '不是一个 JSON 对象'],
      ['[1]', null, '不是一个 JSON 对象'],
      ['{"编号":"1","姓名":"\\u0000"}', '姓名', 'NUL'],
      ['{"编号":"1","姓名":"\\ud800"}', '姓名', '无法识别'],
      ['{"编号":"1","姓名":"�"}', '姓名', '无法识别'],
      ['{"编号":"1","$delete":true,"姓名":"甲"}', null, '删除记录'],
      ['{"编号":"1","$delete":false}', '$delete', '删除记录'],
      ['{"编号":"1","照片":"x.jpg"}', '照片', 'SHA-256'],
      [`{"编号":"1","照片":"${'b'.repeat(64)}"}`, '照片', '先推送附件'],
      [`{"编号":"1","姓名":"${'长'.repeat(400_000)}"}`, null, '过长'],
    ]
    const good = [`{"编号":"ok","照片":"${'a'.repeat(64)}"}`, '{"编号":"ok","$delete":true}']
    const limits = { bytes: 5_000_000, records: 1000 }
    const body = [...bad.map(([text]) => text), ...good].join('\n')
    const content = (async function* () {
      yield Buffer.from(body)
    })()
    const hasAttachment = (hash: string) => Promise.resolve(hash === 'a'.repeat(64))
    const read = await receiveBatch(content, { table, format: 'lines', limits, hasAttachment })
    expect(read).toMatchObject({ posted: bad.length + 2, accepted: 2, rejected: bad.length, deleted: 1 })
    const rejects = read.entries.flatMap((entry) => (entry.kind === 'reject' ? [entry] : []))
    expect(rejects.map(({ index, column, original }) => [index, column, original])).toEqual(
      bad.map(([text, column], at) => [at + 1, column, text.slice(0, 20_000)]),
    )
    for (const [at, { reason }] of rejects.entries()) {
      expect(reason.zh).toContain(bad[at]?.[2])
      expect(reason.en).toMatch(/[a-z]/)
    }
    const array = await receiveBatch(
      (async function* () {
        yield Buffer.from(`[${bad.filter(([text]) => text !== '{"编号":"1"').map(([text]) => text)}]`)
      })(),
      { table, format: 'array', limits, hasAttachment },
    )
    expect(array).toMatchObject({ posted: bad.length - 1, rejected: bad.length - 1 })
  })

  it('rejects a line that is not UTF-8 and keeps its neighbours', async () => {
    const gb = Buffer.from([...Buffer.from('{"编号":"1","姓名":"'), 0xd5, 0xc5, ...Buffer.from('"}\n{"编号":"2"}\n')])
    const { entries } = await received(gb)
    expect(entries).toMatchObject([
      { kind: 'reject', index: 1, reason: { zh: '不是 UTF-8 编码' } },
      { kind: 'row', index: 2 },
    ])
  })

  it('keeps the row of a damaged id and says what is damaged', async () => {
    const { entries, accepted } = await received('{"编号":"1","姓名":"1.10105E+17"}\n{"编号":110105194912310000}')
    expect(accepted).toBe(2)
    expect(entries.filter(({ kind }) => kind === 'damage')).toMatchObject([
      { index: 1, column: '姓名', damage: 'damaged', original: '1.10105E+17' },
      { index: 2, column: '编号', damage: 'suspect' },
    ])
  })

  it.each([
    ['an array that is none', '[{"编号":"1"},', 'push-not-json', 'array'],
    ['an object for an array', '{"编号":"1"}', 'push-not-json', 'array'],
    ['more records than allowed', '{"编号":"1"}\n'.repeat(1001), 'push-too-many-records', 'lines'],
    ['more bytes than allowed', ' '.repeat(1_000_001), 'push-too-large', 'lines'],
  ] as const)('%s is refused as a whole', async (_, body, code, format) => {
    await expect(receive(body, { format, cut: 65_536 })).rejects.toMatchObject({ code })
  })
})

describe('the log', () => {
  it('keeps every version, and the table is the newest of each key', async () => {
    const landing = newFolder()
    await push(
      landing,
      toBody([
        ['1', '甲'],
        ['2', '乙'],
        ['1', '甲某'],
      ]),
    )
    await push(
      landing,
      toBody([
        ['2', null],
        ['3', '丙'],
      ]),
    )
    const { rows, extract, numbers } = await tableOf(landing, extractFile())
    expect(rows).toEqual([
      ['1', '甲某'],
      ['3', '丙'],
    ])
    expect(extract).toMatchObject({ rows: 2, counted: 2, snapshot: 'push-0000000002', rejected: 0 })
    expect(numbers).toEqual([5, 3])
    expect(readdirSync(join(landing, 'push')).sort()).toEqual(['0000000001.jsonl', '0000000002.jsonl', 'aside'])
    for (const name of readdirSync(join(landing, 'push')).filter((each) => each !== 'aside'))
      expect(statSync(join(landing, 'push', name)).mode & 0o777).toBe(0o600)
  })

  it('gives a batch its stamp, and a row leads back to its batch and record', async () => {
    const place = newPlace()
    const landing = folderOf(place)
    const { stamp } = await push(landing, '{"编号":"1"}\nx\n{"编号":"2","姓名":"1.1E+17"}', { key: 'k' })
    expect(stamp).toMatchObject({
      sequence: 1,
      table: '在押人员',
      credentialId: 'c1',
      idempotencyKey: 'k',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      posted: 3,
      accepted: 2,
      rejected: 1,
      damaged: 1,
      offset: 0,
    })
    await push(landing, '{"编号":"3"}')
    const store = openLanding(root)
    expect(
      (await store.batches(place)).map(({ id, kind, accepted, rejected }) => [id, kind, accepted, rejected]),
    ).toEqual([
      ['push-0000000002', 'push', 1, 0],
      ['push-0000000001', 'push', 2, 1],
    ])
    expect(await store.rejects(place, 'push-0000000001')).toMatchObject([{ row: 2, original: 'x' }])
    expect(await store.damagedIn(place, 'push-0000000002')).toMatchObject([{ row: 3, column: '姓名', kind: 'damaged' }])
    expect([...(await store.origins(place, 'push-0000000002', [3, 4, 5]))]).toEqual([
      [3, { batchId: 'push-0000000001', fileName: '', row: 3 }],
      [4, { batchId: 'push-0000000002', fileName: '', row: 1 }],
    ])
    expect(store.isSnapshot('push-0000000002')).toBe(true)
    await expect(store.removeBatch(place, 'push-0000000001')).rejects.toMatchObject({ code: 'push-batch-kept' })
    await expect(store.rejects(place, 'push-0000000009')).rejects.toMatchObject({ code: 'no-such-batch' })
  })

  it('does a batch once for its Idempotency-Key, however often and at once it comes, and refuses another body', async () => {
    const landing = newFolder()
    const body = toBody([['1', '甲']])
    const pushed = await Promise.all([1, 2, 3].map(() => push(landing, body, { key: 'k1' })))
    expect(pushed.map(({ stamp }) => stamp.sequence)).toEqual([1, 1, 1])
    expect(pushed.filter(({ repeated }) => !repeated)).toHaveLength(1)
    await expect(push(landing, toBody([['1', '乙']]), { key: 'k1' })).rejects.toMatchObject({ code: 'push-key-reused' })
    const other = { ...declared, name: '另一表' }
    await expect(push(landing, body, { key: 'k1', table: other })).rejects.toMatchObject({ code: 'push-key-reused' })
    expect((await push(landing, body, { key: 'k2' })).stamp.sequence).toBe(2)
  })

  it('remembers which batches the catalogue was not told of', async () => {
    const landing = newFolder()
    await push(landing, toBody([['1', '甲']]))
    await push(landing, toBody([['2', '乙']]))
    expect((await listUnreported(landing)).map(({ sequence }) => sequence)).toEqual([1, 2])
    await markReported(landing, 1)
    expect((await listUnreported(landing)).map(({ sequence }) => sequence)).toEqual([2])
  })

  it('refuses to read a table whose key was changed after records came, and a batch that lost a line', async () => {
    const landing = newFolder()
    await push(landing, toBody([['1', '甲']]), { table: { ...declared, key: ['姓名'] } })
    await expect(tableOf(landing, extractFile())).rejects.toMatchObject({ code: 'push-key-changed' })
    const broken = newFolder()
    await push(
      broken,
      toBody([
        ['1', '甲'],
        ['2', '乙'],
      ]),
    )
    const file = join(broken, 'push', '0000000001.jsonl')
    writeFileSync(file, readFileSync(file, 'utf8').split('\n').slice(0, -2).join('\n'))
    await expect(tableOf(broken, extractFile())).rejects.toThrow(/holds 1 \+ 0 records, not 2/)
  })

  it('takes a number that another process took meanwhile for what it is', async () => {
    const landing = newFolder()
    await push(landing, toBody([['1', '甲']]))
    // A second process wrote batch 2.
    const text = readFileSync(join(landing, 'push', '0000000001.jsonl'), 'utf8')
    const other = text
      .replace('"sequence":1', '"sequence":2')
      .replace('"offset":0', '"offset":1')
      .replace('"甲"', '"乙"')
    writeFileSync(join(landing, 'push', '0000000002.jsonl'), other)
    expect((await push(landing, toBody([['3', '丙']]))).stamp).toMatchObject({ sequence: 3, offset: 2 })
    expect((await tableOf(landing, extractFile())).rows).toEqual([
      ['1', '乙'],
      ['3', '丙'],
    ])
  })

  it('is empty, not absent, before the first push', async () => {
    const landing = newFolder()
    await mkdir(landing, { recursive: true })
    const { rows, extract } = await tableOf(landing, extractFile())
    expect([rows, extract.snapshot, pushBatchId(0)]).toEqual([[], 'push-0000000000', 'push-0000000000'])
    const context = {
      network: { allowed: [], refused: [] },
      landing: newFolder(),
      signal: new AbortController().signal,
    }
    await using source = await pushConnector.open({ tables: '在押人员(编号*, 姓名)' }, context)
    expect(await source.profile({ table: '在押人员', columns: ['姓名'], topValues: 3 })).toMatchObject({ rows: 0 })
    expect(await source.freshness()).toEqual([{ table: '在押人员', newestAt: null, batches: 0, rows: null }])
  })

  it('equals the model after any order of pushes, retries and duplicates, some of them at once', async () => {
    const change = fc.tuple(
      fc.constantFrom('1', '2', '3', '4'),
      fc.option(fc.string({ unit: 'binary', maxLength: 3 }), { freq: 3 }),
    )
    const batch = fc.array(change, { minLength: 1, maxLength: 5 })
    const step = fc.record({ batch, copies: fc.integer({ min: 1, max: 3 }), retryOf: fc.option(fc.nat(9)) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const landing = newFolder()
        const done: (readonly Change[])[] = []
        for (const { batch: written, copies, retryOf } of steps) {
          const changes = written.map(
            ([key, value]): Change => [key, value?.isWellFormed() && !/[\0\ufffd]/.test(value) ? value : null],
          )
          done.push(changes)
          const key = `k${done.length}`
          await Promise.all(Array.from({ length: copies }, () => push(landing, toBody(changes), { key, cut: 4096 })))
          const earlier = retryOf === null ? undefined : done[retryOf]
          if (earlier !== undefined) await push(landing, toBody(earlier), { key: `k${(retryOf ?? 0) + 1}`, cut: 4096 })
        }
        const { rows, numbers } = await tableOf(landing, extractFile())
        expect(rows).toEqual(applied(done))
        expect(new Set(numbers).size).toBe(numbers.length)
      }),
      { numRuns: 25 },
    )
  })
})
