import { describe, expect, it } from 'vitest'
import type { DateFormat } from '../words/binding.ts'
import { fromExcelSerial, parseDate, parseTimestamp, readDate } from './dates.ts'

describe('readDate', () => {
  it.each<[string, DateFormat, string, 'day' | 'minute']>([
    ['2023-01-05', 'auto', '2023-01-05', 'day'],
    ['2023-1-5', 'iso', '2023-01-05', 'day'],
    ['20230105', 'auto', '2023-01-05', 'day'],
    ['2023.1.5', 'auto', '2023-01-05', 'day'],
    ['2023/1/5', 'auto', '2023-01-05', 'day'],
    ['2023年1月5日', 'auto', '2023-01-05', 'day'],
    ['２０２３年１月５日', 'auto', '2023-01-05', 'day'],
    ['2023-01-05 00:00:00', 'auto', '2023-01-05', 'day'],
    ['2023-01-05 14:30:00.000', 'auto', '2023-01-05', 'minute'],
    ['2023-01-05T14:30:00+08:00', 'auto', '2023-01-05', 'minute'],
    ['2023-01-05 14:30:00+08', 'iso', '2023-01-05', 'minute'],
    ['2023年1月5日 14时30分', 'auto', '2023-01-05', 'minute'],
    ['20230105143000', 'auto', '2023-01-05', 'minute'],
    ['44931', 'auto', '2023-01-05', 'day'],
    ['44931.5', 'excel-serial', '2023-01-05', 'minute'],
    ['5/1/2023', 'd/m/yyyy', '2023-01-05', 'day'],
    ['1/5/2023', 'm/d/yyyy', '2023-01-05', 'day'],
    ['2024-02-29', 'auto', '2024-02-29', 'day'],
  ])('reads %s as %s', (raw, format, date, precision) => {
    expect(readDate(raw, format)).toMatchObject({ date, precision, reason: null })
  })

  it.each(['0000-00-00', '1900-01-01', '9999-12-31', '00010101', '9999年12月31日', '9999-12-31 23:59:59'])(
    'treats %s as no date',
    (raw) => {
      expect(readDate(raw)).toMatchObject({ date: null, reason: 'sentinel' })
    },
  )

  it.each([
    '2023-02-29',
    '2023-13-01',
    '2023-04-31',
    '5/1/2023',
    '2023年1月',
    '一月五日',
    '2023-01-05T02:30:00Z',
    '2023-01-05 25:00',
    '1234',
    '123456',
  ])('leaves %s unread', (raw) => {
    expect(readDate(raw)).toMatchObject({ date: null, reason: 'unread' })
  })

  it('reads only the declared form', () => {
    expect(parseDate('2023-01-05', 'yyyymmdd')).toBeNull()
    expect(parseDate('20230105', 'yyyymmdd')).toBe('2023-01-05')
  })

  it('tells nothing from something unread', () => {
    expect(readDate('不详').reason).toBe('missing')
    expect(readDate(null).reason).toBe('missing')
  })

  it('keeps the wall clock to the minute', () => {
    expect(parseTimestamp('2023-01-05 14:30:45')).toBe('2023-01-05 14:30')
    expect(parseTimestamp('2023-01-05')).toBe('2023-01-05 00:00')
  })
})

describe('fromExcelSerial', () => {
  it('knows the invented leap day of 1900', () => {
    expect(fromExcelSerial(59)?.date).toBe('1900-02-28')
    expect(fromExcelSerial(60)).toBeNull()
    expect(fromExcelSerial(61)?.date).toBe('1900-03-01')
    expect(fromExcelSerial(44_931.75)).toEqual({ date: '2023-01-05', time: '18:00:00' })
  })
})
