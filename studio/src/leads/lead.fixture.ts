import type { LeadDetail, LeadSummary } from '@jianmo/engine/api'

/** Invented figures for stories and tests: persons, offices and texts of law are made up. */
const text = (zh: string, en = zh) => ({ zh, en })

const statuteFixture = {
  key: 'made.up',
  law: text('示例法', 'Example act'),
  article: text('第 15 条', 'art. 15'),
  text: text('示例：收到执行文书之日起一个月内送交。', 'Example: within one month of receipt.'),
  inForceFrom: '2012-10-26',
  inForceTo: null,
  standing: 'verified',
} as const

const fired = {
  rule: 'overdue',
  title: '超期未投送',
  outcome: 'violation',
  severity: 'red',
  deadline: '2026-07-02',
  days: 142,
  eventDate: '2026-06-02',
  statute: statuteFixture,
  reason: '运行日晚于一个月期限（2026-07-02），也晚于 30 日期限（2026-07-02）。',
} as const

export const leadFixture: LeadDetail = {
  id: 'lead-1',
  runId: 'run-1',
  modelTitle: '看守所超期投送',
  key: '6f2c81d0a7e94b3e8f52c4b19d07a3c2',
  subjectName: '刘**',
  subjectId: '10************0317',
  severity: 'red',
  outcome: 'violation',
  deadline: '2026-07-02',
  days: 142,
  unit: '甲县看守所',
  rules: [
    fired,
    {
      ...fired,
      rule: 'left',
      title: '剩余刑期多于三个月',
      deadline: null,
      days: null,
      reason: null,
      statute: { ...statuteFixture, standing: 'unverified', article: text('第 264 条', 'art. 264') },
    },
  ],
  state: 'new',
  foundAt: '2026-11-21T15:41:00Z',
  runDate: '2026-11-21',
  versionNumber: 2,
  values: [
    { column: 'received', label: text('收到执行文书日', 'Documents received'), value: '2026-06-02', type: 'date' },
    {
      column: 'main_penalty',
      label: text('主刑', 'Main penalty'),
      value: 'fixed_term',
      valueLabel: text('有期徒刑', 'Fixed-term imprisonment'),
      type: 'text',
    },
    { column: 'months_left', label: text('剩余刑期（月）', 'Months left'), value: '31', type: 'integer' },
  ],
  timeline: [
    { label: text('判决生效', 'Judgment effective'), date: '2026-05-28', kind: 'event' },
    { label: text('看守所收文', 'Documents received'), date: '2026-06-02', kind: 'event' },
    { label: text('一个月届满', 'One month ends'), date: '2026-07-02', kind: 'deadline' },
    { label: text('仍在押（运行日）', 'Still held (run date)'), date: '2026-11-21', kind: 'end' },
  ],
  evidenceTotal: 2,
  evidence: [
    {
      nodeId: 't19',
      logicalTable: 'T19',
      tableLabel: text('检察案件', 'Prosecution cases'),
      sourceName: '案卡.csv',
      batch: '批次 b-20261101-01',
      row: 418,
      values: [
        { column: 'case_no', label: text('检察案号', 'Case number'), value: '示检刑诉〔2026〕***号' },
        { column: 'person_name', label: text('姓名', 'Name'), value: '刘**' },
      ],
    },
    {
      nodeId: 't03',
      logicalTable: 'T03',
      tableLabel: text('看守所在押人员', 'Detention register'),
      sourceName: '10 月.xlsx',
      batch: '批次 b-20261101-02',
      row: 233,
      values: [
        {
          column: 'id_no',
          label: text('证件号码', 'Id'),
          value: '10************0317',
          normalised: text('已统一写法', 'written in one way'),
        },
        { column: 'to_prison_date', label: text('投监日', 'Sent to prison'), value: null },
        {
          column: 'stay_flag',
          label: text('留所服刑批准', 'Approved to stay'),
          value: 'N',
          valueLabel: text('否', 'No'),
        },
      ],
    },
  ],
}

const summary = ({
  id,
  name,
  severity,
  outcome,
  days,
  deadline,
}: Pick<LeadSummary, 'id' | 'severity' | 'outcome' | 'days' | 'deadline'> & {
  readonly name: string
}): LeadSummary => ({
  ...leadFixture,
  id,
  subjectName: name,
  severity,
  outcome,
  days,
  deadline,
  rules: [{ ...fired, severity, outcome }],
})

export const leadsFixture: readonly LeadSummary[] = [
  summary({ id: '1', name: '刘**', severity: 'red', outcome: 'violation', days: 142, deadline: '2026-07-02' }),
  summary({ id: '2', name: '欧阳*', severity: 'red', outcome: 'violation', days: 52, deadline: '2026-09-30' }),
  summary({ id: '3', name: '阿*·木**', severity: 'orange', outcome: 'violation', days: 10, deadline: '2026-11-11' }),
  summary({ id: '4', name: '王*', severity: 'blue', outcome: 'suspect', days: null, deadline: '2026-11-21' }),
]
