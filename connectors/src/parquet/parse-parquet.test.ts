import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, describe, expect, it } from 'vitest'
import { importerOf, parserIn } from '../landing/testing/import-file.ts'
import { parseParquet } from './parse-parquet.ts'

const importParquet = importerOf('parquet', '台账.parquet')
const parse = parserIn('parquet', '台账.parquet', parseParquet)
const root = mkdtempSync(join(tmpdir(), 'jianmo-parquet-'))
let files = 0
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A file with the rows of a SELECT. The engine writes it here without its locks: it is the test's own. */
async function parquetOf(select: string, options = ''): Promise<Buffer> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const file = join(root, `${files++}.parquet`)
  await connection.run(`COPY (${select}) TO '${file}' (FORMAT parquet${options})`)
  connection.closeSync()
  instance.closeSync()
  return readFileSync(file)
}

describe('an import of Parquet', () => {
  it('keeps every digit and character of every type', async () => {
    const content = await parquetOf(`SELECT * FROM (VALUES
      ('㐂𠮷𬭩𫖯', 110105194912310021::BIGINT, 12.50::DECIMAL(18, 2), DATE '2023-01-05', TIMESTAMP '2023-01-05 10:30:00',
       TIMESTAMPTZ '2023-01-05 02:30:00.5+00', [110105194912310021, NULL], {'额': 1.10::DECIMAL(5, 2), '名': 'a"b'},
       '\\xAA\\x00'::BLOB, true, 13812345678::DOUBLE, 1.5e-7::DOUBLE, ''),
      ('李' || chr(65279) || '某' || chr(57344) || 'e' || chr(769), NULL, -0.01, NULL, TIMESTAMP '1900-01-01 00:00:00.000001',
       NULL, [], NULL, NULL, false, 110105194912310021::DOUBLE, 0.1, '110105194912310000')
      ) t(姓名, 号码, 金额, 日期, 时间, 时刻, 列表, 结构, 字节, 是否, 电话, 小数, 备注)`)
    const { batches, rows, damaged } = await importParquet(content)
    expect(await rows()).toEqual([
      [
        '㐂𠮷𬭩𫖯',
        '110105194912310021',
        '12.50',
        '2023-01-05',
        '2023-01-05 10:30:00',
        '2023-01-05 10:30:00.5+08:00',
        '[110105194912310021,null]',
        '{"额":"1.10","名":"a\\"b"}',
        'AA00',
        'true',
        '13812345678',
        '0.00000015',
        '',
      ],
      [
        '李\ufeff某\ue000e\u0301',
        null,
        '-0.01',
        null,
        '1900-01-01 00:00:00.000001',
        null,
        '[]',
        null,
        null,
        'false',
        null,
        '0.1',
        '110105194912310000',
      ],
    ])
    expect((await damaged()).map(({ row, column, kind }) => [row, column, kind])).toEqual([
      [2, '电话', 'damaged'],
      [2, '备注', 'suspect'],
    ])
    expect(batches[0]).toMatchObject({ table: '台账', physicalRows: 2, accepted: 2, rejected: 0, skippedRows: 0 })
    expect(batches[0]?.warnings.map(({ zh }) => zh).join()).toMatch(/列表、结构.*字节.*时刻/)
  })

  it('agrees with another reader cell by cell, over row groups and in their order', async () => {
    const content = await parquetOf(
      `SELECT (i * 7919) % 20011 AS n, 110105194912310021 + i AS id, CASE WHEN i % 5 = 0 THEN NULL ELSE '名' || chr((20000 + i % 500)::INT) || chr((131072 + i % 9999)::INT) END AS s, ((i * 31) % 9973)::DECIMAL(9, 3) / 8 AS d, DATE '1950-01-01' + (i % 25000)::INT AS day, i % 3 = 0 AS flag FROM range(20000) t(i)`,
      ', ROW_GROUP_SIZE 4096, COMPRESSION snappy',
    )
    const { rows, batches } = await importParquet(content)
    const file = content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) as ArrayBuffer
    const other = (await parquetReadObjects({ file })) as readonly Readonly<Record<string, unknown>>[]
    const read = await rows()
    expect([read.length, batches[0]?.physicalRows]).toEqual([20_000, 20_000])
    const shown = (value: unknown) => {
      if (value === null || value === undefined) return null
      return value instanceof Date ? value.toISOString().slice(0, 10) : String(value)
    }
    const columns = ['n', 'id', 's', 'day', 'flag']
    const places = columns.map((name) => batches[0]?.columns.findIndex((column) => column.name === name) ?? -1)
    expect(read.map((row) => places.map((place) => row[place]))).toEqual(
      other.map((row) => columns.map((name) => shown(row[name]))),
    )
    const decimals = batches[0]?.columns.findIndex(({ name }) => name === 'd') ?? -1
    expect(read.map((row) => Number(row[decimals]))).toEqual(other.map(({ d }) => d))
  })

  it('takes a column named as the engine numbers rows, repeated names, and a file without rows', async () => {
    const odd = await importParquet(
      await parquetOf(`SELECT i AS file_row_number, 'x' AS "a", 'y' AS "A" FROM range(3) t(i)`),
    )
    expect((await odd.rows()).map(([first]) => first)).toEqual(['0', '1', '2'])
    expect(odd.batches[0]?.columns.map(({ name }) => name)).toEqual(['file_row_number', 'a', 'A_1'])
    const none = await importParquet(await parquetOf(`SELECT 1 AS a WHERE false`))
    expect(none.batches[0]).toMatchObject({ physicalRows: 0, accepted: 0 })
  })
})

describe('a Parquet file that is refused', () => {
  const valid = () => parquetOf(`SELECT i, 'x' || i AS s FROM range(5000) t(i)`)
  it.each<[string, string, () => Promise<Uint8Array> | Uint8Array]>([
    ['an empty file', 'file-empty', () => Buffer.alloc(0)],
    ['words', 'parquet-broken', () => Buffer.from('姓名,证件\n')],
    ['a file that was cut off', 'parquet-broken', async () => (await valid()).subarray(0, 9000)],
    [
      'a middle that is gone',
      'parquet-broken',
      async () => {
        const whole = await valid()
        return Buffer.concat([whole.subarray(0, 3000), whole.subarray(6000)])
      },
    ],
    ['overwritten pages', 'parquet-broken', async () => (await valid()).fill(0xff, 40, 4000)],
    [
      'an encrypted file',
      'parquet-encrypted',
      async () => {
        const whole = await valid()
        whole.write('PARE', 0, 'latin1')
        whole.write('PARE', whole.length - 4, 'latin1')
        return whole
      },
    ],
  ])('for %s says %s in Chinese and English', async (_, code, make) => {
    await expect(parse(await make())).rejects.toMatchObject({
      code,
      text: { zh: expect.stringMatching(/[\u4e00-\u9fff]/), en: expect.stringMatching(/[a-z]/) },
    })
  })
})
