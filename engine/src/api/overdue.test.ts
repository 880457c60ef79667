import { describe, expect, it } from 'vitest'
import { daysOverdue } from './overdue.ts'

const now = new Date('2026-11-27T12:00:00Z')

describe('daysOverdue', () => {
  it('counts from the moment when new data were due', () => {
    expect(daysOverdue('2026-10-27T12:00:00Z', 31, now)).toBeNull()
    expect(daysOverdue('2026-10-27T11:00:00Z', 31, now)).toBe(1)
    expect(daysOverdue('2026-09-01T12:00:00Z', 31, now)).toBe(56)
  })

  it('says nothing where nothing is known or nothing is expected', () => {
    expect(daysOverdue(null, 31, now)).toBeNull()
    expect(daysOverdue('2020-01-01T00:00:00Z', null, now)).toBeNull()
  })
})
