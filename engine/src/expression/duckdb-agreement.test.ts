import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import {
  bracketCaseNumber,
  caseNumberBrackets,
  checkCharacter,
  normaliseCaseNumber,
  normalisePersonName,
  normaliseResidentId,
  readDate,
} from '@jianmo/connectors/values'
import { dateFormats } from '@jianmo/connectors/words'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Datum, type FunctionContext, implementationOf } from './index.ts'

let connection: DuckDBConnection
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect()
})
afterAll(() => connection.closeSync())

const nothing: FunctionContext = { calendar: null }
const referenceOf = (id: string, text: Datum) => implementationOf(id).reference([text], nothing)
const sqlOf = (id: string): string => {
  const { sql } = implementationOf(id)
  if (typeof sql !== 'string') throw new Error('one argument only')
  return sql
}

/** Applies one function of the table to many texts in one query. */
async function inDuckdb(id: string, texts: readonly (string | null)[]): Promise<(string | null)[]> {
  const duckdb = sqlOf(id)
  await connection.run('create or replace temp table input (place bigint, x varchar)')
  const appender = await connection.createAppender('input')
  for (const [at, text] of texts.entries()) {
    appender.appendBigInt(BigInt(at))
    if (text === null) appender.appendNull()
    else appender.appendVarchar(text)
    appender.endRow()
  }
  appender.closeSync()
  const found = await connection.runAndReadAll(
    `select cast(${duckdb.replaceAll('#0', 'x')} as varchar) from input order by place`,
  )
  return found.getRows().map(([value]) => value as string | null)
}

/** What DuckDB and the reference say differently, with the text that they read. */
function disagreements(texts: readonly (string | null)[], found: readonly unknown[], expected: readonly unknown[]) {
  const all = texts.map((text, index) => ({ text, duckdb: found[index], reference: expected[index] }))
  return [...new Map(all.filter((one) => one.duckdb !== one.reference).map((one) => [one.text, one])).values()].slice(
    0,
    12,
  )
}

