import { figuresOf, type RunFigures } from '../document/index.ts'
import { storyDocument } from './story-document.ts'

/** A run of the model of the stories. */
export const storyRun: RunFigures = figuresOf({
  id: 'r',
  modelId: 'm',
  modelTitle: '示例',
  mode: 'trial',
  state: 'finished',
  startedAt: '2026-11-20T01:00:00Z',
  finishedAt: '2026-11-20T01:00:09Z',
  startedBy: '某检察官',
  runDate: '2026-11-20',
  leads: 3,
  undetermined: 1,
  unidentified: 21,
  parameters: [],
  versionHash: '',
  sqlHash: '',
  versionNumber: null,
  seconds: 9,
  sources: [
    {
      nodeId: 'source',
      logicalTable: 'T90',
      sourceName: '名册.xlsx',
      snapshot: '',
      readAt: '',
      rows: 1377,
      rejected: 9,
    },
  ],
  counts: [
    { nodeId: 'source', port: 'rows', rows: 1377 },
    { nodeId: 'identity', port: 'rows', rows: 1356 },
    { nodeId: 'identity', port: 'unverified', rows: 21 },
    { nodeId: 'good', port: 'rows', rows: 42 },
  ],
  joins: [],
  dropped: [],
  judged: [],
  severities: { red: 0, orange: 0, yellow: 0, blue: 0, green: 0 },
  outcomes: { violation: 2, suspect: 1 },
  drawn: storyDocument,
  changes: null,
  warnings: [],
  problem: null,
})
