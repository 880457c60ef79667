import type {
  CodeValue,
  ColumnType,
  LogicalColumn,
  LogicalTable,
  SemanticType,
  Sensitivity,
  Text,
} from '@jianmo/connectors/words'

interface ColumnOptions {
  readonly required?: boolean
  readonly semantic?: SemanticType
  readonly sensitivity?: Sensitivity
  readonly codes?: readonly CodeValue[]
}

/** One line per column: name, type, zh, en. Without a word about it a column is optional and internal. */
export function column(
  name: string,
  type: ColumnType,
  zh: string,
  en: string,
  options: ColumnOptions = {},
): LogicalColumn {
  const { required = false, sensitivity = 'internal', semantic, codes } = options
  return {
    name,
    label: { zh, en },
    type,
    sensitivity,
    required,
    ...(semantic === undefined ? {} : { semantic }),
    ...(codes === undefined ? {} : { codes }),
  }
}

export function code(value: string, zh: string, en: string): CodeValue {
  return { value, label: { zh, en } }
}

/** A table definition; the compiler asks for both languages. */
export function defineTable(table: LogicalTable): LogicalTable {
  return table
}

export function text(zh: string, en: string): Text {
  return { zh, en }
}

const required = { required: true } as const

export const residentId = { semantic: 'resident-id', sensitivity: 'sensitive' } as const
export const personName = { semantic: 'person-name', sensitivity: 'personal' } as const
export const caseNumber = { semantic: 'case-number' } as const
export const organisationName = { semantic: 'organisation-name' } as const
export const money = { semantic: 'money' } as const
export const requiredColumn = required

export const sexCodes = [
  code('male', '男', 'Male'),
  code('female', '女', 'Female'),
  code('unknown', '未说明', 'Not stated'),
]

/** Kinds of identity document. Only resident ids have birth date and sex inside them. */
export const idTypeCodes = [
  code('resident', '居民身份证', 'Resident identity card'),
  code('hmt-resident', '港澳台居民居住证', 'Residence permit of Hong Kong, Macao and Taiwan residents'),
  code('foreign-resident', '外国人永久居留身份证', 'Foreign permanent resident identity card'),
  code('passport', '护照', 'Passport'),
  code('military', '军官证', 'Military officer card'),
  code('other', '其他', 'Other'),
  code('none', '无证件或身份不明', 'None or unknown'),
]
