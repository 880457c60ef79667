import type { ListingSummary } from '@jianmo/engine/api'

const text = (zh: string, en = zh) => ({ zh, en })
const node = (id: string, type: string, title: string, x: number, y: number) => ({
  id,
  type,
  title,
  position: { x, y },
  config: {},
})
const edge = (from: string, to: string) => ({
  id: `${from}-${to}`,
  from: { node: from, port: 'rows' },
  to: { node: to, port: 'rows' },
})

/** An invented listing for stories. */
export const listingFixture: ListingSummary = {
  id: 'listing-1',
  title: '看守所超期投送',
  summary: '生效判决的罪犯，收到执行文书一个月后仍未送交监狱。',
  version: 2,
  organization: '甲县人民检察院',
  listedAt: '2026-11-20T02:00:00Z',
  inputs: [
    { table: 'T19', label: text('检察案件'), bound: true },
    { table: 'T01', label: text('刑事生效裁判'), bound: true },
    { table: 'T03', label: text('看守所在押人员'), bound: false },
  ],
  clones: 12,
  clonedAs: null,
  document: {
    format: 'jianmo.graph',
    formatVersion: 1,
    title: '看守所超期投送',
    summary: '',
    parameters: [],
    nodes: [
      node('t19', 'source', '检察案件 T19', 0, 0),
      node('t01', 'source', '刑事生效裁判 T01', 0, 130),
      node('t03', 'source', '看守所在押 T03', 0, 300),
      node('norm', 'normalise-identity', '身份归一', 260, 300),
      node('join1', 'join', '一次碰撞：生效名单', 260, 60),
      node('join2', 'join', '二次碰撞：仍在押', 540, 150),
      node('judge', 'judge', '研判：超期未投送', 810, 150),
      node('out', 'lead-output', '线索', 1080, 150),
    ],
    edges: [
      edge('t19', 'join1'),
      edge('t01', 'join1'),
      edge('t03', 'norm'),
      edge('join1', 'join2'),
      edge('norm', 'join2'),
      edge('join2', 'judge'),
      edge('judge', 'out'),
    ],
    notes: [],
  },
}
