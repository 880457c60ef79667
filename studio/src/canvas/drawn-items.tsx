import type { Text } from '@jianmo/connectors/words'
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

export function DrawnTile({ item }: { readonly item: DrawnItem }) {
  return (
    <span className="node-tile" data-family="note">
      <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
        <path d={item.path} />
      </svg>
    </span>
  )
}
