import { describe, expect, it } from 'vitest'
import { findPersonalData } from './personal-data.ts'

const found = (text: string) => findPersonalData(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])

describe('findPersonalData', () => {
  it.each([
    ["id_no = '11010519491231002X'", 'resident-id', '11010519491231002X'],
    ['１１０１０５１９４９１２３１００２Ｘ', 'resident-id', '１１０１０５１９４９１２３１００２Ｘ'],
    ['证件 110105 19491231 002x 号', 'resident-id', '110105 19491231 002x'],
    ['110105491231002', 'resident-id', '110105491231002'],
    ['call +86 138-0000-1234 now', 'phone', '+86 138-0000-1234'],
    ['0471-1234567', 'phone', '0471-1234567'],
    ['卡 6222 0000 0000 0000 004', 'bank-card', '6222 0000 0000 0000 004'],
    ['4111111111111111', 'bank-card', '4111111111111111'],
    ['10.1.2.3:5432', 'host', '10.1.2.3:5432'],
    ['postgres://u:p@db/x', 'host', 'postgres://u:p@db/x'],
    ['db.example.com', 'host', 'db.example.com'],
    ['fe80::1', 'host', 'fe80::1'],
    ['localhost:5432', 'host', 'localhost:5432'],
    ["password='abc123'", 'secret', "password='abc123"],
    ['密码：abc123', 'secret', '密码：abc123'],
    ['AKIAIOSFODNN7EXAMPLE', 'secret', 'AKIAIOSFODNN7EXAMPLE'],
    ['-----BEGIN RSA PRIVATE KEY-----', 'secret', '-----BEGIN RSA PRIVATE KEY-----'],
  ])('finds in %s a %s', (text, kind, part) => {
    expect(found(text)).toEqual([[kind, part]])
  })

  it.each([
    '110105194912310021',
    'days_between(deadline, receipt_date) > 30',
    "sentence_type in ('有期徒刑', '拘役')",
    '2023-01-05 10:30:00',
    'T01.id_no',
    '（2023）内0702刑初12号',
    '4111111111111112',
    '1234567890123456789012',
    '看守所超期投送：剩余刑期 3 个月以上',
  ])('finds nothing in %s', (text) => {
    expect(found(text)).toEqual([])
  })

  it('reports places in order', () => {
    expect(found('13800001234 和 11010519491231002X').map(([kind]) => kind)).toEqual(['phone', 'resident-id'])
  })
})
