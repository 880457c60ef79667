import { caseNumber, code, column, defineTable, personName, requiredColumn, residentId, text } from '../define.ts'

const stages = [
  code('arrest_review', '审查逮捕', 'Arrest review'),
  code('prosecution', '审查起诉', 'Prosecution'),
  code('civil', '民事', 'Civil'),
  code('admin', '行政', 'Administrative'),
  code('pil', '公益诉讼', 'Public interest litigation'),
]

export const procCase = defineTable({
  id: 'T19',
  version: 1,
  name: 'proc_case',
  label: text('检察案件', 'Procuratorate cases'),
  agency: text('人民检察院', 'Procuratorate'),
  about: text('检察机关受理的案件，每人一行。', 'Cases that the procuratorate accepted, one row per person.'),
  key: ['proc_case_no', 'id_no'],
  columns: [
    column('proc_case_no', 'text', '检察案号', 'Procuratorate case number', { ...caseNumber, ...requiredColumn }),
    column('stage', 'text', '办案环节', 'Stage', { ...requiredColumn, codes: stages }),
    column('police_case_no', 'text', '公安案号', 'Police case number', caseNumber),
    column('person_name', 'text', '姓名', 'Name', { ...personName, ...requiredColumn }),
    column('id_no', 'text', '证件号码', 'Identity number', { ...residentId, ...requiredColumn }),
    column('accepted_date', 'date', '受理日', 'Date accepted'),
    column('decision', 'text', '处理决定', 'Decision'),
    column('decision_date', 'date', '决定日', 'Date of decision'),
    column('charge', 'text', '罪名', 'Offence'),
    column('plea_flag', 'boolean', '认罪认罚', 'Plea of guilt and acceptance of punishment'),
    column('sentencing_rec', 'text', '量刑建议', 'Sentencing recommendation'),
    column('handler_code', 'text', '承办人代码', 'Handler code'),
  ],
})
