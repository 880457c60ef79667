import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectorOf, type Landing, openLanding } from '../index.ts'
import { createCsvParser } from '../transport/rows-file/index.ts'
import { fromSafeCell, toSafeCell } from './safe-cell.ts'

let root: string
let landing: Landing
let sources = 0

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'jianmo-mend-'))
  landing = openLanding(join(root, 'landing'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

const original =
  '姓名,证件号码,备注\n㐂某,11010519491231002X,一\n李某,110105491231002\n王某,110105,b,=1+1\n"赵"某,1,2\n孙某,000123,三\n'

async function importBroken() {
  const place = { organizationId: 'a', sourceId: `s${sources++}` }
  const [batch] = await landing.importFile({
    ...place,
    kind: 'csv',
    fileName: '案件.csv',
    content: Buffer.from(original),
  })
  if (!batch) throw new Error('no batch')
  let text = ''
  for await (const piece of await landing.rejectsFile(place, batch.id)) text += piece
  return { place, batch, text }
}

const cellsOf = (text: string) => {
  const parser = createCsvParser(',')
  return [...parser.push(text.replace('\ufeff', '')), ...parser.finish()].map(({ fields }) => [...fields])
}
const csvOf = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')
async function* bytes(text: string) {
  yield Buffer.from(text)
}

describe('the file of rejects', () => {
  it('holds row, column, reason and original, safe for a spreadsheet', async () => {
    const { text } = await importBroken()
    expect(text.startsWith('\ufeff')).toBe(true)
    const [header, ...rows] = cellsOf(text)
    expect(header).toEqual(['采纳(填“是”)', '行号', '列', '原因', 'Reason', '原文', '姓名', '证件号码', '备注'])
    expect(rows.map((row) => [row[1], row[5], ...row.slice(6)])).toEqual([
      ['3', '李某,110105491231002', '李某', "'110105491231002", ''],
      ['4', '王某,110105,b,=1+1', '王某', '110105', 'b'],
      ['5', '"赵"某,1,2', '赵某', '1', '2'],
    ])
    expect(rows.every((row) => /[\u4e00-\u9fff]/.test(row[3] ?? '') && /[a-z]/.test(row[4] ?? ''))).toBe(true)
  })

  it('has no live formula and no number that a spreadsheet would damage, and every value comes back', () => {
    const value = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '0', '7', '＝', 'X', '某') })
    fc.assert(
      fc.property(fc.oneof(value, fc.stringMatching(/^\d{10,20}$/)), (text) => {
        const safe = toSafeCell(text)
        expect(fromSafeCell(safe)).toBe(text)
        expect(/^[=+\-@\t\r＝＋－＠]/.test(safe)).toBe(false)
        expect(/^\d{12,}$/.test(safe)).toBe(false)
      }),
    )
  })
})

describe('mended rejects', () => {
  it('become a batch with what was accepted before; the old batch stays', async () => {
    const { place, batch, text } = await importBroken()
    const rows = cellsOf(text)
    const mended = rows.map((row) =>
      row[1] === '3'
        ? ['是', ...row.slice(1, 7), "'110105491231002", '补录']
        : row[1] === '4'
          ? ['是', ...row.slice(1, 8), "'=1+1"]
          : row,
    )
    const next = await landing.mend(place, { batchId: batch.id, fileName: '拒收.csv', content: bytes(csvOf(mended)) })
    expect(next).toMatchObject({
      table: '案件',
      fileName: '案件.csv',
      hash: batch.hash,
      physicalRows: 5,
      accepted: 4,
      rejected: 1,
      mends: { batch: batch.id, rows: [3, 4], fileName: '拒收.csv' },
    })
    const file = join(root, 'mended.csv')
    await using source = await connectorOf('csv')?.open(
      {},
      { network: { allowed: [], refused: [] }, landing: landing.folder(place), signal: new AbortController().signal },
    )
    await source?.extract({ table: '案件', columns: ['姓名', '证件号码', '备注'], file, onRows: () => undefined })
    expect(readFileSync(file, 'utf8')).toBe(
      '_row,姓名,证件号码,备注\n2,㐂某,11010519491231002X,一\n3,李某,110105491231002,补录\n4,王某,110105,=1+1\n6,孙某,000123,三\n',
    )
    expect((await landing.rejects(place, next.id)).map(({ row }) => row)).toEqual([5])
    expect((await landing.rejects(place, batch.id)).map(({ row }) => row)).toEqual([3, 4, 5])
    expect((await landing.batches(place)).map(({ id }) => id)).toEqual([next.id, batch.id])
    // What is still rejected can be mended later, on top of this.
    const last = cellsOf(text).map((row) => (row[1] === '5' ? ['yes', ...row.slice(1)] : row))
    const whole = await landing.mend(place, { batchId: next.id, fileName: 'x.csv', content: bytes(csvOf(last)) })
    expect(whole).toMatchObject({ accepted: 5, rejected: 0, mends: { batch: next.id, rows: [5] } })
  })

  it.each<[string, string, (rows: string[][]) => string[][]]>([
    ['no row is marked', 'mend-nothing', (rows) => rows],
    ['a column is missing', 'mend-wrong-file', (rows) => rows.map((row) => row.slice(1))],
    [
      'it is another file',
      'mend-wrong-file',
      () => [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a row number was changed',
      'mend-wrong-rows',
      (rows) => rows.map((row, at) => (at === 1 ? ['是', '2', ...row.slice(2)] : row)),
    ],
    [
      'a row comes twice',
      'mend-wrong-rows',
      (rows) => [...rows, ...rows.slice(1, 2)].map((row, at) => (at > 0 ? ['是', ...row.slice(1)] : row)),
    ],
  ])('are refused when %s, and nothing is kept', async (_, code, change) => {
    const { place, batch, text } = await importBroken()
    const content = bytes(csvOf(change(cellsOf(text))))
    await expect(landing.mend(place, { batchId: batch.id, fileName: 'x.csv', content })).rejects.toMatchObject({
      code,
      text: { zh: expect.stringMatching(/[\u4e00-\u9fff]/) },
    })
    expect((await landing.batches(place)).map(({ id }) => id)).toEqual([batch.id])
  })
})
