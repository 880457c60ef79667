import type { WhyNot, WhyNotEnd } from '@jianmo/engine/api'

/** Made-up answers for stories, masked as the server masks them. */
const source: WhyNot['sources'][number] = {
  nodeId: 'judgments',
  tableLabel: { zh: '刑事生效裁判', en: 'Judgments' },
  sourceName: '法院裁判库',
  batch: '2026-11-20T01:00:00Z',
  total: 1240,
  rows: [317],
  capped: false,
  columns: [{ zh: '证件号码', en: 'Id' }],
  near: [],
}

const stays: WhyNot['sources'][number] = {
  ...source,
  nodeId: 'stays',
  sourceName: '看守所系统',
  total: 749,
  rows: [12],
}

const plain = { label: null, value: null }

const stopped: WhyNotEnd = {
  kind: 'stopped',
  sourceNodeId: 'judgments',
  nodeId: 'to-enforce',
  port: 'rows',
  path: [
    { nodeId: 'judgments', port: 'rows', rows: 1 },
    { nodeId: 'identity', port: 'rows', rows: 1 },
  ],
  decisive: true,
  because: null,
  through: [],
  reasons: [
    {
      kind: 'conditions',
      rows: [
        [
          {
            text: "main_penalty in ('fixed_term', 'life')",
            value: true,
            alone: false,
            operands: [
              {
                text: 'main_penalty',
                label: { zh: '主刑', en: 'Main penalty' },
                value: 'fixed_term',
                valueLabel: { zh: '有期徒刑', en: 'Fixed term' },
              },
            ],
          },
          {
            text: 'effective_date <= $run_date',
            value: false,
            alone: true,
            operands: [
              { text: 'effective_date', label: { zh: '生效日期', en: 'Effective' }, value: '2026-12-01' },
              { text: '$run_date', label: null, value: '2026-11-20' },
            ],
          },
        ],
      ],
    },
  ],
}

const joined: WhyNotEnd = {
  ...stopped,
  sourceNodeId: 'stays',
  nodeId: 'in-register',
  port: 'right',
  path: [{ nodeId: 'stays', port: 'rows', rows: 1 }],
  because: 'to-enforce',
  reasons: [
    {
      kind: 'partner',
      join: 'inner',
      side: 'right',
      keys: [[{ text: 'id_no', label: { zh: '证件号码', en: 'Id' }, value: '10********0317' }]],
      alone: [false],
      partners: [],
      lostAt: { nodeId: 'to-enforce', after: 'identity' },
      on: [],
    },
  ],
}

export const stoppedFixture: WhyNot = {
  verdict: 'stopped',
  understood: { text: '10********0317', reason: null },
  runId: '00000000-0000-4000-8000-000000000001',
  computedAt: '2026-11-20T01:00:00Z',
  sameModel: true,
  nodes: [
    { nodeId: 'judgments', title: '刑事生效裁判' },
    { nodeId: 'identity', title: '核身份' },
    { nodeId: 'to-enforce', title: '应交付执行的实刑' },
    { nodeId: 'stays', title: '看守所在押人员' },
    { nodeId: 'in-register', title: '碰撞二：在押名册' },
    { nodeId: 'once', title: '最近一次羁押' },
    { nodeId: 'judge', title: '研判' },
  ],
  sources: [source, stays],
  ends: [stopped, joined],
  leads: [],
}

export const winnerFixture: WhyNot = {
  ...stoppedFixture,
  sameModel: false,
  ends: [
    {
      ...stopped,
      nodeId: 'once',
      reasons: [
        {
          kind: 'winner',
          rows: [
            {
              rank: 2,
              kept: 1,
              partition: [{ text: 'id_no', label: { zh: '证件号码', en: 'Id' }, value: '10********0317' }],
              order: [
                {
                  direction: 'descending',
                  own: { text: 'admit_date', label: { zh: '入所日期', en: 'Admitted' }, value: '2025-03-01' },
                  winner: { text: 'admit_date', label: { zh: '入所日期', en: 'Admitted' }, value: '2026-01-15' },
                },
              ],
            },
          ],
        },
      ],
    },
  ],
}

export const rulesFixture: WhyNot = {
  ...stoppedFixture,
  ends: [
    {
      ...stopped,
      nodeId: 'judge',
      reasons: [
        {
          kind: 'rules',
          rows: [
            [
              {
                id: 'R1',
                title: '超期未投送监狱',
                conditions: [
                  {
                    role: 'unless',
                    reason: '因病暂不收押',
                    text: 'ill',
                    value: true,
                    alone: false,
                    operands: [{ ...plain, text: 'ill', value: 'true' }],
                  },
                  {
                    role: 'undetermined',
                    reason: '没有收到日',
                    text: 'recv is null',
                    value: false,
                    alone: false,
                    operands: [{ ...plain, text: 'recv', value: '2026-01-05' }],
                  },
                  {
                    role: 'when',
                    reason: '期限不明',
                    text: 'overdue',
                    value: null,
                    alone: false,
                    operands: [{ ...plain, text: 'overdue', value: null }],
                  },
                ],
              },
            ],
          ],
        },
      ],
    },
  ],
}

export const excludedFixture: WhyNot = {
  ...stoppedFixture,
  ends: [
    {
      ...joined,
      sourceNodeId: 'judgments',
      because: null,
      reasons: [
        {
          kind: 'partner',
          join: 'anti',
          side: 'left',
          keys: [[{ text: 'id_no', label: { zh: '证件号码', en: 'Id' }, value: '10********0317' }]],
          alone: [true],
          partners: [
            {
              values: [
                {
                  text: 'type',
                  label: { zh: '裁定类型', en: 'Type' },
                  value: 'parole',
                  valueLabel: { zh: '假释', en: 'Parole' },
                },
                { text: 'ruling_date', label: { zh: '裁定日期', en: 'Ruled' }, value: '2026-05-06' },
              ],
              rows: [{ nodeId: 'stays', row: 88 }],
            },
          ],
          lostAt: null,
          on: [],
        },
      ],
    },
  ],
}

export const nowhereFixture: WhyNot = {
  ...stoppedFixture,
  verdict: 'nowhere',
  understood: {
    text: '10********0318',
    reason: { zh: '校验位不符，可能有录入错误', en: 'The check character does not fit' },
  },
  sources: [
    { ...source, rows: [], near: [317] },
    { ...stays, rows: [] },
  ],
  ends: [],
}

export const leadFixture: WhyNot = {
  ...stoppedFixture,
  verdict: 'lead',
  ends: [{ ...stopped, kind: 'lead', nodeId: 'judge', reasons: [] }],
  leads: [{ rowId: 'a1', rule: 'R1', title: '超期未投送监狱', outcome: 'violation', severity: 'red' }],
}
