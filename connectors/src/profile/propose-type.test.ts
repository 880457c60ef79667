import { describe, expect, it } from 'vitest'
import type { ProposedType } from '../words/profile.ts'
import { countValues } from './column-profile.ts'
import { proposeType } from './propose-type.ts'

const proposal = (values: readonly string[], hint = 'c') => proposeType(countValues(values), { hint, trust: 'exact' })

describe('what a column seems to hold', () => {
  it.each<[ProposedType, number, string, string[]]>([
    ['resident-id', 0.5, 'c', ['11010519491231002X', '110105194912310029', '11010519491231002x', '330106198001010000']],
    ['resident-id', 0, '身份证号', ['1.10105E+17', '330106198001010000', '3.30106E+17']],
    ['credit-code', 1, 'c', ['91350100M000100Y43', '91350100M000100Y43']],
    ['phone', 0.75, 'c', ['13800001234', '138 0000 1234', '010-82345678', '138****1234']],
    ['case-number', 1, 'c', ['（2023）内0702刑初12号', '(2023)内0702刑初13']],
    ['date', 0.75, 'c', ['2023-01-05', '2023年1月5日', '20230105', '2023-02-30']],
    ['date', 0.5, '判决日期', ['2023-01-05', '9999-12-31', '不详', '/']],
    ['timestamp', 1, 'c', ['2023-01-05 14:30:00', '2023-01-05 08:01']],
    ['money', 1, 'c', ['3.2万元', '12元5角']],
    ['money', 1, '罚金金额', ['1200', '300.50']],
    ['integer', 1, 'c', ['1', '-20', '300']],
    ['integer', 1, 'c', ['44931', '44932']],
    ['decimal', 1, 'c', ['1.5', '2']],
    ['region', 1, '行政区划', ['150702', '110105']],
    ['organisation-name', 1, 'c', ['某某有限公司', '呼伦贝尔市海拉尔区人民法院']],
    ['address', 1, 'c', ['某省某市某区某路1号', '某县某镇某村3号']],
    ['person-name', 1, 'c', ['王某某', '欧阳某', '阿依·木拉提', '李某']],
  ])('is %s, %d of them valid', (type, valid, hint, values) => {
    expect(proposal(values, hint)).toEqual({ type, valid, trust: 'exact' })
  })

  it('proposes nothing for other texts, for no values, and for what says that nothing is known', () => {
    expect(proposal(['有期徒刑', '拘役', '管制'])).toBeNull()
    expect(proposal([])).toBeNull()
    expect(proposal(['不详', '/', '无'], '身份证号')).toBeNull()
  })

  it('does not take every fifteen or nine digits for a credit code, nor emergency numbers for phones', () => {
    expect(proposal(Array.from({ length: 40 }, (_, n) => String(123_456_780 + n * 7)))?.type).toBe('integer')
    expect(proposal(['110', '119', '120', '12'])?.type).toBe('integer')
  })
})
