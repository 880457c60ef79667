import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importerOf, parserIn } from '../landing/testing/import-file.ts'
import { parseJsonl } from './parse-jsonl.ts'
import { elementsOf, linesOf } from './pieces.ts'
import { readRecord } from './record.ts'

const importJsonl = importerOf('jsonl', '推送.jsonl')
const parse = parserIn('jsonl', '推送.jsonl', parseJsonl)

describe('an import of JSON lines', () => {
  it('keeps numbers as written, nested values as JSON, and columns in the order in which they appear', async () => {
    const { batches, rows, rejects, damaged } = await importJsonl(
      [
        '{"姓名":"㐂𠮷𬭩𫖯","号码":110105194912310021,"金额":12.50}',
        '',
        '{"号码": 1.10105E+17 , "备注":"a\\"b\\\\\\n\\ud842\\udfb7","列":[1.10, {"x": "]"}], "结构" : {"k":110105194912310021}}',
        '{"姓名":null,"是否":true,"空":"","姓名2":"李\ufeff\ue000e\u0301","号码":"110105194912310000"}',
        '{"姓名":"断',
        '[1,2]',
        '{"a":1,"\\u0061":2}',
        '{"姓名":"\\ud842"}',
        '{"姓名":"\\u0000"}',
        '{}',
      ].join('\r\n'),
    )
    expect(batches[0]?.columns.map(({ name }) => name)).toEqual([
      '姓名',
      '号码',
      '金额',
      '备注',
      '列',
      '结构',
      '是否',
      '空',
      '姓名2',
    ])
    expect(await rows()).toEqual([
      ['㐂𠮷𬭩𫖯', '110105194912310021', '12.50', null, null, null, null, null, null],
      [null, '1.10105E+17', null, 'a"b\\\n𠮷', '[1.10, {"x": "]"}]', '{"k":110105194912310021}', null, null, null],
      [null, '110105194912310000', null, null, null, null, 'true', '', '李\ufeff\ue000e\u0301'],
      [null, null, null, null, null, null, null, null, null],
    ])
    expect((await rejects()).map(({ row, column, original }) => [row, column, original])).toEqual([
      [5, null, '{"姓名":"断'],
      [6, null, '[1,2]'],
      [7, 'a', '{"a":1,"\\u0061":2}'],
      [8, '姓名', '{"姓名":"\\ud842"}'],
      [9, '姓名', '{"姓名":"\\u0000"}'],
    ])
    expect((await damaged()).map(({ row, kind }) => [row, kind])).toEqual([
      [3, 'damaged'],
      [4, 'suspect'],
    ])
    expect(batches[0]).toMatchObject({ table: '推送', encoding: 'utf-8', physicalRows: 9, accepted: 4, rejected: 5 })
  })

  it('takes one array of records, GB18030 and UTF-16 with a mark', async () => {
    const array = await importJsonl('\ufeff [\n {"a": 1, "b": "]},{"},\n {"a": 2\n},\n {"a": }, 3 ]\n x')
    expect(await array.rows()).toEqual([
      ['1', ']},{'],
      ['2', null],
    ])
    expect((await array.rejects()).map(({ row, original }) => [row, original])).toEqual([
      [3, '{"a": }'],
      [4, '3'],
      [5, 'x'],
    ])
    // 姓名 and 张某 in GB18030.
    const gb = Buffer.concat([
      Buffer.from('{"'),
      Buffer.from([0xd0, 0xd5, 0xc3, 0xfb]),
      Buffer.from('":"'),
      Buffer.from([0xd5, 0xc5, 0xc4, 0xb3]),
      Buffer.from('"}\n'),
    ])
    expect(await (await importJsonl(gb)).rows()).toEqual([['张某']])
    const wide = Buffer.from('\ufeff{"姓名":"𠮷"}\n', 'utf16le')
    expect((await importJsonl(wide)).batches[0]).toMatchObject({ encoding: 'utf-16le', accepted: 1 })
  })

  it.each([
    ['an empty file', 'file-empty', ''],
    ['CSV', 'jsonl-no-records', '姓名,证件\n张某,1\n'],
    ['a record over several lines', 'jsonl-no-records', '{\n"a": 1\n}\n'],
    ['an empty array', 'jsonl-no-records', '[]'],
    ['brackets that never close', 'jsonl-endless', `[{"a":"${'x'.repeat(9_000_000)}`],
  ])('refuses %s with %s in Chinese and English', async (_, code, content) => {
    await expect(parse(content)).rejects.toMatchObject({
      code,
      text: { zh: expect.stringMatching(/[\u4e00-\u9fff]/), en: expect.stringMatching(/[a-z]/) },
    })
  })
})

describe('a record', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.string(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      tie('list'),
      tie('object'),
    ),
    list: fc.array(tie('any'), { maxLength: 3 }),
    object: fc.dictionary(fc.string(), tie('any'), { maxKeys: 3 }),
  }))

  it('is what JSON.parse makes of it, however it is spaced', () => {
    const spaces = fc.constantFrom(undefined, 1, '\t', ' \r')
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value.any, { maxKeys: 6 }), spaces, (object, space) => {
        const read = readRecord(JSON.stringify(object, null, space))
        if (!('record' in read)) return expect(JSON.stringify(object)).toMatch(/\\u0000|\\ud|\ufffd/i)
        expect([...read.record.keys()].sort()).toEqual(Object.keys(object).sort())
        for (const [key, text] of read.record) {
          const wanted = object[key]
          if (typeof wanted === 'string' || wanted === null) expect(text).toBe(wanted)
          else expect(JSON.parse(text ?? '')).toEqual(JSON.parse(JSON.stringify(wanted)))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('is found wherever the pieces of the file are cut', () => {
    const records = ['{"a":"x,]}\\""}', '{"b":[1,{"c":"\\\\"}]}', '{"d":110105194912310021}']
    const cutAt = (text: string, size: number) => text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
    for (let size = 1; size < 12; size++) {
      const lines = [...linesOf(cutAt(`${records.join('\r\n')}\r`, size))]
      expect(lines.map(({ text }) => text)).toEqual(records)
      const elements = [...elementsOf(cutAt(` [${records.join(' ,\n')}\n]`, size))]
      expect(elements.map(({ text }) => text)).toEqual(records)
    }
  })
})
