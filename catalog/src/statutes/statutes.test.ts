import { describe, expect, it } from 'vitest'
import { statuteInForce } from './statute-in-force.ts'
import { statutes } from './statutes.ts'

describe('statuteInForce', () => {
  it.each([
    ['2026-10-31', '第十五条（2012年修正）'],
    ['2026-11-01', '第三十一条第二款（2026年修订）'],
    ['2031-01-01', '第三十一条第二款（2026年修订）'],
  ])('on %s cites the Prison Law’s %s', (date, article) => {
    expect(statuteInForce(statutes, 'prison.transfer', date)?.article.zh).toBe(article)
  })

  it('cites nothing before a text was in force, and nothing for an unknown key', () => {
    expect(statuteInForce(statutes, 'spc.cpl.202', '2021-02-28')).toBeNull()
    expect(statuteInForce(statutes, 'spc.cpl.202', '2021-03-01')).not.toBeNull()
    expect(statuteInForce(statutes, 'cpl.264', '2018-10-25')).toBeNull()
    expect(statuteInForce(statutes, 'no.such.key', '2026-01-01')).toBeNull()
  })

  it('never has two texts of one key in force on the same day', () => {
    for (const one of statutes) {
      for (const other of statutes) {
        if (one === other || one.key !== other.key) continue
        const apart =
          (one.inForceTo ?? '9999') < (other.inForceFrom ?? '0000') ||
          (other.inForceTo ?? '9999') < (one.inForceFrom ?? '0000')
        expect(apart, one.key).toBe(true)
      }
    }
  })
})
