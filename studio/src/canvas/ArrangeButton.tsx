import { Tooltip } from 'antd'
import { useView } from '../document/index.ts'
import { useText } from '../text/index.ts'

/** Two columns of cards, one below the other, joined: `自动布局`. */
export const arrangePath = 'M2.5 3h4v3.5h-4zM2.5 9.5h4V13h-4zM9.5 6.2h4v3.6h-4zM6.5 4.7H8v6.6H6.5M8 8h1.5'

export function ArrangeButton({ onArrange }: { readonly onArrange: () => void }) {
  const t = useText()
  const selected = useView((view) => view.selectedNodes.size)
  const busy = useView((view) => view.arranging)
  const name = busy
    ? t({ zh: '正在布局…', en: 'Arranging…' })
    : selected > 1
      ? t({ zh: '自动布局选中的部分', en: 'Tidy up the selection' })
      : t({ zh: '自动布局', en: 'Tidy up' })
  return (
    <Tooltip title={`${name} Alt+L`} mouseEnterDelay={0.5}>
      <button type="button" aria-label={name} aria-keyshortcuts="Alt+L" aria-busy={busy} onClick={onArrange}>
        <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
          <path d={arrangePath} />
        </svg>
      </button>
    </Tooltip>
  )
}
