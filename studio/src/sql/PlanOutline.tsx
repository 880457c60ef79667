import type { NodeSql } from '@jianmo/engine/api'
import { dialectNames } from '@jianmo/engine/expression'
import { Tooltip } from 'antd'
import { useText } from '../text/index.ts'

const operatorNames: Readonly<Record<string, { zh: string; en: string }>> = {
  scan: { zh: '读表', en: 'scan' },
  read: { zh: '读取', en: 'read' },
  values: { zh: '录入的行', en: 'values' },
  project: { zh: '取列', en: 'project' },
  filter: { zh: '筛选', en: 'filter' },
  join: { zh: '碰撞', en: 'join' },
  aggregate: { zh: '分组', en: 'aggregate' },
  window: { zh: '排名', en: 'window' },
  union: { zh: '合并', en: 'union' },
  distinct: { zh: '去重', en: 'distinct' },
  sort: { zh: '排序', en: 'sort' },
  share: { zh: '留存', en: 'share' },
}

/** What a statement says, operator by operator, with the cards each came from, and where the node could run. */
export function PlanOutline({ sql, titleOf }: { readonly sql: NodeSql; readonly titleOf: (nodeId: string) => string }) {
  const t = useText()
  const lines = sql.operators.map((line, place) => ({ ...line, place }))
  return (
    <div className="sql-plan">
      <ul aria-label={t({ zh: '可以执行这个节点的引擎', en: 'Engines that could compute this node' })}>
        {sql.dialects.map(({ dialect, fidelity, because }) => (
          <li key={dialect} data-fidelity={fidelity}>
            <Tooltip title={because ? `${because.id}：${t(because.reason)}` : null}>
              <span tabIndex={because ? 0 : undefined}>
                {fidelity === 'exact' ? '✓' : fidelity === 'superset' ? '⊇' : '✗'} {dialectNames[dialect]}
              </span>
            </Tooltip>
          </li>
        ))}
      </ul>
      <ol aria-label={t({ zh: '语句里的运算', en: 'Operators of the statement' })}>
        {lines.map(({ operator, depth, nodeIds, place }) => (
          <li key={place} style={{ paddingInlineStart: depth * 12 }} data-own={nodeIds.includes(sql.nodeId)}>
            {t(operatorNames[operator] ?? { zh: operator, en: operator })}
            <span>{nodeIds.map(titleOf).join(t({ zh: '、', en: ', ' }))}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
