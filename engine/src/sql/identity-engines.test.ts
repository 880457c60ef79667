import { checkCharacter, dayNumber, dayOfNumber, nullTokens } from '@jianmo/connectors/values'
import { residentIdVectors } from '@jianmo/connectors/values/vectors'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foldCharacter } from '../expression/functions/folded-text.ts'
import type { Datum, Value } from '../expression/index.ts'
import { startEngines, type TestColumn, type TestEngines } from '../testing/engines.ts'
import { manyRows, type RowCase } from './testing/many-rows.ts'

let engines: TestEngines
beforeAll(async () => {
  engines = await startEngines()
}, 120_000)
afterAll(() => engines[Symbol.asyncDispose]())

const columns: readonly TestColumn[] = [{ name: 's', type: 'text' }]
const calls = [
  'normalise_id(s)',
  'id_problem(s)',
  'id_is_valid(s)',
  'id_check_character(s)',
  'id_to_18(s)',
  'id_birth_date(s)',
  'id_sex(s)',
  'id_region(s)',
  'id_province(s)',
  'id_kind(s)',
]
/** MariaDB says that it cannot. */
const notInMariadb = calls.map((text) => `mariadb: ${text}`)

const said: Readonly<
  Record<string, (expected: unknown, reason: string | null) => readonly (readonly [string, Value])[]>
> = {
  normaliseResidentId: (expected, reason) => [
    ['normalise_id(s)', expected as Value],
    ['id_problem(s)', reason],
    ['id_is_valid(s)', expected !== null],
  ],
  partsOfResidentId: (expected) => {
    const [county, birthDate, sex, province] = (expected ?? [null, null, null, null]) as readonly Value[]
    return [
      ['id_region(s)', county ?? null],
      ['id_birth_date(s)', birthDate ?? null],
      ['id_sex(s)', sex ?? null],
      ['id_province(s)', province ?? null],
    ]
  },
  identityDocumentOf: (expected) => [['id_kind(s)', (expected as readonly Value[] | null)?.[0] ?? null]],
}

/** Everything that is written for a character: itself, and what NFKC and upper case make it of. */
const forms = new Map<string, string[]>()
for (let point = 1; point <= 0x2ffff; point++) {
  if (point >= 0xd800 && point < 0xe000) continue
  const character = String.fromCodePoint(point)
  const folded = foldCharacter(character)
  if (folded.length <= 3) forms.set(folded, [...(forms.get(folded) ?? []), character])
}
const strange = [...forms.values()].flat()
const oneOf = <Item>(items: readonly Item[]) => fc.nat(items.length - 1).map((at) => items[at] as Item)

/** Signs written in other ways, with invisible ones between, and what agencies put around. */
const dirtied = (text: fc.Arbitrary<string>) =>
  text
    .chain((body) =>
      fc.tuple(
        oneOf(['', '', '', "'", '‘', '´', '`"', ' ', '\t', '　', '\ufeff', "' '"]),
        fc.tuple(
          ...[...body].map((sign) =>
            fc.oneof(
              { weight: 30, arbitrary: fc.constant(sign) },
              { weight: 2, arbitrary: oneOf(forms.get(sign.toUpperCase()) ?? [sign]) },
              { weight: 1, arbitrary: oneOf(forms.get('') ?? ['']).map((nothing) => sign + nothing) },
            ),
          ),
        ),
        oneOf(['', '', '', '*', '**', ' ', '\n', '’', '\u200b', '"*', '\u0301', '。']),
      ),
    )
    .map(([before, body, after]) => before + body.join('') + after)

