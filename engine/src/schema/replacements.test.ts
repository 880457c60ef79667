import type { Column } from '@jianmo/connectors/words'
import { describe, expect, it } from 'vitest'
import { bestReplacement, rankReplacements } from './index.ts'

const column = (name: string, type: Column['type'], zh = name, more: Partial<Column> = {}): Column => ({
  name,
  type,
  label: { zh, en: name },
  sensitivity: 'internal',
  ...more,
})
const fits = (...columns: readonly Column[]) => columns.map((one) => ({ column: one, newErrors: 0 }))
const names = (ranked: ReturnType<typeof rankReplacements>) => ranked.map((one) => one.column.name)

describe('rankReplacements', () => {
  it('puts what means the same first, then the same type, then a name alike', () => {
    const was = column('id_no', 'text', '证件号码', { semantic: 'resident-id' })
    const ranked = rankReplacements(
      { name: 'id_no', was },
      fits(
        column('id_number_of_case', 'text', '案件编号'),
        column('idcard', 'text', '身份证', { semantic: 'resident-id' }),
        column('id_on', 'date', '登记日'),
        column('amount', 'decimal', '金额'),
      ),
    )
    expect(names(ranked)[0]).toBe('idcard')
    expect(names(ranked).at(-1)).toBe('amount')
    expect(bestReplacement(ranked)?.column.name).toBe('idcard')
  })

  it('never offers by itself what would leave new errors, nor what reminds of nothing', () => {
    const was = column('late', 'integer', '超期天数')
    const wrong = [{ column: column('late_', 'text', '超期天数'), newErrors: 2 }]
    expect(bestReplacement(rankReplacements({ name: 'late', was }, wrong))).toBeNull()
    expect(bestReplacement(rankReplacements({ name: 'late', was }, fits(column('region', 'text', '地区'))))).toBeNull()
    expect(bestReplacement(rankReplacements({ name: 'late', was }, []))).toBeNull()
  })

  it('knows a misspelt name, words in another order, and a label typed as pinyin, without having seen the column', () => {
    const best = (name: string, ...columns: readonly Column[]) =>
      bestReplacement(rankReplacements({ name, was: null }, fits(...columns), spell))?.column.name
    const spell = (label: string) => (label === '金额' ? ['jine', 'je'] : [])
    expect(best('amuont', column('amount', 'decimal'), column('count', 'integer'))).toBe('amount')
    expect(best('date_admitted', column('admitted_date', 'date'), column('data', 'text'))).toBe('admitted_date')
    expect(best('jine', column('amount', 'decimal', '金额'), column('line', 'text', '线路'))).toBe('amount')
    expect(best('金额', column('amount', 'decimal', '金额'))).toBe('amount')
  })
})
