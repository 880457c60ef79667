import type { PhysicalColumn, PhysicalShape, Writing } from './physical.ts'

const text: Writing = { as: 'text' }
const id: Writing = { as: 'id' }
const name: Writing = { as: 'name' }
const compact: Writing = { as: 'date', style: 'compact' }
const chinese: Writing = { as: 'date', style: 'chinese' }
const mixed: Writing = { as: 'date', style: 'mixed' }
const cells: Writing = { as: 'date', style: 'sheet-cells' }
const midnight: Writing = { as: 'date', style: 'midnight' }
const yesNo: Writing = { as: 'code', codes: { true: '是', false: '否' } }
const releaseReason: Writing = {
  as: 'code',
  codes: {
    to_prison: '投送监狱',
    served: '刑满释放',
    bail: '取保候审',
    transfer: '移所',
    death: '死亡',
    community: '社区矫正',
  },
}

const column = (columnName: string, from: string, comment: string, writing: Writing = text): PhysicalColumn => ({
  name: columnName,
  from,
  comment,
  writing,
  sqlType: 'text',
})
const cell = (columnName: string, from: string, writing: Writing = text): PhysicalColumn => ({
  name: columnName,
  from,
  writing,
})

const inmate: readonly PhysicalColumn[] = [
  column('rybh', 'inmate_no', '在押人员编号'),
  column('xm', 'person_name', '姓名', name),
  column('zjhm', 'id_no', '证件号码', id),
  column('rsrq', 'admit_date', '入所日', compact),
  column('sshj', 'stage', '诉讼环节'),
  column('ay', 'charge', '案由'),
  column('badw', 'case_unit', '办案单位'),
  column('xqzr', 'sentence_end', '刑期止', mixed),
  column('zt', 'status', '状态', { as: 'code', codes: { in: '在押', out: '已出所' } }),
  column('csrq', 'release_date', '出所日', compact),
  column('csyy', 'release_reason', '出所原因', releaseReason),
  column('tjrq', 'to_prison_date', '投监日', compact),
]

/** 乙县: the detention centre has a PostgreSQL (pinyin names), courts and prison send files. */
export const shapesOfB: readonly PhysicalShape[] = [
  {
    logicalTable: 'T01',
    source: 'judgments-b',
    kind: 'csv',
    name: '刑事裁判',
    file: '刑事裁判.csv',
    encoding: 'utf8',
    ragged: ['以下空白,,'],
    columns: [
      cell('案号', 'case_no'),
      cell('检察案号', 'proc_case_no'),
      cell('被告人', 'person_name', name),
      cell('证件号码', 'id_no', id),
      cell('性别', 'sex', { as: 'code', codes: { male: '男', female: '女' } }),
      cell('罪名', 'charge'),
      cell('一审法院', 'court_code'),
      cell('宣判日', 'pronounced_date', compact),
      cell('生效日', 'effective_date', compact),
      // 死缓 is not how the province names it: the one value that the wizard cannot map by itself.
      cell('主刑', 'main_penalty', {
        as: 'code',
        codes: {
          fixed_term: '有期徒刑',
          life: '无期徒刑',
          death_reprieve: '死缓',
          short_detention: '拘役',
          public_surveillance: '管制',
          exempt: '免予刑事处罚',
          supplementary_only: '单处附加刑',
        },
      }),
      cell('主刑月数', 'main_months'),
      cell('缓刑', 'probation_flag', yesNo),
      cell('刑期起', 'sentence_start', chinese),
      cell('刑期止', 'sentence_end', chinese),
    ],
  },
  {
    logicalTable: 'T02',
    source: 'deliveries-b',
    kind: 'xlsx',
    name: '送达',
    file: '执行文书送达.xlsx',
    titles: ['乙县人民法院执行文书送达登记'],
    columns: [
      cell('案号', 'case_no'),
      cell('证件号码', 'id_no', id),
      cell('文书种类', 'doc_type'),
      cell('送达机关', 'to_agency'),
      cell('发出日', 'sent_date', cells),
      cell('签收日', 'received_date', cells),
      cell('有无回执', 'receipt_flag', yesNo),
    ],
  },
  // A summary without 收到执行文书日: it comes first in the list and misleads.
  {
    logicalTable: 'T03',
    source: 'police-b',
    kind: 'postgres',
    schema: 'gajk',
    name: 'kss_zyry',
    comment: '看守所在押人员（汇总）',
    decoy: true,
    columns: inmate,
  },
  {
    logicalTable: 'T03',
    source: 'police-b',
    kind: 'postgres',
    schema: 'gajk',
    name: 'kss_zyry_xq',
    comment: '看守所在押人员（详情）',
    columns: [
      ...inmate,
      column('wsrq', 'judgment_received_date', '收到执行文书日', mixed),
      column('jsbh', 'refusal_note_no', '监狱拒收说明编号'),
      column('bc', 'medical_flag', '病残', yesNo),
      column('lsfx', 'stay_flag', '留所服刑批准', yesNo),
      column('jymc', 'prison_name', '监狱'),
    ],
  },
  {
    logicalTable: 'T05',
    source: 'police-b',
    kind: 'postgres',
    schema: 'gajk',
    name: 'xfbg_cd',
    comment: '刑罚变更裁定',
    columns: [
      column('cdsh', 'ruling_no', '裁定书号'),
      column('zjhm', 'id_no', '证件号码', id),
      column('cdzl', 'type', '裁定种类', {
        as: 'code',
        codes: { commute: '减刑', parole: '假释', temp_outside: '暂予监外执行', revoke: '撤销' },
      }),
      column('cdrq', 'ruling_date', '裁定日', midnight),
      column('sxrq', 'effective_date', '生效日', midnight),
      column('bghxqz', 'new_end_date', '变更后刑期止', mixed),
    ],
  },
  {
    logicalTable: 'T04',
    source: 'prison-b',
    kind: 'csv',
    name: '监狱收押',
    file: '监狱收押.csv',
    encoding: 'gb18030',
    columns: [
      cell('监狱代码', 'prison_code'),
      cell('姓名', 'person_name', name),
      cell('证件号码', 'id_no', id),
      cell('收押日', 'admit_date', { as: 'date', style: 'dots' }),
      cell('释放日', 'release_date', { as: 'date', style: 'dots' }),
      cell('释放原因', 'release_reason'),
    ],
  },
  {
    logicalTable: 'T19',
    source: 'cases-b',
    kind: 'xlsx',
    name: '案件',
    file: '本院案件.xlsx',
    titles: ['乙县人民检察院案件台账'],
    columns: [
      cell('检察案号', 'proc_case_no'),
      cell('办案环节', 'stage', {
        as: 'code',
        codes: { arrest_review: '审查逮捕', prosecution: '审查起诉', civil: '民事', admin: '行政', pil: '公益诉讼' },
      }),
      cell('姓名', 'person_name', name),
      cell('证件号码', 'id_no', id),
      cell('受理日', 'accepted_date', chinese),
      cell('处理决定', 'decision'),
      cell('决定日', 'decision_date', chinese),
      cell('罪名', 'charge'),
      cell('承办人代码', 'handler_code'),
    ],
  },
]