const digits = (count: number) => fc.array(fc.nat(9), { minLength: count, maxLength: count }).map((all) => all.join(''))
const region = fc.oneof(
  oneOf(['110105', '440524', '650102', '710000', '810000', '820000', '830000', '900000', '840000']),
  digits(4).map((rest) => `10${rest}`),
)
const birthday = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .integer({ min: dayNumber('1845-01-01'), max: dayNumber('2105-12-31') })
      .map((number) => dayOfNumber(number).replaceAll('-', '')),
  },
  { weight: 1, arbitrary: digits(8) },
  {
    weight: 1,
    arbitrary: oneOf([
      '19000229',
      '20000229',
      '18491231',
      '18500101',
      '20991231',
      '21000101',
      '19490431',
      '19491301',
      '19490000',
    ]),
  },
)
const bodies = fc.tuple(region, birthday, digits(3)).map((parts) => parts.join(''))
const full = bodies.map((body) => body + checkCharacter(body))
const wrong = fc.tuple(bodies, oneOf([...'0123456789X'])).map((parts) => parts.join(''))
const zeros = bodies.map((body) => `${body.slice(0, 15)}000`)
const fifteen = fc.tuple(region, birthday, digits(3)).map(([place, born, order]) => place + born.slice(2) + order)
const numbers = fc.oneof(full, full, wrong, zeros, fifteen, bodies, fc.integer({ min: 7, max: 19 }).chain(digits))
const scientific = fc
  .tuple(fc.nat(9), oneOf(['', '.', '.10105', '.1']), oneOf(['E', 'e']), oneOf(['', '+', '-']), fc.nat(30))
  .map((parts) => parts.join(''))
const documents = fc.oneof(
  fc
    .tuple(
      oneOf(['H', 'M', '', 'E', 'EA', 'ABC', 'ABCD', 'm', 'ß', '南字第', '广空字', '北海军后字第', '字']),
      fc.integer({ min: 3, max: 13 }).chain(digits),
      oneOf(['', '', '号']),
    )
    .map((parts) => parts.join('')),
)
const anything = fc
  .array(fc.oneof(oneOf(strange), oneOf([...'0123456789XEx.+\'"*无不详自报字第号'])), { maxLength: 20 })
  .map((all) => all.join(''))
const any = fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => !text.includes('\0'))

describe('identity numbers on real engines', () => {
  it('are what every vector of the values says', async () => {
    const cases = residentIdVectors.flatMap(({ call, args: [raw], expected, reason }) =>
      (said[call]?.(expected, reason) ?? []).map(([text, value]) => ({
        text,
        cells: { s: raw as Datum },
        expected: value,
      })),
    )
    const { wrong, none } = await manyRows(engines, columns, cases)
    expect([
      residentIdVectors.length,
      cases.length > 50,
      wrong,
      none.every((one) => notInMariadb.includes(one)),
    ]).toEqual([24, true, [], true])
  }, 120_000)

  it('are the same however dirty they are written', async () => {
    const sample = (arbitrary: fc.Arbitrary<string>, count: number) =>
      fc.sample(arbitrary, { seed: 11_643, numRuns: count })
    const texts = [
      ...sample(numbers, 1500),
      ...sample(dirtied(numbers), 3000),
      ...sample(dirtied(scientific), 500),
      ...sample(dirtied(documents), 1500),
      ...sample(dirtied(oneOf(nullTokens)), 500),
      ...sample(anything, 1000),
      ...sample(any, 500),
    ]
    // Every character that folds to something, within an id, within another number, and alone.
    const folding = strange
      .filter((sign) => foldCharacter(sign) !== sign)
      .flatMap((sign) => [`${sign}1010519491231002X`, `A${sign}234567`, sign])
    const cases: RowCase[] = [
      ...calls.flatMap((text) => [null, ...texts].map((s) => ({ text, cells: { s } }))),
      ...['normalise_id(s)', 'id_problem(s)', 'id_kind(s)'].flatMap((text) =>
        folding.map((s) => ({ text, cells: { s } })),
      ),
    ]
    const { wrong, none } = await manyRows(engines, columns, cases)
    expect([texts.length + folding.length > 15_000, wrong, none]).toEqual([true, [], notInMariadb])
  }, 600_000)
})
