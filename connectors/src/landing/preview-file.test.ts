import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdtemp, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ImportOptions, type ImportProgress, type Landing, openLanding } from '../index.ts'
import { proposeType } from './propose-types.ts'

let root: string
let landing: Landing
let sources = 0

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'jianmo-preview-'))
  landing = openLanding(join(root, 'landing'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

async function* bytes(content: string | Buffer) {
  yield Buffer.from(content)
}
async function stage(content: string | Buffer, fileName = '案件.csv') {
  const place = { organizationId: 'a', sourceId: `s${sources++}` }
  const { stagedId } = await landing.stage(place, { fileName, content: bytes(content) })
  return {
    place,
    stagedId,
    preview: (options: ImportOptions = {}) => landing.preview(place, { kind: 'csv', stagedId, options }),
    entries: () => (existsSync(landing.folder(place)) ? readdirSync(landing.folder(place)) : []),
  }
}

const dirty =
  '某县案件登记表,,,\n姓名,证件号码,立案日期,备注\n㐂某,11010519491231002X,3/4/2023,a\n\n李某,1.10105E+17,5/6/2023,b\n王某,x\n制表人：赵某,,,\n'

describe('a preview', () => {
  it('says what an import would do, and leaves nothing behind', async () => {
    const staged = await stage(dirty)
    const preview = await staged.preview()
    expect(preview.problem).toBeNull()
    const [table] = preview.tables
    expect(table).toMatchObject({
      sheet: null,
      table: '案件',
      encoding: 'utf-8',
      delimiter: ',',
      header: { first: 2, count: 1 },
      rows: [
        { row: 3, values: ['㐂某', '11010519491231002X', '3/4/2023', 'a'] },
        { row: 5, values: ['李某', '1.10105E+17', '5/6/2023', 'b'] },
      ],
      rowsRead: 3,
      complete: true,
      rejects: [{ row: 6, original: '王某,x' }],
      damaged: [{ row: 5, column: '证件号码', kind: 'damaged' }],
    })
    expect(table?.skipped.map(({ row, why }) => [row, why])).toEqual([
      [1, 'title'],
      [2, 'header'],
      [4, 'blank'],
      [7, 'footer'],
    ])
    expect(table?.columns.map(({ name, proposal }) => [name, proposal.type, proposal.dateFormats])).toEqual([
      ['姓名', 'person-name', []],
      ['证件号码', 'resident-id', []],
      ['立案日期', 'date', ['d/m/yyyy', 'm/d/yyyy']],
      ['备注', 'text', []],
    ])
    expect(staged.entries()).toEqual([`.upload-${staged.stagedId}`])
    expect(await landing.batches(staged.place)).toEqual([])
  })

  it('is what the import with the same choices then does; the choices are kept with the batch', async () => {
    const staged = await stage(dirty)
    const options: ImportOptions = {
      tables: [
        {
          sheet: null,
          table: '甲表',
          header: { first: 2, count: 1 },
          skipRows: [5],
          columns: { 立案日期: { type: 'date', dateFormat: 'd/m/yyyy' } },
        },
      ],
    }
    const { tables } = await staged.preview(options)
    const [batch] = await landing.importStaged(staged.place, { kind: 'csv', stagedId: staged.stagedId, options })
    expect([tables[0]?.rowsRead, tables[0]?.skipped]).toEqual([batch?.physicalRows, batch?.skipped])
    expect(batch).toMatchObject({
      table: '甲表',
      header: { first: 2, count: 1 },
      accepted: 1,
      rejected: 1,
      columns: [
        { name: '姓名' },
        { name: '证件号码' },
        { name: '立案日期', type: 'text', confirmed: { type: 'date', dateFormat: 'd/m/yyyy' } },
        { name: '备注' },
      ],
    })
    expect(staged.entries().filter((name) => name.startsWith('.'))).toEqual([])
    await expect(staged.preview()).rejects.toMatchObject({ code: 'no-such-upload' })
  })

  it('offers other encodings with the first lines in each, and says when it is unsure', async () => {
    const text = '姓名,號\n張三,竊盜罪判決有期徒刑\n'
    const big5 = Buffer.from(
      'a96da657 2cb8b9 0a b169a454 2c c5d1b573b84f a750a84d a6b3b4c1ae7b a6440a'.replaceAll(' ', ''),
      'hex',
    )
    const { encodings } = await (await stage(big5)).preview()
    expect(encodings[0]?.certainty).toBe('unsure')
    expect(encodings.find(({ encoding }) => encoding === 'big5')?.lines[0]).toBe(text.split('\n')[0])
    const plain = await (await stage(text)).preview()
    expect(plain.encodings[0]).toMatchObject({ encoding: 'utf-8', certainty: 'certain', clean: true })
  })

  it('reads the head of a long table only, and tells that it did', async () => {
    const { tables } = await (await stage(`a,b\n${'1,2\n'.repeat(400_000)}`)).preview()
    expect(tables[0]).toMatchObject({ complete: false })
    expect(tables[0]?.rowsRead).toBeLessThan(400_000)
    expect(tables[0]?.rows).toHaveLength(50)
  })

  it('answers a refusal with the way out, and other choices with another answer', async () => {
    const staged = await stage('1,2\n3,4\n')
    expect((await staged.preview({ tables: [{ sheet: null, header: { first: 9, count: 1 } }] })).problem).toMatchObject(
      { code: 'no-such-header' },
    )
    expect(
      (await staged.preview({ tables: [{ sheet: null, columns: { 没有: { type: 'date' } } }] })).problem,
    ).toMatchObject({ code: 'no-such-column' })
    expect(
      (await staged.preview({ tables: [{ sheet: null, header: { first: 1, count: 0 } }] })).tables[0]?.rows,
    ).toHaveLength(2)
  })

  it.each<[string, object]>([
    ['an unknown option', { enconding: 'utf-8' }],
    ['an unknown encoding', { encoding: 'latin1' }],
    ['a row that is no row', { tables: [{ sheet: null, header: { first: 0, count: 1 } }] }],
    ['text instead of a list', { tables: 'all' }],
    ['no table at all', { tables: [] }],
    ['an unknown type', { tables: [{ sheet: null, columns: { a: { type: 'json' } } }] }],
  ])('refuses %s, whoever calls', async (_, options) => {
    await expect((await stage('a,b\n1,2\n')).preview(options as ImportOptions)).rejects.toMatchObject({
      code: 'import-options-invalid',
      text: { zh: expect.stringMatching(/[\u4e00-\u9fff]/), en: expect.any(String) },
    })
  })
})

describe('an upload', () => {
  it('is private, is not found under another source, and goes when it is old or cancelled', async () => {
    const staged = await stage('a,b\n1,2\n')
    const folder = join(landing.folder(staged.place), `.upload-${staged.stagedId}`)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
    for (const stagedId of [staged.stagedId, '../..', '', `../s0/.upload-${staged.stagedId}`]) {
      const other = { organizationId: 'b', sourceId: 's0' }
      await expect(landing.staged(other, stagedId)).rejects.toMatchObject({ code: 'no-such-upload' })
    }
    const old = new Date(Date.now() - 25 * 3_600_000)
    await utimes(folder, old, old)
    const next = await landing.stage(staged.place, { fileName: 'b.csv', content: bytes('a,b\n1,2\n') })
    expect(existsSync(folder)).toBe(false)
    await landing.unstage(staged.place, next.stagedId)
    expect(staged.entries()).toEqual([])
  })

  it('that is too large leaves nothing', async () => {
    const small = openLanding(join(root, 'small'), { largestFile: 100 })
    const place = { organizationId: 'a', sourceId: 's' }
    await expect(small.stage(place, { fileName: 'x.csv', content: bytes('x'.repeat(101)) })).rejects.toMatchObject({
      code: 'file-too-large',
    })
    expect(readdirSync(small.folder(place))).toEqual([])
  })

  it('tells rows and bytes while it is imported, and can be cancelled', async () => {
    const content = `a,b\n${'1,2\n'.repeat(800_000)}`
    const staged = await stage(content)
    const seen: ImportProgress[] = []
    const file = {
      kind: 'csv',
      stagedId: staged.stagedId,
      onProgress: (one: ImportProgress) => void seen.push(one),
    } as const
    const [batch] = await landing.importStaged(staged.place, file)
    expect(batch?.accepted).toBe(800_000)
    expect(seen.length).toBeGreaterThan(1)
    expect(seen.every(({ totalBytes, rowsPerSecond }) => totalBytes === content.length && rowsPerSecond >= 0)).toBe(
      true,
    )
    for (const [index, { rows, bytes: read }] of seen.entries()) {
      expect(rows).toBeGreaterThanOrEqual(seen[index - 1]?.rows ?? 0)
      expect(read).toBeGreaterThanOrEqual(seen[index - 1]?.bytes ?? 0)
      expect(read).toBeLessThanOrEqual(content.length)
    }
    const again = await stage(content)
    const stop = new AbortController()
    const running = landing.importStaged(again.place, {
      kind: 'csv',
      stagedId: again.stagedId,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    })
    await expect(running).rejects.toMatchObject({ code: 'import-cancelled' })
    expect(await landing.batches(again.place)).toEqual([])
    expect(again.entries()).toEqual([`.upload-${again.stagedId}`])
  })
})

describe('proposed types', () => {
  it.each<[string, string, readonly (string | null)[]]>([
    ['resident-id', '号', ['11010519491231002X', '110105491231002', '1.10105E+17', null, '不详']],
    ['phone', '电话', ['13800001234', '010-62345678', '无']],
    ['case-number', '文号', ['（2023）内0702刑初12号', '(2023)内0702刑初13号']],
    ['date', '日期', ['20230105', '2023年1月5日', '2023/1/5', '9999-12-31']],
    ['timestamp', '时间', ['2023-01-05 10:30', '2023-01-06 08:00:01']],
    ['integer', '数', ['1', '20', '-3', '0']],
    ['decimal', '数', ['1.5', '20', '3']],
    ['text', '数', ['0012', '0013']],
    ['person-name', '被告人', ['张某', '阿依古丽·某某', '𠮷田某']],
    ['text', '备注', ['张某', '一年', '1']],
    ['text', '空', [null, null]],
  ])('%s for the column %s', (type, name, values) => {
    expect(proposeType(name, values).type).toBe(type)
  })

  it('asks for the order of day and month only if no value tells', () => {
    expect(proposeType('日期', ['3/4/2023', '1/2/2023']).dateFormats).toEqual(['d/m/yyyy', 'm/d/yyyy'])
    expect(proposeType('日期', ['3/4/2023', '25/2/2023']).dateFormats).toEqual(['d/m/yyyy'])
    expect(proposeType('日期', ['2023-01-05', '2023年1月5日']).dateFormats).toEqual(['auto'])
  })
})
