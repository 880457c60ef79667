import type { Column } from '@jianmo/connectors/words'
import type { GraphNode } from '@jianmo/engine/graph'
import { Button } from 'antd'
import { takeProposal, useDispatch, useProposal } from '../document/index.ts'
import { useText } from '../text/index.ts'
import { Notice } from '../ui/index.ts'
import { itemsOf, textOf } from './controls/read-config.ts'

interface ProposalNoteProps {
  readonly node: GraphNode
  readonly columnsAt: (port: string) => readonly Column[]
}

/** What the node proposes, in words, before anybody takes it. */
export function ProposalNote({ node, columnsAt }: ProposalNoteProps) {
  const t = useText()
  const dispatch = useDispatch()
  const proposal = useProposal(node.id)
  if (proposal === null) return null
  const labelOf = (port: string, name: string) => {
    const column = columnsAt(port).find((one) => one.name === name)
    return column === undefined ? name : t(column.label)
  }
  const keys = itemsOf(proposal['keys'])
    .map(({ left, right }) => `${labelOf('left', textOf(left))} = ${labelOf('right', textOf(right))}`)
    .join(t({ zh: '、', en: ', ' }))
  const taken = itemsOf(proposal['take']).length
  return (
    <Notice
      tone="info"
      action={
        <Button size="small" onClick={() => dispatch(takeProposal(node, proposal))}>
          {t({ zh: '采用', en: 'Take' })}
        </Button>
      }
    >
      {taken === 0
        ? t({ zh: `建议按 ${keys} 碰撞。`, en: `Proposed: join by ${keys}.` })
        : t({
            zh: `建议按 ${keys} 碰撞，从右侧带来 ${taken} 列（不含个人信息）。`,
            en: `Proposed: join by ${keys} and take ${taken} columns of the right, none of them personal.`,
          })}
    </Notice>
  )
}
