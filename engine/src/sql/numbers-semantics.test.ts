import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build, type Datum, Decimal } from '../expression/index.ts'
import { startEngines, type TestEngines } from '../testing/engines.ts'
import { agreed, everywhere, expressionEverywhere } from './testing/everywhere.ts'

let engines: TestEngines
beforeAll(async () => {
  engines = await startEngines()
})
afterAll(async () => {
  await engines?.[Symbol.asyncDispose]()
})

const whole = (value: bigint) => ['integer', value] as const
const decimal = (value: string) => ['decimal', new Decimal(value)] as const
const float = (value: number) => ['float', value] as const
const least = whole(-(2n ** 63n))
const greatest = whole(2n ** 63n - 1n)

describe('numbers mean the same in every engine', () => {
  it.each([
    ['a / b', { a: whole(7n), b: whole(2n) }, 3.5],
    ['div(a, b)', { a: whole(7n), b: whole(2n) }, 3],
    ['div(a, b)', { a: whole(-7n), b: whole(2n) }, -3],
    ['a / b', { a: decimal('1'), b: decimal('3') }, 1 / 3],
    ['a / 0', { a: whole(7n) }, null],
    ['a / b', { a: float(7), b: float(0) }, null],
    ['div(a, 0)', { a: whole(7n) }, null],
    ['mod(a, b)', { a: whole(5n), b: whole(0n) }, null],
    ['mod(a, b)', { a: whole(-5n), b: whole(3n) }, -2],
    ['mod(a, b)', { a: decimal('5.5'), b: decimal('2') }, '1.5'],
    ['round(a, 0)', { a: decimal('2.5') }, '3'],
    ['round(a, 0)', { a: decimal('-2.5') }, '-3'],
    ['round(a, 2)', { a: decimal('1.005') }, '1.01'],
    ['round(a)', { a: float(2.5) }, '3'],
    ['a + b', { a: decimal('0.1'), b: decimal('0.2') }, '0.3'],
    ['a * b', { a: decimal('1.5'), b: decimal('1.000001') }, '1.5000015'],
    ['2147483647 + 1', {}, 2_147_483_648],
    ['a + 1', { a: whole(2_147_483_647n) }, 2_147_483_648],
    ['65536 * 65536', {}, 4_294_967_296],
    ['a + b', { a: whole(9007199254740993n), b: whole(0n) }, '9007199254740993'],
    ['a - -1', { a: whole(1n) }, 2],
    ['-(-a)', { a: whole(1n) }, 1],
    ['abs(a)', { a: decimal('-0.000001') }, '0.000001'],
    ['a = b', { a: whole(1n), b: decimal('1.000000') }, true],
    ['a + b', { a: float(0.1), b: float(0.2) }, 0.1 + 0.2],
  ] as const)('%s of %o', async (text, cells, value) => {
    expect(await everywhere(engines, text, cells as never)).toEqual(agreed(value))
  })

  it('a result that 64 bits do not hold stops every engine', async () => {
    for (const [text, cells] of [
      ['a + 1', { a: greatest }],
      ['a - 1', { a: least }],
      ['a * 2', { a: greatest }],
      ['abs(a)', { a: least }],
    ] as const)
      expect.soft(await everywhere(engines, text, cells), text).toEqual(agreed('error'))
  })

  it('a decimal that its type does not hold stops every engine, or the reading of its rows', async () => {
    const large = decimal('9999999999999999999999.999999')
    expect.soft(await everywhere(engines, 'a + 1', { a: large })).toEqual(agreed('error'))
    expect.soft(await everywhere(engines, 'a * 2', { a: large })).toEqual(agreed('error'))
  })
})

describe('numbers as literals and casts', () => {
  const columnOf = (type: 'integer' | 'decimal' | 'float' | 'boolean' | 'date' | 'timestamp' | 'instant') =>
    build.column({ id: 'a', type })

  it.each(['1', '-9223372036854775808', '9223372036854775807', '9007199254740993', 0, -1])(
    'the integer %s arrives whole',
    async (value) => {
      const found = await expressionEverywhere(engines, build.literal('integer', value))
      expect(found).toEqual(agreed(Number.isSafeInteger(Number(value)) ? Number(value) : value))
    },
  )

  it.each(['0.000001', '-1234567890123456789012.123456', '100'])('the decimal %s arrives whole', async (value) => {
    expect(await expressionEverywhere(engines, build.literal('decimal', value))).toEqual(agreed(value))
  })

  it.each([0.1, 0.1 + 0.2, 5e-324, 1.7976931348623157e308, -2.5, 1e21, 123456789012345680, 0])(
    'the float %s arrives bit by bit',
    async (value) => {
      expect(await expressionEverywhere(engines, build.literal('float', value))).toEqual(agreed(value))
    },
  )

  const casts: readonly [
    string,
    'integer' | 'decimal' | 'float',
    Datum,
    'integer' | 'decimal' | 'float' | 'text',
    unknown,
  ][] = [
    ['a half rounds away from zero', 'decimal', new Decimal('2.5'), 'integer', 3],
    ['a half below zero too', 'decimal', new Decimal('-2.5'), 'integer', -3],
    ['a half of a float too', 'float', 2.5, 'integer', 3],
    ['a float keeps all its digits', 'float', 1234567890.1234567, 'decimal', '1234567890.123457'],
    ['a float near a half goes by its shortest digits', 'float', 1.0000005, 'decimal', '1.000001'],
    ['a float with an exponent', 'float', 1.5e21, 'decimal', '1500000000000000000000'],
    ['an integer becomes a decimal', 'integer', 2n ** 63n - 1n, 'decimal', '9223372036854775807'],
    ['a decimal becomes a float', 'decimal', new Decimal('0.1'), 'float', 0.1],
    ['a decimal shows all its places', 'decimal', new Decimal('1.5'), 'text', '1.500000'],
    ['an integer as text', 'integer', -5n, 'text', '-5'],
  ]
  it.each(casts)('%s', async (_, from, value, to, expected) => {
    const cast = build.castTo(to, columnOf(from))
    expect(await expressionEverywhere(engines, cast, { a: [from, value] })).toEqual(agreed(expected as never))
  })

  it('a float that no integer holds stops every engine, or the reading of its rows', async () => {
    const cast = build.castTo('integer', columnOf('float'))
    expect(await expressionEverywhere(engines, cast, { a: ['float', 1e30] })).toEqual(agreed('error'))
  })
})
