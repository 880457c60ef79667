import type { LogicalTable, Statute } from '@jianmo/connectors/words'
import type { GraphDocument } from '@jianmo/engine/graph'

/** A small model for stories: one of each state that a card can be in. Figures and law are made up. */
export const storyTables: readonly LogicalTable[] = [
  {
    id: 'T90',
    version: 1,
    name: 'example_register',
    label: { zh: '示例名册', en: 'Example register' },
    agency: { zh: '某机关', en: 'Some agency' },
    about: { zh: '故事里用的示例表', en: 'A table for stories' },
    key: ['id_no'],
    columns: [
      {
        name: 'id_no',
        label: { zh: '证件号码', en: 'Id' },
        type: 'text',
        semantic: 'resident-id',
        sensitivity: 'sensitive',
        required: true,
      },
      {
        name: 'name',
        label: { zh: '姓名', en: 'Name' },
        type: 'text',
        semantic: 'person-name',
        sensitivity: 'personal',
        required: true,
      },
      {
        name: 'received',
        label: { zh: '收到日', en: 'Received' },
        type: 'date',
        sensitivity: 'internal',
        required: true,
      },
      { name: 'days', label: { zh: '天数', en: 'Days' }, type: 'integer', sensitivity: 'internal', required: true },
    ],
  },
]

export const storyStatutes: readonly Statute[] = [
  {
    key: 'example.limit',
    law: { zh: '示例法', en: 'Example Act' },
    article: { zh: '第九条', en: 'art. 9' },
    text: { zh: '应当在收到之日起一个月内办理。', en: 'To be done within one month of receipt.' },
    inForceFrom: '2026-11-01',
    inForceTo: null,
    standing: 'verified',
  },
  {
    key: 'example.limit',
    law: { zh: '示例法', en: 'Example Act' },
    article: { zh: '第七条（旧）', en: 'art. 7 (old)' },
    text: { zh: '应当及时办理。', en: 'To be done in time.' },
    inForceFrom: null,
    inForceTo: '2026-10-31',
    standing: 'unverified',
  },
]

const at = (x: number, y: number) => ({ x, y })
const edge = (id: string, from: string, to: string, port = 'rows', input = 'rows') => ({
  id,
  from: { node: from, port },
  to: { node: to, port: input },
})

export const storyDocument: GraphDocument = {
  format: 'jianmo.graph',
  formatVersion: 1,
  title: '示例模型',
  summary: '',
  parameters: [{ name: 'run_date', label: { zh: '运行日', en: 'Run date' }, type: 'date', value: '2026-11-20' }],
  nodes: [
    { id: 'source', type: 'source', title: '示例名册 T90', position: at(0, 60), config: { table: 'T90' } },
    { id: 'identity', type: 'normalise-identity', title: '核身份', position: at(290, 60), config: { column: 'id_no' } },
    { id: 'good', type: 'filter', title: '超过三十日', position: at(580, 0), config: { condition: 'days > 30' } },
    { id: 'bad', type: 'filter', title: '写错的条件', position: at(580, 140), config: { condition: 'dayz + 1' } },
    { id: 'open', type: 'filter', title: '还没写条件', position: at(580, 290), config: { condition: '' } },
  ],
  edges: [
    edge('e-1', 'source', 'identity'),
    edge('e-2', 'identity', 'good'),
    edge('e-3', 'identity', 'bad'),
    edge('e-4', 'identity', 'open', 'unverified'),
  ],
  notes: [
    {
      id: 'note-1',
      text: '为什么从收到日算起：见示例法第九条。',
      position: at(0, 190),
      size: { width: 208, height: 70 },
    },
  ],
}
