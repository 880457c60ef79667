import { column, defineTable, personName, requiredColumn, residentId, text } from '../define.ts'

export const prisonRecord = defineTable({
  id: 'T04',
  version: 1,
  name: 'prison_record',
  label: text('监狱收押释放', 'Prison admissions and releases'),
  agency: text('监狱', 'Prison'),
  about: text('监狱收押、释放罪犯的记录。', 'Whom a prison admitted and released, and when.'),
  key: ['prison_code', 'id_no', 'admit_date'],
  columns: [
    column('prison_code', 'text', '监狱代码', 'Prison code'),
    column('person_name', 'text', '姓名', 'Name', { ...personName, ...requiredColumn }),
    column('id_no', 'text', '证件号码', 'Identity number', { ...residentId, ...requiredColumn }),
    column('admit_date', 'date', '收押日', 'Date admitted', requiredColumn),
    column('release_date', 'date', '释放日', 'Date released'),
    column('release_reason', 'text', '释放原因', 'Reason for release'),
    column('dpr_notice_date', 'date', '剥权通知公安日', 'Date police were notified of deprivation of political rights'),
    column('hukou_place', 'text', '释放去向', 'Where to after release', { sensitivity: 'personal' }),
  ],
})
