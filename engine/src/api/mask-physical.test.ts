import { describe, expect, it } from 'vitest'
import { maskPhysical } from './mask-physical.ts'

describe('masking of a physical value', () => {
  it.each(['xm', '姓名', '基本情况_姓名', '基本情况_别名', '嫌疑人', '被告人', 'full_name', 'defendant'])(
    'reads %s as a name',
    (name) => {
      expect(maskPhysical('刘某某', { name })).toBe('刘**')
    },
  )

  it.each(['zjhm', '证件号', '身份证号', 'cert_no', 'id_no', 'idcard', 'ID_NUMBER'])('reads %s as an id', (name) => {
    expect(maskPhysical('abc100101199001010013', { name })).toBe('ab********0013')
  })

  it('reads a comment as well, and leaves what is no person alone', () => {
    expect(maskPhysical('刘某某', { name: 'c1', comment: '姓名' })).toBe('刘**')
    expect(maskPhysical('盗窃', { name: 'charge' })).toBe('盗窃')
    expect(maskPhysical('04', { name: 'cert_kind' })).toBe('04')
    expect(maskPhysical(null, { name: 'xm' })).toBeNull()
  })
})
