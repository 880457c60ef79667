import type { SourceColumn } from '@jianmo/connectors/words'
import type { Diagnosis, FilePreview, ShownProfile } from '@jianmo/engine/api'

/** Made-up figures for the stories of this room. */
export const storyColumns: readonly SourceColumn[] = [
  { name: 'sfzh', type: 'text', sourceType: 'varchar(20)', comment: '身份证号' },
  { name: 'rsrq', type: 'date', sourceType: 'date', comment: '入所日期' },
  { name: 'csyy', type: 'text', sourceType: 'char(2)', comment: '出所原因' },
  { name: 'bz', type: 'text', sourceType: 'text' },
]

const bins = (rows: readonly number[]) =>
  rows.map((count, index) => ({
    from: `2026-${String(index + 1).padStart(2, '0')}-01`,
    to: `2026-${String(index + 2).padStart(2, '0')}-01`,
    rows: count,
  }))

export const storyProfile: ShownProfile = {
  table: 'kss_zyry',
  rows: 1_204_318,
  sampledRows: 20_000,
  readAt: '2026-11-27T03:20:00Z',
  milliseconds: 2140,
  maskedColumns: ['sfzh'],
  columns: [
    {
      column: 'sfzh',
      nulls: 12_042,
      empties: 31,
      distinct: { count: 1_180_442, trust: 'estimated' },
      top: {
        values: [
          { value: '10********0317', rows: 4 },
          { value: '10********0317', rows: 3 },
        ],
        trust: 'sampled',
      },
      lengths: { min: 15, max: 18, mean: 17.96 },
      min: '10********001X',
      max: '99********9012',
      semantic: { type: 'resident-id', valid: 0.9731, trust: 'sampled' },
      histogram: null,
    },
    {
      column: 'rsrq',
      nulls: 0,
      empties: 0,
      distinct: { count: 330, trust: 'exact' },
      top: { values: [{ value: '2026-03-02', rows: 5120 }], trust: 'exact' },
      lengths: { min: 10, max: 10, mean: 10 },
      min: '2026-01-01',
      max: '2026-11-20',
      semantic: { type: 'date', valid: 1, trust: 'exact' },
      histogram: {
        bins: bins([90_000, 102_000, 131_000, 99_000, 140_000, 160_000, 121_000, 88_000, 96_000, 101_000]),
        trust: 'exact',
      },
    },
    {
      column: 'csyy',
      nulls: 402_000,
      empties: 0,
      distinct: { count: 3, trust: 'exact' },
      top: {
        values: [
          { value: '1', rows: 610_318 },
          { value: '2', rows: 150_000 },
          { value: '9', rows: 42_000 },
        ],
        trust: 'exact',
      },
      lengths: { min: 1, max: 1, mean: 1 },
      min: '1',
      max: '9',
      semantic: null,
      histogram: null,
    },
    {
      column: 'bz',
      nulls: 1_204_318,
      empties: 0,
      distinct: { count: 0, trust: 'exact' },
      top: { values: [], trust: 'exact' },
      lengths: null,
      min: null,
      max: null,
      semantic: null,
      histogram: null,
    },
  ],
}

export const storyDiagnosis: Diagnosis = {
  health: 'failing',
  milliseconds: 212,
  newestAt: null,
  steps: [
    { id: 'listed', state: 'passed', detail: { zh: 'db.court.example:5432', en: 'db.court.example:5432' } },
    { id: 'resolved', state: 'passed', detail: { zh: '10.1.2.3', en: '10.1.2.3' } },
    { id: 'connected', state: 'passed', detail: null },
    {
      id: 'signed-in',
      state: 'failed',
      code: 'wrong-password',
      detail: {
        zh: '数据源拒绝了用户“reader”的登录。请检查用户名和密码。',
        en: 'The source refused the login of "reader". Check the user name and the password.',
      },
    },
    { id: 'readable', state: 'not-reached', detail: null },
    { id: 'tables', state: 'not-reached', detail: null },
  ],
}

export const storyPreview: FilePreview = {
  encodings: [
    { encoding: 'gb18030', certainty: 'unsure', clean: true, lines: ['在押人员名册', '序号,证件号,入所日'] },
    { encoding: 'big5', certainty: 'unsure', clean: true, lines: ['婓揯佹埜靡聊', '唗瘍,痐璃瘍,忳'] },
  ],
  problem: null,
  tables: [
    {
      sheet: null,
      table: '名册',
      encoding: 'gb18030',
      delimiter: ',',
      header: { first: 2, count: 1 },
      columns: [
        {
          name: '证件号',
          proposal: { type: 'resident-id', valid: 0.98, values: 399, dateFormats: [] },
          confirmed: null,
        },
        {
          name: '入所日',
          proposal: { type: 'date', valid: 1, values: 400, dateFormats: ['d/m/yyyy', 'm/d/yyyy'] },
          confirmed: null,
        },
      ],
      rows: [
        { row: 3, values: ['100101199001010013', '3/4/2026'] },
        { row: 5, values: [null, '5/6/2026'] },
      ],
      skipped: [
        { row: 1, why: 'title', text: '在押人员名册' },
        { row: 2, why: 'header', text: '证件号,入所日' },
        { row: 6, why: 'footer', text: '合计,2' },
      ],
      rejects: [
        {
          row: 4,
          column: null,
          reason: { zh: '列数与表头不符：应有 2 列，实有 3 列', en: 'The row does not fit the header' },
          original: '1,2,3',
        },
      ],
      damaged: [
        {
          row: 5,
          column: '证件号',
          kind: 'damaged',
          reason: { zh: '末几位已丢失', en: 'Its last digits are lost' },
          original: '1.00101E+17',
        },
      ],
      rowsRead: 3,
      complete: true,
      warnings: [],
    },
  ],
}
