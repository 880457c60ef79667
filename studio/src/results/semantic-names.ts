import type { SemanticType, Text } from '@jianmo/connectors/words'

export const semanticNames = {
  'resident-id': { zh: '身份证号', en: 'resident id' },
  'person-name': { zh: '姓名', en: 'person name' },
  'case-number': { zh: '案号', en: 'case number' },
  'organisation-name': { zh: '机关单位', en: 'organisation' },
  'credit-code': { zh: '信用代码', en: 'credit code' },
  phone: { zh: '电话', en: 'phone' },
  address: { zh: '地址', en: 'address' },
  money: { zh: '金额', en: 'money' },
} satisfies Record<SemanticType, Text>
