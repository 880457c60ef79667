import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectorOf, type ImportOptions, type Landing, openLanding } from '../index.ts'
import { openDuckdbChild } from '../transport/duckdb/index.ts'
import { watchMemory } from './memory-watch.ts'

let root: string
let landing: Landing
const place = { organizationId: 'district-a', sourceId: 'cases' }

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'jianmo-landing-'))
  landing = openLanding(join(root, 'landing'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

const importCsv = async (content: string | Buffer, options: ImportOptions = {}, at = place, fileName = '案件.csv') => {
  const [batch] = await landing.importFile({ ...at, kind: 'csv', fileName, content: Buffer.from(content), options })
  if (!batch) throw new Error('no batch')
  return batch
}
const open = async (at = place) => {
  const connector = connectorOf('csv')
  if (!connector) throw new Error('no connector')
  return connector.open(
    {},
    { network: { allowed: [], refused: [] }, landing: landing.folder(at), signal: new AbortController().signal },
  )
}
const allFiles = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => join(entry.parentPath, entry.name))
    : []

describe('importing', () => {
  it('keeps the rows, the rejects and the hash, and loses nothing', async () => {
    const text =
      '姓名,证件号码,日期\n张某,11010519491231002X,2023-01-05\n李某,110105\n\n王某,"110105194912310000","2023,1"\n赵某,1.10105E+17,\n'
    const batch = await importCsv(text)
    expect(batch).toMatchObject({
      kind: 'csv',
      fileName: '案件.csv',
      table: '案件',
      encoding: 'utf-8',
      delimiter: ',',
      physicalRows: 4,
      accepted: 3,
      rejected: 1,
      skippedRows: 2,
      damagedIds: 1,
      suspectIds: 1,
      bytes: Buffer.byteLength(text),
    })
    expect([landing.isSnapshot(batch.id), landing.isSnapshot('2023-01-05 · 1:2:')]).toEqual([true, false])
    expect(batch.accepted + batch.rejected).toBe(batch.physicalRows)
    expect(batch.hash).toBe(hash('sha256', text))
    expect(await landing.rejects(place, batch.id)).toEqual([
      {
        row: 3,
        column: null,
        reason: { zh: expect.stringContaining('应有 3 列，实有 2 列'), en: expect.stringContaining('3 columns') },
        original: '李某,110105',
      },
    ])
    expect(
      (await landing.damaged(place, batch.id)).map(({ row, column, kind, original }) => [row, column, kind, original]),
    ).toEqual([
      [5, '证件号码', 'suspect', '110105194912310000'],
      [6, '证件号码', 'damaged', '1.10105E+17'],
    ])
    await using source = await open()
    expect(await source.sample('案件', 10)).toEqual([
      ['张某', '11010519491231002X', '2023-01-05'],
      ['王某', '110105194912310000', '2023,1'],
      ['赵某', '1.10105E+17', null],
    ])
  })

  it('makes folders that only the owner may enter, and leaves no copy of the original', async () => {
    const batch = await importCsv('a,b\n1,2\n', {}, { organizationId: 'district-m', sourceId: 's' })
    for (const path of [join(root, 'landing'), ...allFiles(join(root, 'landing', 'district-m'))]) {
      const entry = statSync(path)
      expect(entry.mode & 0o777, path).toBe(entry.isDirectory() ? 0o700 : 0o600)
    }
    expect(allFiles(join(root, 'landing', 'district-m')).filter((path) => /original|staging/.test(path))).toEqual([])
    expect(batch.id).toMatch(/\.1$/)
  })

  it('reads the newest batch of a table, and the one before when that is removed', async () => {
    const at = { organizationId: 'district-n', sourceId: 's' }
    const first = await importCsv('a,b\n1,old\n', { table: 't' }, at)
    const second = await importCsv('a,b\n1,new\n2,new\n', { table: 't' }, at)
    await importCsv('c,d\n1,2\n', { table: 'u' }, at)
    await using source = await open(at)
    expect((await source.tables()).map(({ name, rows }) => [name, rows]).sort()).toEqual([
      ['t', 2],
      ['u', 1],
    ])
    const file = join(root, 'extract.csv')
    expect(await source.extract({ table: 't', columns: ['b'], file, onRows: () => undefined })).toMatchObject({
      rows: 2,
      counted: 2,
      snapshot: second.id,
      rejected: 0,
    })
    expect(readFileSync(file, 'utf8')).toBe('_row,b\n2,new\n3,new\n')
    await landing.removeBatch(at, second.id)
    expect(await source.sample('t', 5)).toEqual([['1', 'old']])
    await expect(landing.rejects(at, second.id)).rejects.toMatchObject({ code: 'no-such-batch' })
    await landing.removeBatch(at, first.id)
    await expect(source.sample('t', 5)).rejects.toMatchObject({ code: 'no-such-table' })
    expect(await source.values('u', 'c', 9)).toEqual([{ value: '1', rows: 1 }])
    await expect(source.values('u', 'gone', 9)).rejects.toMatchObject({ code: 'no-such-column' })
  })

  it('removes what is older than its retention but keeps the newest of each table, and a source as a whole', async () => {
    const at = { organizationId: 'district-r', sourceId: 's' }
    const old = await importCsv('a,b\n1,1\n', { table: 't' }, at)
    const newest = await importCsv('a,b\n1,2\n', { table: 't' }, at)
    expect((await landing.removeOlderThan(at, new Date(Date.now() + 60_000))).map(({ id }) => id)).toEqual([old.id])
    expect((await landing.batches(at)).map(({ id }) => id)).toEqual([newest.id])
    await landing.removeSource(at)
    expect(existsSync(landing.folder(at))).toBe(false)
    expect(await landing.batches(at)).toEqual([])
  })

  it('keeps districts apart: ids are no paths', async () => {
    for (const bad of ['..', '../district-a', 'a/b', '', '.', 'a\\b', 'a\0']) {
      expect(() => landing.folder({ organizationId: bad, sourceId: 's' })).toThrow()
      expect(() => landing.folder({ organizationId: 's', sourceId: bad })).toThrow()
    }
    const batch = await importCsv('a,b\n1,2\n')
    const other = { organizationId: 'district-b', sourceId: 'cases' }
    await expect(landing.rejects(other, batch.id)).rejects.toMatchObject({ code: 'no-such-batch' })
    await expect(landing.rejects(other, `../../district-a/cases/${batch.id}`)).rejects.toMatchObject({
      code: 'no-such-batch',
    })
    await expect(landing.removeBatch(other, batch.id)).rejects.toMatchObject({ code: 'no-such-batch' })
    const named = await importCsv('a,b\n1,2\n', {}, place, '../../../etc/x.csv')
    expect(named).toMatchObject({ fileName: 'x.csv', table: 'x' })
  })

  it('leaves nothing behind when an import is refused, cancelled or killed', async () => {
    const at = { organizationId: 'district-k', sourceId: 's' }
    await expect(importCsv('', {}, at)).rejects.toMatchObject({ code: 'file-empty' })
    const stop = new AbortController()
    const big = Buffer.from(`a,b\n${'1,2\n'.repeat(2_000_000)}`)
    const running = landing.importFile({ ...at, kind: 'csv', fileName: 'x.csv', content: big, signal: stop.signal })
    setTimeout(() => stop.abort(), 150)
    await expect(running).rejects.toMatchObject({ code: 'import-cancelled' })
    expect(allFiles(landing.folder(at))).toEqual([])
    const abandoned = join(landing.folder(at), '.staging-999999-20261122T000000000Z-00000000')
    mkdirSync(abandoned, { recursive: true })
    writeFileSync(join(abandoned, 'rows.csv'), 'a')
    expect(await landing.batches(at)).toEqual([])
    await importCsv('a,b\n1,2\n', {}, at)
    expect(existsSync(abandoned)).toBe(false)
  })

  it('is not stopped by a file that needs more memory than it may have', async () => {
    const small = openLanding(join(root, 'small'), { memoryMegabytes: 16 })
    const content = Buffer.from(`a,b\n${'"x","y\n'.repeat(6_000_000)}`)
    await expect(small.importFile({ ...place, kind: 'csv', fileName: 'x.csv', content })).rejects.toMatchObject({
      code: expect.stringMatching(/import-died|csv-unclosed-quote/),
    })
    expect(await small.batches(place)).toEqual([])
  })

  it('ends a parsing process whose memory grows beyond its limit, though its heap does not', async () => {
    const child = spawn(process.execPath, [
      '-e',
      'const kept = []; setInterval(() => kept.push(Buffer.alloc(20 << 20, 1)), 20)',
    ])
    const ended = new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)))
    using memory = watchMemory(child.pid ?? 0, 200, () => child.kill('SIGKILL'))
    expect(await ended).toBe('SIGKILL')
    expect(memory.exceeded).toBe(true)
  })

  it('refuses what is too large before it parses', async () => {
    const small = openLanding(join(root, 'small'), { largestFile: 1000 })
    async function* pieces() {
      for (let n = 0; n < 100; n++) yield Buffer.from('a,b\n1,2\n'.repeat(10))
    }
    await expect(
      small.importFile({ ...place, kind: 'csv', fileName: 'x.csv', content: pieces() }),
    ).rejects.toMatchObject({ code: 'file-too-large' })
  })

  it('gives the engine exactly the rows of the file', async () => {
    const at = { organizationId: 'district-e', sourceId: 's' }
    const rows = Array.from({ length: 20_000 }, (_, n) => [
      `姓${n}`,
      n % 7 === 0 ? '' : `a"${n}`,
      n % 5 === 0 ? 'x\ny' : `${n}`,
    ])
    const content = `n,q,t\r\n${rows.map((row) => row.map((value) => (value === '' ? '' : `"${value.replaceAll('"', '""')}"`)).join(',')).join('\r\n')}\r\n`
    await importCsv(content, { table: 't' }, at)
    const folder = join(root, 'run')
    mkdirSync(folder)
    await using source = await open(at)
    await source.extract({
      table: 't',
      columns: ['n', 'q', 't'],
      file: join(folder, 'scan.csv'),
      onRows: () => undefined,
    })
    await using child = await openDuckdbChild({ folder, databaseFile: 'x.duckdb', memoryLimit: '512MB', threads: 2 })
    await child.loadScan(join(folder, 'scan.csv'), 's', ['n', 'q', 't'], rows.length)
    const read = await child.query('SELECT n, q, t FROM s ORDER BY _row')
    expect(read.rows).toEqual(rows.map((row) => row.map((value) => (value === '' ? null : value))))
  })
})
