import type { SemanticType, Text } from '@jianmo/connectors/words'

export const semanticNames = {
  'resident-id': { zh: '身份证号', en: 'resident id' },
  'person-name': { zh: '姓名', en: 'name' },
  'case-number': { zh: '案号', en: 'case number' },
  'organisation-name': { zh: '单位名称', en: 'organisation' },
  'credit-code': { zh: '统一社会信用代码', en: 'credit code' },
  phone: { zh: '电话', en: 'phone' },
  address: { zh: '地址', en: 'address' },
  money: { zh: '金额', en: 'money' },
  region: { zh: '行政区划', en: 'region' },
  'date-precision': { zh: '日期精度', en: 'date precision' },
} as const satisfies Record<SemanticType, Text>
