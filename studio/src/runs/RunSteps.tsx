import type { RunDetail } from '@jianmo/engine/api'
import { useQuery } from '@tanstack/react-query'
import { trpc } from '../app/api.ts'
import { formatCount, formatShare, useText } from '../text/index.ts'
import { DataTable, outcomeNames, Panel } from '../ui/index.ts'

/** Collisions, dropped duplicates and judgements, counted. */
export function RunSteps({ run }: { readonly run: RunDetail }) {
  const t = useText()
  // Titles come from the model as it is now; a node that has gone since shows its id.
  const model = useQuery({ ...trpc.models.open.queryOptions({ modelId: run.modelId }), staleTime: 60_000 })
  const titleOf = (nodeId: string) => model.data?.document.nodes.find((node) => node.id === nodeId)?.title ?? nodeId

  const ruleTitle = (nodeId: string, rule: string) =>
    titleOfRule(model.data?.document.nodes.find((node) => node.id === nodeId)?.config.rules, rule)

  return (
    <>
      {run.joins.length > 0 && (
        <Panel
          title={t({ zh: '碰撞', en: 'Collisions' })}
          hint={t({ zh: '左侧 = 匹配 + 未匹配 + 待核身份', en: 'left = matched + unmatched + unidentified' })}
        >
          <DataTable
            label={t({ zh: '碰撞', en: 'Collisions' })}
            rows={run.joins}
            rowKey={(join) => join.nodeId}
            columns={[
              { key: 'node', title: t({ zh: '节点', en: 'Node' }), render: (join) => <b>{titleOf(join.nodeId)}</b> },
              {
                key: 'left',
                title: t({ zh: '左侧', en: 'Left' }),
                kind: 'number',
                render: (join) => formatCount(join.left),
              },
              {
                key: 'matched',
                title: t({ zh: '匹配', en: 'Matched' }),
                kind: 'number',
                render: (join) => formatCount(join.matched),
              },
              {
                key: 'share',
                title: t({ zh: '匹配率', en: 'Share' }),
                kind: 'number',
                render: (join) => formatShare(join.matched, join.left),
              },
              {
                key: 'unmatched',
                title: t({ zh: '未匹配', en: 'Unmatched' }),
                kind: 'number',
                render: (join) => formatCount(join.unmatched),
              },
              {
                key: 'unidentified',
                title: t({ zh: '待核身份', en: 'Unidentified' }),
                kind: 'number',
                render: (join) => (
                  <span style={join.unidentified > 0 ? { color: 'var(--stale)', fontWeight: 600 } : undefined}>
                    {formatCount(join.unidentified)} ({formatShare(join.unidentified, join.left)})
                  </span>
                ),
              },
              {
                key: 'right',
                title: t({ zh: '右侧', en: 'Right' }),
                kind: 'number',
                render: (join) => formatCount(join.right),
              },
              {
                key: 'right-unidentified',
                title: t({ zh: '右侧待核', en: 'Right unidentified' }),
                kind: 'number',
                render: (join) => formatCount(join.rightUnidentified),
              },
            ]}
          />
        </Panel>
      )}
      {run.dropped.length > 0 && (
        <Panel title={t({ zh: '去重与取前 N', en: 'Rows dropped' })}>
          <DataTable
            label={t({ zh: '去重与取前 N', en: 'Rows dropped' })}
            rows={run.dropped}
            rowKey={(drop) => drop.nodeId}
            columns={[
              { key: 'node', title: t({ zh: '节点', en: 'Node' }), render: (drop) => <b>{titleOf(drop.nodeId)}</b> },
              {
                key: 'rows',
                title: t({ zh: '舍去', en: 'Dropped' }),
                hint: t({ zh: '行', en: 'rows' }),
                kind: 'number',
                render: (drop) => formatCount(drop.rows),
              },
            ]}
          />
        </Panel>
      )}
      {run.judged.length > 0 && (
        <Panel title={t({ zh: '研判', en: 'Judgements' })}>
          <DataTable
            label={t({ zh: '研判', en: 'Judgements' })}
            rows={judgedByRule(run.judged)}
            rowKey={(judged) => `${judged.nodeId} ${judged.rule} ${judged.outcome}`}
            columns={[
              {
                key: 'node',
                title: t({ zh: '节点', en: 'Node' }),
                render: (judged) => <b>{titleOf(judged.nodeId)}</b>,
              },
              {
                key: 'rule',
                title: t({ zh: '规则', en: 'Rule' }),
                render: (judged) => ruleTitle(judged.nodeId, judged.rule),
              },
              {
                key: 'outcome',
                title: t({ zh: '结果', en: 'Outcome' }),
                kind: 'nowrap',
                render: (judged) => t(outcomeNames[judged.outcome]),
              },
              {
                key: 'rows',
                title: t({ zh: '行', en: 'Rows' }),
                kind: 'number',
                render: (judged) => formatCount(judged.rows),
              },
            ]}
          />
        </Panel>
      )}
    </>
  )
}

/** The run counts by reason as well; here a rule has one line an outcome. */
function judgedByRule(judged: RunDetail['judged']): RunDetail['judged'] {
  const lines = new Map<string, RunDetail['judged'][number]>()
  for (const line of judged) {
    const key = `${line.nodeId} ${line.rule} ${line.outcome}`
    lines.set(key, { ...line, rows: line.rows + (lines.get(key)?.rows ?? 0) })
  }
  return [...lines.values()].toSorted((a, b) => a.nodeId.localeCompare(b.nodeId) || a.rule.localeCompare(b.rule))
}

/** A judge node's config is its own; only id and title of its rules are looked for. */
function titleOfRule(rules: unknown, id: string): string {
  const found: unknown = Array.isArray(rules)
    ? rules.find((rule: unknown) => typeof rule === 'object' && rule !== null && 'id' in rule && rule.id === id)
    : undefined
  return typeof found === 'object' && found !== null && 'title' in found && typeof found.title === 'string'
    ? found.title
    : id
}
