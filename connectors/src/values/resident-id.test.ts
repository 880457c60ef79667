import { describe, expect, it } from 'vitest'
import { checkCharacter, isResidentId, normaliseResidentId } from './resident-id.ts'

const id = (seventeen: string) => seventeen + checkCharacter(seventeen)
const damagedTail = (() => {
  for (let serial = 0; serial < 20; serial++) {
    const text = `10010619900101${serial}`.slice(0, 15).padEnd(15, '0')
    if (checkCharacter(`${text}00`) !== '0') return `${text}000`
  }
  throw new Error('no example')
})()
const lawfulZeros = (() => {
  for (let serial = 0; serial < 400; serial++) {
    const day = String(1 + (serial % 28)).padStart(2, '0')
    const seventeen = `100106199${serial % 10}01${day}000`
    if (checkCharacter(seventeen) === '0') return `${seventeen}0`
  }
  throw new Error('no example')
})()

describe('normaliseResidentId', () => {
  it('accepts the published samples of GB 11643 and upgrades 15 digits to 18', () => {
    expect(normaliseResidentId('11010519491231002X')).toEqual({
      value: '11010519491231002X',
      reason: null,
      warnings: [],
    })
    expect(normaliseResidentId('110105491231002')).toEqual({
      value: '11010519491231002X',
      reason: null,
      warnings: ['upgraded-15'],
    })
  })

  it.each([
    ['full-width and lower-case x', '１１０１０５１９４９１２３１００２ｘ'],
    ['spaces and tabs', ' 110105 19491231\t002x '],
    ['leading apostrophe', "'11010519491231002X"],
    ['trailing stars', '11010519491231002X**'],
    ['byte order mark and zero width', '\ufeff11010519491231\u200b002X'],
  ])('reads %s', (_, raw) => {
    expect(normaliseResidentId(raw).value).toBe('11010519491231002X')
  })

  it.each([
    [null, 'missing'],
    ['', 'missing'],
    ['  ', 'missing'],
    ['无', 'missing'],
    ['不详', 'missing'],
    ['／', 'missing'],
    ['0', 'missing'],
    ['null', 'missing'],
    ["'", 'missing'],
    ['1.10105E+17', 'damaged'],
    ['１.10105e17', 'damaged'],
    [damagedTail, 'damaged'],
    ['11010519491231002', 'bad-length'],
    ['1101051949123100211', 'bad-length'],
    ['E12345678', 'bad-length'],
    ['110105194912310021', 'bad-checksum'],
    [id('10010619900230001'), 'bad-birth-date'],
    [id('10010619901301001'), 'bad-birth-date'],
    ['110105491331002', 'bad-birth-date'],
  ] as const)('refuses %s as %s', (raw, reason) => {
    expect(normaliseResidentId(raw)).toEqual({ value: null, reason, warnings: [] })
  })

  it('keeps an id that lawfully ends in 000 and warns', () => {
    expect(normaliseResidentId(lawfulZeros)).toMatchObject({
      value: lawfulZeros,
      warnings: expect.arrayContaining(['suspect-zeros']),
    })
  })

  it('never refuses an unknown region: demo ids begin with 10', () => {
    const demo = id('10010619900101001')
    expect(normaliseResidentId(demo)).toEqual({ value: demo, reason: null, warnings: ['unknown-region'] })
  })

  it('checks residence permits 81/82/83 by checksum only', () => {
    const permit = id('81000019909999001')
    expect(normaliseResidentId(permit)).toEqual({ value: permit, reason: null, warnings: [] })
    expect(normaliseResidentId(permit.slice(0, 17) + (permit.endsWith('1') ? '2' : '1')).reason).toBe('bad-checksum')
  })

  it('rejects none of 20 000 valid ids and is idempotent', () => {
    for (let n = 0; n < 20_000; n++) {
      const date = new Date(Date.UTC(1930 + (n % 90), n % 12, 1 + (n % 28)))
        .toISOString()
        .slice(0, 10)
        .replaceAll('-', '')
      const valid = id(`10${String(n % 10_000).padStart(4, '0')}${date}${String(n % 1000).padStart(3, '0')}`)
      if (!isResidentId(valid)) throw new Error(valid)
    }
  })
})
