import type { Text } from '@jianmo/connectors/words'
import { Popover } from 'antd'
import { useEffect } from 'react'
import { useText } from '../text/index.ts'

const commandKey = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform) ? '⌘' : 'Ctrl'

/** The keys of the canvas, as its help shows them. */
const groups: readonly { readonly title: Text; readonly keys: readonly (readonly [string, Text])[] }[] = [
  {
    title: { zh: '添加', en: 'Add' },
    keys: [
      ['a … z', { zh: '在指针处查找并添加', en: 'Find and add at the pointer' }],
      [
        'Space',
        {
          zh: '给选中的节点接下一步；未选中时打开节点列表',
          en: 'The next step of the selected card; else the list of nodes',
        },
      ],
      ['Insert', { zh: '在选中节点后面的线上插入', en: 'Insert on the wire behind the selected card' }],
      ['Alt Enter', { zh: '采用选中节点的建议', en: 'Take what the selected card proposes' }],
      ['R', { zh: '把选中的节点换成别的', en: 'Replace the selected card' }],
      [`${commandKey} D`, { zh: '复制一份', en: 'Duplicate' }],
      [`${commandKey} C / V`, { zh: '复制、粘贴，可跨模型', en: 'Copy and paste, between models too' }],
    ],
  },
  {
    title: { zh: '连线', en: 'Connect' },
    keys: [
      [
        'C',
        {
          zh: '连线：方向键选择，Enter 连上；再按 C 换端口',
          en: 'Connect: arrows choose, Enter connects; C again: next port',
        },
      ],
      [
        `${commandKey} L`,
        {
          zh: '连接两个选中的节点；选中节点和线时，插入到线上',
          en: 'Connect two selected cards; put a selected card on a selected edge',
        },
      ],
      [`${commandKey} Shift L`, { zh: '断开选中节点的连线', en: 'Disconnect the selected cards' }],
    ],
  },
  {
    title: { zh: '走动', en: 'Move about' },
    keys: [
      ['← ↑ ↓ →', { zh: '走到旁边的节点；加 Shift 一起选中', en: 'To the card beside it; with Shift select both' }],
      [
        `Alt / ${commandKey} ← ↑ ↓ →`,
        { zh: '移动选中的节点；加 Shift 微移', en: 'Move the selection; with Shift by less' },
      ],
      ['Alt L', { zh: '自动布局；选中几个时只排这几个', en: 'Tidy up; with several cards selected only those' }],
      ['Alt P', { zh: '固定位置，自动布局时不动', en: 'Pin: auto-layout leaves it' }],
      [
        'Enter',
        {
          zh: '到属性里修改，先到有问题的一项；Esc 回到画布',
          en: 'To its properties, first to what is wrong; Esc comes back',
        },
      ],
      ['Space + 拖', { zh: '按住空格拖动画布', en: 'Hold Space and drag to pan' }],
      [`${commandKey} F`, { zh: '查找；再按一次用浏览器的查找', en: 'Find; again: the browser’s own' }],
      ['Esc', { zh: '返回上一层：菜单、面板、选中', en: 'One level back: menu, panel, selection' }],
      ['F6', { zh: '到下一个区域', en: 'To the next region' }],
    ],
  },
  {
    title: { zh: '其他', en: 'Others' },
    keys: [
      ['Delete', { zh: '删除', en: 'Delete' }],
      [`${commandKey} Delete`, { zh: '删除并接上前后', en: 'Delete and heal' }],
      [`${commandKey} G`, { zh: '分组框', en: 'Frame' }],
      [`${commandKey} Z / Y`, { zh: '撤销、重做', en: 'Undo, redo' }],
      [`${commandKey} Enter`, { zh: '运行到线索', en: 'Run to leads' }],
      [`${commandKey} Shift Enter`, { zh: '只重新计算过时的节点', en: 'Count the stale cards again' }],
    ],
  },
]

interface KeyHelpProps {
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}

export function KeyHelp({ open, onOpen }: KeyHelpProps) {
  const t = useText()
  const name = t({ zh: '快捷键（?）', en: 'Keys (?)' })
  useEffect(() => {
    if (!open) return
    const close = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      onOpen(false)
      event.stopPropagation()
    }
    window.addEventListener('keydown', close, true)
    return () => window.removeEventListener('keydown', close, true)
  }, [open, onOpen])
  return (
    <Popover
      open={open}
      onOpenChange={onOpen}
      trigger="click"
      placement="topLeft"
      content={
        <div className="key-help">
          {groups.map(({ title, keys }) => (
            <section key={title.en}>
              <h3>{t(title)}</h3>
              <dl>
                {keys.map(([key, does]) => (
                  <div key={key}>
                    <dt>
                      <kbd>{t({ zh: key, en: key.replace('拖', 'drag') })}</kbd>
                    </dt>
                    <dd>{t(does)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      }
    >
      <button type="button" aria-label={name} title={name} aria-expanded={open}>
        <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
          <path d="M2 4.5h12v7H2zM4.5 7h.01M7 7h.01M9.5 7h.01M12 7h-.5M5 9.3h6" strokeLinecap="round" />
        </svg>
      </button>
    </Popover>
  )
}
