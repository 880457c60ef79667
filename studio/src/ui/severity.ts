import type { Text } from '@jianmo/connectors/words'
import type { Severity } from '@jianmo/engine/api'

/** A severity, or 待补: a rule that could not be decided. */
export type MarkKind = Severity | 'unknown'

export const markKinds = ['red', 'orange', 'yellow', 'blue', 'green', 'unknown'] as const satisfies readonly MarkKind[]

/** What a colour means, in words: the screen never says it by colour alone. */
export const severityNames = {
  red: { zh: '红', en: 'Red' },
  orange: { zh: '橙', en: 'Orange' },
  yellow: { zh: '黄', en: 'Yellow' },
  blue: { zh: '蓝', en: 'Blue' },
  green: { zh: '绿', en: 'Green' },
  unknown: { zh: '待补', en: 'To be completed' },
} as const satisfies Record<MarkKind, Text>

export const outcomeNames = {
  violation: { zh: '疑似', en: 'Suspected' },
  suspect: { zh: '预警', en: 'Early warning' },
  'cannot-determine': { zh: '待补', en: 'To be completed' },
  ok: { zh: '未见异常', en: 'Nothing found' },
} as const
