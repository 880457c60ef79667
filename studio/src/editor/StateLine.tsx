import { Tooltip } from 'antd'
import type { SaveState } from '../document/index.ts'
import { formatTime, useText } from '../text/index.ts'

/** Always one of: 已保存, 正在保存, 未保存, 有冲突 (or 只读). */
export function StateLine({ state }: { readonly state: SaveState }) {
  const t = useText()
  const words = {
    saved: { zh: '已保存', en: 'Saved' },
    unsaved: { zh: '未保存', en: 'Not saved' },
    saving: { zh: '正在保存', en: 'Saving' },
    offline: { zh: '未保存（离线）', en: 'Not saved (offline)' },
    conflict: { zh: '有冲突', en: 'Conflict' },
    'read-only': { zh: '只读', en: 'Read only' },
  } satisfies Record<SaveState['kind'], { zh: string; en: string }>
  const line = (
    <span className="state-line" role="status" data-state={state.kind}>
      <i aria-hidden="true" />
      {t(words[state.kind])}
      {state.kind === 'saved' && state.at !== null && <time dateTime={state.at}>{formatTime(state.at).slice(11)}</time>}
    </span>
  )
  return state.kind === 'offline' ? <Tooltip title={t(state.reason)}>{line}</Tooltip> : line
}
