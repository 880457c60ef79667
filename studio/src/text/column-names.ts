import type { ColumnType, SemanticType, Text } from '@jianmo/connectors/words'

/** What a column holds, in a reader's words. */
export const columnTypeNames = {
  text: { zh: '文本', en: 'text' },
  integer: { zh: '整数', en: 'integer' },
  decimal: { zh: '小数', en: 'decimal' },
  boolean: { zh: '是否', en: 'yes/no' },
  date: { zh: '日期', en: 'date' },
  timestamp: { zh: '时间', en: 'time' },
} as const satisfies Record<ColumnType, Text>

export const semanticNames = {
  'resident-id': { zh: '身份证号', en: 'resident id' },
  'person-name': { zh: '姓名', en: 'name' },
  'case-number': { zh: '案号', en: 'case number' },
  'organisation-name': { zh: '单位名称', en: 'organisation' },
  'credit-code': { zh: '统一社会信用代码', en: 'credit code' },
  phone: { zh: '电话', en: 'phone' },
  address: { zh: '地址', en: 'address' },
  money: { zh: '金额', en: 'money' },
} as const satisfies Record<SemanticType, Text>