const dirty = (text: fc.Arbitrary<string>) =>
  fc
    .tuple(
      text,
      fc.constantFrom('', ' ', '\t', "'", '　', '\ufeff', '\u200b', ' \n'),
      fc.constantFrom('', ' ', '*', '\t', '　', '\u00a0'),
      fc.boolean(),
    )
    .map(([body, before, after, wide]) => {
      const written = wide
        ? body.replace(/[0-9A-Z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
        : body
      return `${before}${written}${after}`
    })

const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`))
const birth = fc
  .tuple(fc.integer({ min: 1840, max: 2105 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }))
  .map(([y, m, d]) => `${y}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}`)
const body = fc
  .tuple(fc.constantFrom('100101', '110105', '810000', '900001', '83'.padEnd(6, '0')), birth, digits(3))
  .map((parts) => parts.join(''))
const ids = fc.oneof(
  body.map((text) => text + checkCharacter(text)),
  body.map((text) => `${text}${checkCharacter(text)}`.toLowerCase()),
  fc.tuple(body, fc.constantFrom('0', '1', 'X', 'x')).map(([text, last]) => text + last),
  body.map((text) => `${text.slice(0, 15)}000`),
  body.map((text) => text.slice(0, 6) + text.slice(8, 17)),
  fc.constantFrom(
    '1.10105E+17',
    '1.10105e17',
    '1E17',
    '1.E+5',
    '',
    '无',
    '不详',
    '0',
    '/',
    'NULL',
    'null',
    '－',
    '*',
    "'",
    'E12345678',
    '护照',
    'H123',
  ),
  fc.integer({ min: 1, max: 20 }).chain(digits),
)

describe('the identity functions', () => {
  it('agree with the rules of values on thousands of dirty ids', async () => {
    const texts = fc.sample(dirty(ids), { numRuns: 6000, seed: 20261120 })
    const steps = (text: string) => {
      const compact = referenceOf('identity.compact', text)
      const clean = referenceOf('identity.clean', compact)
      return { clean, body: referenceOf('identity.body', clean) }
    }
    const compact = await inDuckdb('identity.compact', texts)
    const clean = await inDuckdb('identity.clean', compact)
    expect(
      disagreements(
        texts,
        clean,
        texts.map((text) => steps(text).clean),
      ),
    ).toEqual([])
    const bodies = await inDuckdb('identity.body', clean)
    const padded = bodies.map((value) => value?.padStart(17, '0') ?? null)
    expect(
      disagreements(
        texts,
        padded,
        texts.map((text) => steps(text).body?.toString().padStart(17, '0') ?? null),
      ),
    ).toEqual([])
  })

  it('know the check digit and the birthday of every 17 digits', async () => {
    const bodies = fc.sample(body, { numRuns: 3000, seed: 7 })
    const sql = `select cast(${sqlOf('identity.check').replaceAll('#0', 'n')} as varchar), ${sqlOf('identity.is-birthday').replaceAll('#0', 'n')} from (select place, cast(x as bigint) as n from input) order by place`
    await inDuckdb('read.raw', bodies)
    const found = (await connection.runAndReadAll(sql)).getRows()
    expect(found.map(([check]) => check)).toEqual(bodies.map(checkCharacter))
    expect(found.map(([, day]) => day)).toEqual(bodies.map((text) => referenceOf('identity.is-birthday', BigInt(text))))
  })
})

describe('reading names', () => {
  it('agrees with the rules of values', async () => {
    const names = fc.sample(
      dirty(
        fc.constantFrom(
          '张三',
          '欧阳 某',
          '阿依•某',
          '阿依.某',
          '阿依‧木拉提',
          '王某（化名）',
          '无',
          '不详',
          '',
          '·李四·',
          '买买提・某',
          'NULL',
          '李　五',
          '？某',
        ),
      ),
      { numRuns: 800, seed: 3 },
    )
    const found = await inDuckdb('read.person-name', names)
    expect(
      disagreements(
        names,
        found,
        names.map((name) => normalisePersonName(name).value),
      ),
    ).toEqual([])
  })
})

const two = (least: number, most: number) => fc.integer({ min: least, max: most })
const written = fc
  .tuple(
    fc.constantFrom(1753, 1799, 1800, 1899, 1900, 1999, 2000, 2023, 2024, 2099, 2199, 2200, 9999, 0),
    two(0, 13),
    two(0, 32),
    two(0, 9),
  )
  .map(([y, m, d, form]) => {
    const [year, month, day] = [String(y).padStart(4, '0'), String(m), String(d)]
    const [mm, dd] = [month.padStart(2, '0'), day.padStart(2, '0')]
    return [
      `${year}-${mm}-${dd}`,
      `${year}${mm}${dd}`,
      `${year}.${month}.${day}`,
      `${year}/${month}/${day}`,
      `${year}年${month}月${day}日`,
      `${day}/${month}/${year}`,
      `${year}-${mm}-${dd} 00:00:00`,
      `${year}-${month}-${day} 9:30`,
      `${year} 年 ${mm} 月 ${dd} 号`,
      `${month}/${day}/${year}`,
    ][form] as string
  })
const dates = fc.oneof(
  written,
  two(0, 120_000).map(String),
  fc.constantFrom(
    '44931',
    '44931.5',
    '',
    '无',
    '不详',
    '0',
    '2023-01-05T10:30:00.000',
    '2023-01-05 25:00',
    '2023-01-05 10:30+08:00',
    '2023-01-05 10:30+00',
    "'2023-01-05",
    '约2023年',
    'infinity',
    'epoch',
    '2023-1-5 (BC)',
    '20230105103000',
    '2023 01 05',
  ),
)

describe('reading dates', () => {
  for (const format of dateFormats) {
    it(`agrees with the rules of values in the format ${format}`, async () => {
      const texts = fc.sample(dirty(dates), { numRuns: 1500, seed: 11 }).map((text) => text.replace(/\*$/, ''))
      const found = await inDuckdb(`read.date.${format}`, texts)
      expect(
        disagreements(
          texts,
          found,
          texts.map((text) => readDate(text, format).date),
        ),
      ).toEqual([])
    })
  }

  it('knows placeholders from mistakes', async () => {
    const texts = fc.sample(written, { numRuns: 2000, seed: 5 }).filter((text) => readDate(text).date === null)
    const found = await inDuckdb('read.is-sentinel', texts)
    for (const [index, text] of texts.entries()) {
      if (readDate(text).reason === 'sentinel') expect([text, found[index]]).toEqual([text, 'true'])
    }
    expect(await inDuckdb('read.is-sentinel', ['2023-02-30', '1999-13-01', '明天'])).toEqual([
      'false',
      'false',
      'false',
    ])
  })
})

describe('other readers', () => {
  it('read amounts, whole numbers and yes/no, and leave the rest NULL', async () => {
    expect(await inDuckdb('read.decimal', ['32,000.00', '3.2万元', '０', '叁万', null, '-5.5', '1e3'])).toEqual([
      '32000.000000',
      '32000.000000',
      '0.000000',
      null,
      null,
      '-5.500000',
      null,
    ])
    expect(await inDuckdb('read.integer', ['18', '18.0', '１８', '18.5', '0x10', ' 7 '])).toEqual([
      '18',
      '18',
      '18',
      null,
      null,
      '7',
    ])
    expect(await inDuckdb('read.boolean', ['t', '是', 'FALSE', '0', '否', '也许', ''])).toEqual([
      'true',
      'true',
      'false',
      'false',
      'false',
      null,
      null,
    ])
  })

  it('write every bracket of a case number as `values` does', async () => {
    const { from, to } = caseNumberBrackets
    const written = Array.from(
      { length: from.length / 2 },
      (_, index) => `${from[2 * index]}2023${from[2 * index + 1]}内0702刑初12号`,
    )
    expect(await inDuckdb('read.case-number', written)).toEqual(written.map(() => `${to[0]}2023${to[1]}内0702刑初12号`))
    expect(written.map((one) => normaliseCaseNumber(one).value)).toEqual(written.map(bracketCaseNumber))
  })

  it('know a text from a null token, and write case numbers one way', async () => {
    expect(await inDuckdb('read.text', [' 盗窃罪　', '不详', 'null', '0', '', '/', 'N/A'])).toEqual([
      '盗窃罪',
      null,
      null,
      '0',
      null,
      null,
      null,
    ])
    expect(await inDuckdb('read.case-number', ['(2023)内0702刑初12号', '（２０２３）内0702 刑初12号', '无'])).toEqual([
      '（2023）内0702刑初12号',
      '（2023）内0702刑初12号',
      null,
    ])
  })
})

it('normalises the published sample of GB 11643 from 15 digits to 18', () => {
  expect(normaliseResidentId('110105491231002').value).toBe('11010519491231002X')
})
