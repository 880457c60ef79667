import { caseNumber, code, column, defineTable, requiredColumn, residentId, text } from '../define.ts'

const changes = [
  code('commute', '减刑', 'Commutation'),
  code('parole', '假释', 'Parole'),
  code('temp_outside', '暂予监外执行', 'Temporarily outside prison'),
  code('revoke', '撤销', 'Revocation'),
]

export const sentenceChange = defineTable({
  id: 'T05',
  version: 1,
  name: 'sentence_change',
  label: text('减刑假释暂予监外执行裁定', 'Rulings on commutation, parole and serving outside'),
  agency: text('人民法院', 'Court'),
  about: text('改变刑罚执行的裁定、决定。', 'Rulings that change how a sentence is served.'),
  key: ['ruling_no', 'id_no'],
  columns: [
    column('ruling_no', 'text', '裁定书号', 'Ruling number', { ...caseNumber, ...requiredColumn }),
    column('id_no', 'text', '证件号码', 'Identity number', { ...residentId, ...requiredColumn }),
    column('type', 'text', '裁定种类', 'Kind of ruling', { ...requiredColumn, codes: changes }),
    column('ruling_date', 'date', '裁定日', 'Date of ruling'),
    column('effective_date', 'date', '生效日', 'Date effective', requiredColumn),
    column('new_end_date', 'date', '变更后刑期止', 'New end of sentence'),
    column('new_dpr_months', 'integer', '变更后剥夺政治权利月数', 'New months of deprivation of political rights'),
  ],
})
