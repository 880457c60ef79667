import type { Text } from '@jianmo/connectors/words'
import { arrangePath } from './ArrangeButton.tsx'
import { pinPath } from './PinButton.tsx'
import { noMark } from './palette-items.ts'

/** What may be drawn besides nodes. Both are found by typing, too. */
export interface DrawnItem {
  readonly key: 'note' | 'frame'
  readonly label: Text
  readonly about: Text
  readonly mark: Text
  readonly words: string
  readonly path: string
}

export const drawnItems: readonly DrawnItem[] = [
  {
    key: 'frame',
    label: { zh: '分组框', en: 'Frame' },
    about: {
      zh: '在选中的节点外加一个框：一起移动，可收起成一张卡片。',
      en: 'A frame around the selected nodes: they move together, and it collapses to one card.',
    },
    mark: { zh: 'Ctrl G', en: 'Ctrl G' },
    words: '分组 区域 收起 折叠 group section collapse',
    path: 'M3 5V3h2M11 3h2v2M13 11v2h-2M5 13H3v-2M5.5 5.5h5v5h-5z',
  },
  {
    key: 'note',
    label: { zh: '便笺', en: 'Note' },
    about: { zh: '写下这一步的理由，不参与计算。', en: 'Why a step is there. It computes nothing.' },
    mark: noMark,
    words: '便签 备注 说明 注释 comment sticky',
    path: 'M3 3h10v7l-3 3H3zM10 13v-3h3M5.5 6h5M5.5 8.5h3',
  },
]

/** What may be done with what is drawn, found in the same list. */
export interface CanvasAction extends Omit<DrawnItem, 'key'> {
  readonly key: 'arrange' | 'pin'
}

export const canvasActions: readonly CanvasAction[] = [
  {
    key: 'arrange',
    label: { zh: '自动布局', en: 'Tidy up' },
    about: {
      zh: '按流向排开节点；选中几个时只排这几个，固定的不动。',
      en: 'Sets the cards out along the flow; only those selected, if several are. What is pinned stays.',
    },
    mark: { zh: 'Alt L', en: 'Alt L' },
    words: '整理 排列 对齐 美化 layout arrange align',
    path: arrangePath,
  },
  {
    key: 'pin',
    label: { zh: '固定位置', en: 'Pin' },
    about: {
      zh: '固定选中的节点，自动布局时不动；再按一次放开。',
      en: 'Auto-layout leaves the selection; again lets it go.',
    },
    mark: { zh: 'Alt P', en: 'Alt P' },
    words: '锁定 钉住 lock fix',
    path: pinPath,
  },
]

export const isAction = (item: { readonly key: string }): item is CanvasAction =>
  canvasActions.some(({ key }) => key === item.key)

export function DrawnTile({ item }: { readonly item: DrawnItem | CanvasAction }) {
  return (
    <span className="node-tile" data-family="note">
      <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
        <path d={item.path} />
      </svg>
    </span>
  )
}
