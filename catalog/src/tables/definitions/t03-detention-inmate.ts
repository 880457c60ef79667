import {
  code,
  column,
  defineTable,
  idTypeCodes,
  organisationName,
  personName,
  requiredColumn,
  residentId,
  text,
} from '../define.ts'

const releaseReasons = [
  code('to_prison', '投送监狱', 'Sent to prison'),
  code('served', '刑满释放', 'Sentence served'),
  code('bail', '取保候审', 'Bail'),
  code('transfer', '移所', 'Moved to another detention centre'),
  code('death', '死亡', 'Death'),
  code('community', '社区矫正', 'Community correction'),
]

const states = [code('in', '在押', 'In custody'), code('out', '已出所', 'Left')]

export const detentionInmate = defineTable({
  id: 'T03',
  version: 1,
  name: 'detention_inmate',
  label: text('看守所在押人员', 'Detention centre register'),
  agency: text('看守所', 'Detention centre'),
  about: text(
    '每次羁押一行：入所、收到执行文书、投监或出所。',
    'One row per stay: admission, receipt of documents, transfer or release.',
  ),
  key: ['inmate_no', 'admit_date'],
  columns: [
    column('inmate_no', 'text', '在押人员编号', 'Inmate number', requiredColumn),
    column('person_name', 'text', '姓名', 'Name', { ...personName, ...requiredColumn }),
    column('alias', 'text', '别名', 'Alias', personName),
    column('id_type', 'text', '证件类型', 'Kind of identity document', { codes: idTypeCodes }),
    column('id_no', 'text', '证件号码', 'Identity number', { ...residentId, ...requiredColumn }),
    column('admit_date', 'date', '入所日', 'Date admitted', requiredColumn),
    column('stage', 'text', '诉讼环节', 'Stage of proceedings'),
    column('charge', 'text', '案由', 'Offence'),
    column('case_unit', 'text', '办案单位', 'Unit in charge', organisationName),
    column('judgment_received_date', 'date', '收到执行文书日', 'Date documents received', requiredColumn),
    column('sentence_end', 'date', '刑期止', 'Sentence to'),
    column('status', 'text', '状态', 'State', { codes: states }),
    column('release_date', 'date', '出所日', 'Date left', requiredColumn),
    column('release_reason', 'text', '出所原因', 'Reason for leaving', { ...requiredColumn, codes: releaseReasons }),
    column('to_prison_date', 'date', '投监日', 'Date sent to prison', requiredColumn),
    column('prison_name', 'text', '监狱', 'Prison', organisationName),
    column('refusal_note_no', 'text', '监狱拒收说明编号', 'Number of the prison’s refusal note'),
    column('medical_flag', 'boolean', '病残', 'Ill or disabled'),
    column('stay_flag', 'boolean', '留所服刑批准', 'Approved to serve in the detention centre'),
  ],
})
