import { caseNumber, column, defineTable, organisationName, requiredColumn, residentId, text } from '../define.ts'

export const enforcementDelivery = defineTable({
  id: 'T02',
  version: 1,
  name: 'enforcement_delivery',
  label: text('执行文书送达', 'Delivery of enforcement documents'),
  agency: text('人民法院', 'Court'),
  about: text(
    '法院向执行机关送达执行文书的记录。',
    'When a court sent enforcement documents, and when they were received.',
  ),
  key: ['case_no', 'id_no', 'doc_type', 'sent_date'],
  columns: [
    column('case_no', 'text', '案号', 'Case number', { ...caseNumber, ...requiredColumn }),
    column('id_no', 'text', '证件号码', 'Identity number', { ...residentId, ...requiredColumn }),
    column('doc_type', 'text', '文书种类', 'Kind of document'),
    column('to_agency', 'text', '送达机关', 'Sent to', organisationName),
    column('sent_date', 'date', '发出日', 'Date sent', requiredColumn),
    column('received_date', 'date', '签收日', 'Date received', requiredColumn),
    column('receipt_flag', 'boolean', '有无回执', 'Receipt on file'),
  ],
})
