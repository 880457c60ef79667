import { spawn } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Landing, openLanding } from '../index.ts'
import { findDropFolder, openDrop } from './drop-folder.ts'
import { folderConnector } from './folder.connector.ts'
import { FolderSource, readFolderSettings } from './folder-settings.ts'
import { readLedger } from './ledger.ts'
import { readPatterns, tableOfFile, unknownPlaceholders } from './name-pattern.ts'
import { createSettler } from './settler.ts'
import { type FolderSweep, sweepFolder } from './sweep-folder.ts'

let root: string
let landing: Landing
let made = 0
const organizationId = 'district'

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'jianmo-drops-')))
  mkdirSync(join(root, 'drops'))
  landing = openLanding(join(root, 'landing'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

/** A drop folder of its own and a way to look at it; `settleMs` 0: a file is at rest at once. */
function newFolder(settings: Readonly<Record<string, string>> = {}, settleMs = 0) {
  const folder = `f${++made}`
  const path = join(root, 'drops', organizationId, folder)
  mkdirSync(path, { recursive: true })
  const place = { organizationId, sourceId: `s${made}` }
  let time = 0
  const sweep: FolderSweep = {
    ...place,
    landing,
    drops: join(root, 'drops'),
    settings: FolderSource.parse({ folder, ...settings }),
    settler: createSettler(settleMs, () => time),
    signal: new AbortController().signal,
  }
  return {
    path,
    place,
    pass: (milliseconds: number) => {
      time += milliseconds
    },
    look: () => sweepFolder(sweep),
    drop: (name: string, text: string) => writeFileSync(join(path, name), text),
    async rows(table = '在押人员') {
      const context = { network: { allowed: [], refused: [] }, landing: landing.folder(place), signal: sweep.signal }
      await using source = await folderConnector.open(sweep.settings, context)
      return source.sample(table, 100)
    },
    outcomes: async () =>
      [...(await readLedger(landing.folder(place))).values()].map(({ name, outcome }) => [name, outcome]),
  }
}

describe('a file name', () => {
  it.each([
    ['在押人员-{yyyymm}.xlsx', '在押人员-202401.xlsx', '在押人员'],
    ['在押人员-{yyyymm}.xlsx', '在押人员-202401.XLSX', '在押人员'],
    ['在押人员-{yyyymm}.xlsx', '在押人员-20241.xlsx', null],
    ['在押人员-{yyyymm}.xlsx', '在押人员-202401.xlsx.exe', null],
    ['{yyyy}年{mm}月 判决（{any}）.csv', '2024年01月 判决（一审）.csv', '判决'],
    ['a+b({n}).csv；判决_{any}.csv', '判决_x.csv', '判决'],
    ['a+b({n}).csv；判决_{any}.csv', 'a+b(3).csv', 'a+b'],
    ['', '在押人员-202401.xlsx', '在押人员'],
    ['', '在押人员2024年1月.csv', '在押人员'],
    ['', '在押人员_2024-01-31.csv', '在押人员'],
    ['', '202401.csv', '202401'],
  ])('under %j: %j belongs to %j', (pattern, name, table) => {
    expect(tableOfFile(name, readPatterns(pattern))).toBe(table)
  })

  it('with a placeholder that means nothing is refused with the settings', () => {
    expect(unknownPlaceholders('a{yyyymm}{x}.csv')).toEqual(['x'])
    expect(readFolderSettings({ folder: 'f', pattern: 'a{x}.csv' })).toBeNull()
  })
})

describe('a drop folder', () => {
  it.each(['', '.', '..', '../x', '/etc', 'a/b', 'a\\b', '.hidden', 'a\0', 'C:', 'x ', 'x.', `${'x'.repeat(81)}`])(
    'is not named %j',
    (folder) => {
      expect(readFolderSettings({ folder }) ?? { folder: folder.trim() }).toMatchObject({ folder: folder.trim() })
      if (folder !== 'x ') expect(readFolderSettings({ folder })).toBeNull()
    },
  )

  it('is found below the root and the organization, and never through a link', async () => {
    const { path } = newFolder()
    const drops = join(root, 'drops')
    const folder = path.split('/').at(-1) ?? ''
    expect(await findDropFolder({ drops, organizationId, folder })).toBe(path)
    await expect(findDropFolder({ drops, organizationId, folder: 'none' })).rejects.toMatchObject({
      code: 'drop-folder-missing',
    })
    symlinkSync(path, join(drops, organizationId, 'link'))
    symlinkSync(join(drops, organizationId), join(drops, 'other'))
    writeFileSync(join(drops, organizationId, 'file'), '')
    for (const [organization, name] of [
      [organizationId, 'link'],
      ['other', folder],
      [organizationId, 'file'],
    ] as const) {
      await expect(findDropFolder({ drops, organizationId: organization, folder: name })).rejects.toMatchObject({
        code: 'drop-folder-unsafe',
      })
    }
  })

  it('gives no file through a link, no pipe, and no file of a folder that became a link', async () => {
    const { path, drop } = newFolder()
    writeFileSync(join(root, 'secret.csv'), 'a,b\nsecret,1\n')
    symlinkSync(join(root, 'secret.csv'), join(path, 'link.csv'))
    await expect(openDrop(path, 'link.csv')).rejects.toMatchObject({ code: 'ELOOP' })
    const pipe = spawn('mkfifo', [join(path, 'pipe.csv')])
    await new Promise((resolve) => pipe.on('close', resolve))
    await expect(openDrop(path, 'pipe.csv')).rejects.toMatchObject({ code: 'drop-folder-unsafe' })
    drop('x.csv', 'a,b\n1,2\n')
    renameSync(path, `${path}-moved`)
    symlinkSync(`${path}-moved`, path)
    await expect(openDrop(path, 'x.csv')).rejects.toMatchObject({ code: 'drop-folder-unsafe' })
  })

  it('takes each monthly file once, keeps them where they are, and adds them up', async () => {
    const folder = newFolder({ pattern: '在押人员-{yyyymm}.csv' })
    folder.drop('在押人员-202401.csv', '编号,姓名\n1,甲\n')
    folder.drop('在押人员-202402.csv', '编号,姓名\n2,乙\n')
    folder.drop('~$在押人员-202403.csv', 'x')
    folder.drop('在押人员-202404.csv.part', 'x')
    folder.drop('说明.docx', 'x')
    folder.drop('名单.csv', '编号,姓名\n9,癸\n')
    symlinkSync(join(root, 'secret.csv'), join(folder.path, '在押人员-202405.csv'))
    const first = await folder.look()
    expect(first).toMatchObject({ waiting: [], problem: null })
    expect(await folder.outcomes()).toEqual([
      ['名单.csv', 'ignored'],
      ['在押人员-202401.csv', 'imported'],
      ['在押人员-202402.csv', 'imported'],
      ['在押人员-202405.csv', 'ignored'],
      ['说明.docx', 'ignored'],
    ])
    expect((await folder.look()).entries).toEqual([])
    expect(await folder.rows()).toEqual([
      ['1', '甲'],
      ['2', '乙'],
    ])
    expect(readFileSync(join(folder.path, '在押人员-202401.csv'), 'utf8')).toContain('甲')
  })

  it('waits until a file has come to rest', async () => {
    const folder = newFolder({}, 1000)
    folder.drop('在押人员.csv', '编号,姓名\n1,甲\n')
    expect((await folder.look()).waiting).toEqual(['在押人员.csv'])
    folder.pass(900)
    appendFileSync(join(folder.path, '在押人员.csv'), '2,乙\n')
    expect((await folder.look()).waiting).toEqual(['在押人员.csv'])
    folder.pass(900)
    expect((await folder.look()).waiting).toEqual(['在押人员.csv'])
    folder.pass(100)
    expect((await folder.look()).entries).toMatchObject([{ outcome: 'imported' }])
    expect(await folder.rows()).toHaveLength(2)
  })

  it('takes a corrected file in place of the one of its name, and the same content under another name not at all', async () => {
    const folder = newFolder()
    folder.drop('在押人员-202401.csv', '编号,姓名\n1,甲\n2,乙\n')
    folder.drop('在押人员-202402.csv', '编号,姓名\n3,丙\n')
    await folder.look()
    folder.drop('在押人员-202401.csv', '编号,姓名\n1,甲某\n')
    folder.drop('在押人员-202403.csv', '编号,姓名\n3,丙\n')
    const { entries } = await folder.look()
    expect(entries.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['在押人员-202401.csv', 'imported'],
      ['在押人员-202403.csv', 'repeated'],
    ])
    expect(entries[1]?.reason?.zh).toContain('“在押人员-202402.csv”')
    expect((await folder.rows()).toSorted()).toEqual([
      ['1', '甲某'],
      ['3', '丙'],
    ])
    // Copied over itself: only the date is new.
    utimesSync(join(folder.path, '在押人员-202402.csv'), new Date(1e12), new Date(1e12))
    expect((await folder.look()).entries).toMatchObject([{ name: '在押人员-202402.csv', outcome: 'imported' }])
    expect(await folder.rows()).toHaveLength(2)
  })

  it('says of a bad file what is wrong, goes on with the others, and takes it once it is mended', async () => {
    const folder = newFolder()
    folder.drop('1坏.csv', '')
    folder.drop('2坏.xlsx', 'no workbook')
    folder.drop('在押人员.csv', '编号,姓名\n1,甲\n')
    const { problem, entries } = await folder.look()
    expect(entries.map(({ outcome }) => outcome)).toEqual(['rejected', 'rejected', 'imported'])
    expect(entries[0]).toMatchObject({ reason: { zh: expect.stringContaining('是空的') }, hash: expect.any(String) })
    expect(problem?.zh).toMatch(/有 2 个文件未能导入.*1坏\.csv/)
    expect(await folder.look()).toMatchObject({ entries: [], problem })
    folder.drop('1坏.csv', 'a,b\n1,2\n')
    rmSync(join(folder.path, '2坏.xlsx'))
    expect(await folder.look()).toMatchObject({ entries: [{ outcome: 'imported' }], problem: null })
  })

  it('imports nothing twice when the process ended before it could write the ledger', async () => {
    const folder = newFolder()
    folder.drop('在押人员-202401.csv', '编号,姓名\n1,甲\n')
    await folder.look()
    folder.drop('在押人员-202401.csv', '编号,姓名\n1,甲某\n')
    await folder.look()
    const ledger = join(landing.folder(folder.place), 'drops.jsonl')
    const lines = readFileSync(ledger, 'utf8').split('\n')
    for (const left of ['', `${lines[0]}\n`, `${lines[0]}\n${lines[1]?.slice(0, 40)}`]) {
      writeFileSync(ledger, left)
      expect((await folder.look()).entries).toMatchObject([{ outcome: 'imported', reason: null }])
      expect((await folder.look()).entries).toEqual([])
      expect(await folder.rows()).toEqual([['1', '甲某']])
    }
  })

  it('keeps to what an administrator removed', async () => {
    const folder = newFolder()
    folder.drop('在押人员.csv', '编号,姓名\n1,甲\n')
    const { entries } = await folder.look()
    await landing.removeBatch(folder.place, entries[0]?.batches[0] ?? '')
    expect((await folder.look()).entries).toEqual([])
    await expect(folder.rows()).rejects.toMatchObject({ code: 'no-such-table' })
  })

  it('reads a share that it may not write', async () => {
    const folder = newFolder()
    folder.drop('在押人员.csv', '编号,姓名\n1,甲\n')
    chmodSync(join(folder.path, '在押人员.csv'), 0o444)
    chmodSync(folder.path, 0o555)
    expect((await folder.look()).entries).toMatchObject([{ outcome: 'imported' }])
    chmodSync(folder.path, 0o755)
  })
})
