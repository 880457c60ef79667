import { describe, expect, it } from 'vitest'
import { maskPersonName, maskResidentId, maskRowText, maskText, maskValue } from './mask.ts'

describe('masking', () => {
  it.each([
    ['刘某某', '刘**'],
    ['刘某', '刘*'],
    ['欧阳某', '欧阳*'],
    ['欧阳', '欧*'],
    ['阿依·木拉提', '阿*·木**'],
    ['Ann Smith', 'A** S****'],
    ['王', '*'],
  ])('shows the name %s as %s', (name, shown) => {
    expect(maskPersonName(name)).toBe(shown)
  })

  it('keeps two and four characters of an id, valid or not', () => {
    expect(maskResidentId('100106199001010317')).toBe('10********0317')
    expect(maskResidentId('12345')).toBe('*****')
  })

  it('follows the column: public stays, ids and names do not', () => {
    expect(maskValue('刘某某', { type: 'text', semantic: 'person-name', sensitivity: 'personal' })).toBe('刘**')
    expect(maskValue('刘某某', { type: 'text', semantic: 'person-name', sensitivity: 'public' })).toBe('刘某某')
    expect(maskValue('100106199001010317', { type: 'text', semantic: 'resident-id', sensitivity: 'internal' })).toBe(
      '10********0317',
    )
    expect(maskValue('13800001234', { type: 'text', semantic: 'phone', sensitivity: 'personal' })).toBe('138****1234')
    expect(maskValue('1990-01-01', { type: 'date', sensitivity: 'personal' })).toBe('1990-**-**')
    expect(maskValue(12, { type: 'integer', sensitivity: 'internal' })).toBe(12)
    expect(maskValue(null, { type: 'text', sensitivity: 'sensitive' })).toBeNull()
    expect(
      maskValue('（2023）某0702刑初12号', { type: 'text', semantic: 'case-number', sensitivity: 'personal' }),
    ).toBe('（2023）某0702刑初***号')
  })

  it('hides personal data inside a text', () => {
    expect(maskText('电话13800001234，证件11010519491231002X')).toBe('电话***，证件***')
    // Mistyped, of the old length, full-width: somebody's all the same.
    expect(maskText('110105194912310021 110105491231002 １１０１０５１９４９１２３１００２１')).toBe('*** *** ***')
    expect(maskText('2023-01-05 10:30:00.000 （2023）内0702刑初12号 20230105103000')).toBe(
      '2023-01-05 10:30:00.000 （2023）内0702刑初12号 20230105103000',
    )
  })

  it('hides the words of a row whose columns are not known, and leaves what went wrong', () => {
    expect(maskRowText('张三,"男",110105194912310021,2023-01-05,欧阳\ufffd锋,一,二')).toBe(
      '张*,"男",***,2023-01-05,欧*\ufffd*,一,二',
    )
  })
})
