import type { PhysicalColumn, PhysicalShape, Writing } from './physical.ts'

const text: Writing = { as: 'text' }
const id: Writing = { as: 'id' }
const name: Writing = { as: 'name' }
const sqlDate: Writing = { as: 'date', style: 'sql' }
const mixed: Writing = { as: 'date', style: 'mixed' }
const sheet: Writing = { as: 'date', style: 'sheet' }
const slash: Writing = { as: 'date', style: 'slash' }
const oneZero: Writing = { as: 'code', codes: { true: '1', false: '0' } }
const tick: Writing = { as: 'code', codes: { true: 'Y', false: 'N' } }

const column = (
  columnName: string,
  from: string,
  comment: string,
  writing: Writing = text,
  sqlType: PhysicalColumn['sqlType'] = 'text',
): PhysicalColumn => ({ name: columnName, from, comment, writing, sqlType })
const cell = (columnName: string, from: string, writing: Writing = text, group?: string): PhysicalColumn =>
  group === undefined ? { name: columnName, from, writing } : { name: columnName, from, writing, group }

/** 甲县: court and prison share a PostgreSQL (English names, numbered codes), the rest are files. */
export const shapesOfA: readonly PhysicalShape[] = [
  {
    logicalTable: 'T01',
    source: 'court-a',
    kind: 'postgres',
    schema: 'court',
    name: 'criminal_judgment',
    comment: '刑事生效裁判（每名被告人一行）',
    columns: [
      column('case_no', 'case_no', '案号'),
      column('procuratorate_no', 'proc_case_no', '检察案号'),
      column('defendant', 'person_name', '被告人', name),
      column('cert_kind', 'id_type', '证件类型', { as: 'code', codes: { resident: '111' } }),
      column('cert_no', 'id_no', '证件号码', id),
      column('birth', 'birth_date', '出生日期', sqlDate, 'date'),
      column('sex', 'sex', '性别 1男2女', { as: 'code', codes: { male: '1', female: '2' } }, 'character(1)'),
      column('charge', 'charge', '罪名'),
      column('court', 'court_code', '一审法院'),
      column('instance', 'trial_level', '审级'),
      column('pronounced_on', 'pronounced_date', '宣判日', sqlDate, 'date'),
      column('effective_on', 'effective_date', '生效日', sqlDate, 'date'),
      column('penalty', 'main_penalty', '主刑代码', {
        as: 'code',
        codes: {
          fixed_term: '03',
          life: '02',
          death_reprieve: '01',
          short_detention: '04',
          public_surveillance: '05',
          exempt: '06',
          supplementary_only: '07',
        },
      }),
      column('months', 'main_months', '主刑月数', text, 'integer'),
      column('suspended', 'probation_flag', '是否缓刑', oneZero, 'character(1)'),
      column('probation_months', 'probation_months', '考验期月数', text, 'integer'),
      column('fine', 'fine_amount', '罚金（元）', text, 'numeric'),
      column('custody', 'custody_status', '判决时羁押状态', {
        as: 'code',
        codes: { in_custody: '1', bail: '2', res_surveil: '3', none: '0' },
      }),
      column('term_from', 'sentence_start', '刑期起', mixed),
      column('term_to', 'sentence_end', '刑期止', mixed),
    ],
  },
  {
    logicalTable: 'T02',
    source: 'court-a',
    kind: 'postgres',
    schema: 'court',
    name: 'document_delivery',
    comment: '执行文书送达',
    columns: [
      column('case_no', 'case_no', '案号'),
      column('cert_no', 'id_no', '证件号码', id),
      column('document', 'doc_type', '文书种类'),
      column('addressee', 'to_agency', '送达机关'),
      column('sent_on', 'sent_date', '发出日', mixed),
      column('received_on', 'received_date', '签收日', mixed),
      column('receipt', 'receipt_flag', '有无回执', oneZero, 'character(1)'),
    ],
  },
  {
    logicalTable: 'T05',
    source: 'court-a',
    kind: 'postgres',
    schema: 'court',
    name: 'sentence_change_ruling',
    comment: '减刑假释暂予监外执行裁定',
    columns: [
      column('ruling_no', 'ruling_no', '裁定书号'),
      column('cert_no', 'id_no', '证件号码', id),
      column('kind', 'type', '裁定种类', {
        as: 'code',
        codes: { commute: '1', parole: '2', temp_outside: '3', revoke: '9' },
      }),
      column('ruled_on', 'ruling_date', '裁定日', sqlDate, 'date'),
      column('effective_on', 'effective_date', '生效日', sqlDate, 'date'),
      column('new_term_to', 'new_end_date', '变更后刑期止', mixed),
    ],
  },
  {
    logicalTable: 'T04',
    source: 'prison-a',
    kind: 'postgres',
    schema: 'prison',
    name: 'inmate_register',
    comment: '监狱收押释放',
    columns: [
      column('prison', 'prison_code', '监狱代码'),
      column('full_name', 'person_name', '姓名', name),
      column('cert_no', 'id_no', '证件号码', id),
      column('admitted_on', 'admit_date', '收押日', sqlDate, 'date'),
      column('released_on', 'release_date', '释放日', sqlDate, 'date'),
      column('release_reason', 'release_reason', '释放原因'),
    ],
  },
  {
    logicalTable: 'T03',
    source: 'detention-a',
    kind: 'xlsx',
    name: '在押人员名册',
    file: '看守所在押人员名册.xlsx',
    titles: ['甲县看守所在押人员名册', '统计截止：2026年11月20日　制表：管教科'],
    footers: ['制表人：管教科　审核：所领导'],
    columns: [
      cell('监号', 'inmate_no'),
      cell('姓名', 'person_name', name, '基本情况'),
      cell('别名', 'alias', text, '基本情况'),
      cell('身份证号', 'id_no', id, '基本情况'),
      cell('入所日期', 'admit_date', sheet),
      cell('诉讼环节', 'stage'),
      cell('案由', 'charge'),
      cell('办案单位', 'case_unit'),
      cell('收到执行文书日', 'judgment_received_date', sheet, '刑罚执行'),
      cell('刑期止', 'sentence_end', sheet, '刑罚执行'),
      cell('投监日', 'to_prison_date', sheet, '刑罚执行'),
      cell('监狱', 'prison_name', text, '刑罚执行'),
      cell('拒收说明', 'refusal_note_no', text, '刑罚执行'),
      cell('留所服刑', 'stay_flag', tick, '刑罚执行'),
      cell('状态', 'status', { as: 'code', codes: { in: '在', out: '出' } }),
      cell('出所日期', 'release_date', sheet),
      cell('出所原因', 'release_reason', {
        as: 'code',
        codes: { to_prison: '送监', served: '刑满', bail: '取保', transfer: '转所', death: '死亡', community: '社矫' },
      }),
      cell('病残', 'medical_flag', tick),
    ],
  },
  {
    logicalTable: 'T19',
    source: 'cases-a',
    kind: 'csv',
    name: '检察案件',
    file: '检察案件.csv',
    encoding: 'gb18030',
    ragged: ['合计,详见业务系统', '填表人：,审核人：,日期：'],
    columns: [
      cell('案件编号', 'proc_case_no'),
      cell('业务类别', 'stage', {
        as: 'code',
        codes: { arrest_review: '捕', prosecution: '诉', civil: '民', admin: '行', pil: '公' },
      }),
      cell('公安案号', 'police_case_no'),
      cell('嫌疑人', 'person_name', name),
      cell('证件号', 'id_no', id),
      cell('受理时间', 'accepted_date', slash),
      cell('处理结果', 'decision'),
      cell('处理时间', 'decision_date', slash),
      cell('罪名', 'charge'),
      cell('认罪认罚', 'plea_flag', tick),
      cell('承办人', 'handler_code'),
    ],
  },
]
