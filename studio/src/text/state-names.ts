import type { Text } from '@jianmo/connectors/words'
import type { LeadSummary, RunMode, RunState, SourceProgress, VersionState } from '@jianmo/engine/api'

/** Words of the states that several pages show. */
export const runStateNames = {
  queued: { zh: '排队中', en: 'Queued' },
  reading: { zh: '读取数据', en: 'Reading' },
  computing: { zh: '计算中', en: 'Computing' },
  finished: { zh: '已完成', en: 'Finished' },
  failed: { zh: '失败', en: 'Failed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  interrupted: { zh: '中断', en: 'Interrupted' },
} as const satisfies Record<RunState, Text>

export const runModeNames = {
  trial: { zh: '试算', en: 'Trial' },
  formal: { zh: '正式', en: 'Formal' },
} as const satisfies Record<RunMode, Text>

export const versionStateNames = {
  submitted: { zh: '待审核', en: 'In review' },
  returned: { zh: '已退回', en: 'Returned' },
  approved: { zh: '已批准', en: 'Approved' },
} as const satisfies Record<VersionState, Text>

export const leadStateNames = {
  new: { zh: '新增', en: 'New' },
  still: { zh: '仍在', en: 'Still there' },
  gone: { zh: '已消失', en: 'Gone' },
  trial: { zh: '试算', en: 'Trial' },
} as const satisfies Record<LeadSummary['state'], Text>

export const sourceProgressNames = {
  waiting: { zh: '等待', en: 'Waiting' },
  reading: { zh: '读取中', en: 'Reading' },
  read: { zh: '已读', en: 'Read' },
} as const satisfies Record<SourceProgress['state'], Text>

export function isRunning(state: RunState): boolean {
  return state === 'queued' || state === 'reading' || state === 'computing'
}

/** Where a node is computed. */
export const siteNames = { hub: { zh: '本地', en: 'local' } } satisfies Record<'hub', Text>
