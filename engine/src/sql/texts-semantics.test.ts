import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEngines, type TestEngines } from '../testing/engines.ts'
import { agreed, everywhere } from './testing/everywhere.ts'

let engines: TestEngines
beforeAll(async () => {
  engines = await startEngines()
})
afterAll(async () => {
  await engines?.[Symbol.asyncDispose]()
})

const text = (value: string | null) => ['text', value] as const

describe('texts mean the same in every engine', () => {
  it.each([
    ['a = b', { a: text('a'), b: text('A') }, false],
    ['a = b', { a: text('a'), b: text('a ') }, false],
    ['a = b', { a: text('ＡＢ'), b: text('AB') }, false],
    ['a = b', { a: text('é'), b: text('e') }, false],
    ["'a' = 'A'", {}, false],
    ["'a' = 'a '", {}, false],
    ["a in ('A', 'a ')", { a: text('a') }, false],
    ['a < b', { a: text('\uffff'), b: text('𠮷') }, true],
    ['a < b', { a: text('a'), b: text('B') }, false],
    ['a between b and b', { a: text('a'), b: text('A') }, false],
    ['concat(a, null)', { a: text('a') }, null],
    ["concat(a, 'b')", { a: text('a') }, 'ab'],
    ['length(a)', { a: text('中文') }, 2],
    ['length(a)', { a: text('𠮷') }, 1],
    ['length(a)', { a: text('a ') }, 2],
    ['trim(a)', { a: text('　 \ta中 　') }, 'a中'],
    ['upper(a)', { a: text('abc中') }, 'ABC中'],
    ['substring(a, 2, 2)', { a: text('中𠮷文字') }, '𠮷文'],
    ['substring(a, 0, 2)', { a: text('abcdef') }, null],
    ['substring(a, -2, 2)', { a: text('abcdef') }, null],
    ['substring(a, 5, 9)', { a: text('abcdef') }, 'ef'],
    ['substring(a, 9, 2)', { a: text('abcdef') }, ''],
    ["a like 'a_b'", { a: text('a_b') }, true],
    ["a like 'a_b'", { a: text('axb') }, true],
    ["a like 'a\\_b'", { a: text('a\\xb') }, true],
    ["a like 'a\\_b'", { a: text('a_b') }, false],
    ["a like 'a!_b'", { a: text('a!xb') }, true],
    ['a like b', { a: text('a!_b'), b: text('a!_b') }, true],
    ["a like 'a!'", { a: text('a!') }, true],
    ["a like 'A%'", { a: text('abc') }, false],
    ["a like '%'", { a: text('') }, true],
    ["contains(a, '%')", { a: text('abc') }, false],
    ["replace(a, 'a', '')", { a: text('aAa') }, 'A'],
    ["a not in ('x', null)", { a: text('a') }, null],
    ["a in ('a', null)", { a: text('a') }, true],
    ["starts_with(a, 'A')", { a: text('abc') }, false],
    ['to_integer(a)', { a: text('12.5') }, null],
    ['to_integer(a)', { a: text('1e3') }, null],
    ['to_integer(a)', { a: text('0x10') }, null],
    ['to_integer(a)', { a: text('-7') }, -7],
    ['to_integer(a)', { a: text('12 ') }, 12],
    ["if(a = '', 1, 2)", { a: text('') }, 1],
    ["list_get(list('a '), 1) = 'a'", {}, false],
    ["list_get(list(a), 1) = 'a'", { a: text('a ') }, false],
    ["split_part(list_get(list(null, 'a b'), 2), ' ', 2)", {}, 'b'],
  ] as const)('%s of %o', async (expression, cells, value) => {
    expect(await everywhere(engines, expression, cells as never)).toEqual(agreed(value))
  })

  it('the greatest of several is NULL if one is', async () => {
    const found = await everywhere(engines, 'greatest(1, a, 2)', { a: ['integer', null] })
    expect(found).toEqual(agreed(null))
  })
})
