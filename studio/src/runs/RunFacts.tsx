import type { RunDetail } from '@jianmo/engine/api'
import { formatCount, formatTime, useText } from '../text/index.ts'
import { DataTable, Panel } from '../ui/index.ts'

/** What a run can be checked by: parameters, version, hashes, and which batch or snapshot it read. */
export function RunFacts({ run }: { readonly run: RunDetail }) {
  const t = useText()
  return (
    <>
      <Panel
        title={t({ zh: '数据来源', en: 'Sources read' })}
        hint={t({ zh: '读入行数与同一快照内的计数相等', en: 'Rows received equal rows counted in the same snapshot' })}
      >
        <DataTable
          label={t({ zh: '数据来源', en: 'Sources read' })}
          rows={run.sources}
          rowKey={(source) => source.nodeId}
          empty={<p className="panel-body muted">{t({ zh: '没有读到数据。', en: 'Nothing was read.' })}</p>}
          columns={[
            {
              key: 'table',
              title: t({ zh: '逻辑表', en: 'Logical table' }),
              kind: 'nowrap',
              render: (source) => <b>{source.logicalTable}</b>,
            },
            { key: 'source', title: t({ zh: '数据源', en: 'Source' }), render: (source) => source.sourceName },
            {
              key: 'rows',
              title: t({ zh: '读入', en: 'Read' }),
              hint: t({ zh: '行', en: 'rows' }),
              kind: 'number',
              render: (source) => formatCount(source.rows),
            },
            {
              key: 'rejected',
              title: t({ zh: '拒收', en: 'Rejected' }),
              hint: t({ zh: '行', en: 'rows' }),
              kind: 'number',
              render: (source) => (
                <span style={source.rejected > 0 ? { color: 'var(--stale)', fontWeight: 600 } : undefined}>
                  {formatCount(source.rejected)}
                </span>
              ),
            },
            {
              key: 'snapshot',
              title: t({ zh: '批次或快照', en: 'Batch or snapshot' }),
              render: (source) => <span className="hash">{source.snapshot}</span>,
            },
            {
              key: 'at',
              title: t({ zh: '读取时间', en: 'Read at' }),
              kind: 'nowrap',
              render: (source) => formatTime(source.readAt),
            },
          ]}
        />
      </Panel>
      <Panel title={t({ zh: '复核依据', en: 'To check this run by' })} padded>
        <div className="fact-columns">
          <dl className="facts">
            {run.parameters.length === 0 && (
              <ParameterFact label={t({ zh: '参数', en: 'Parameters' })} value={t({ zh: '没有', en: 'none' })} />
            )}
            {run.parameters.map((parameter) => (
              <ParameterFact key={parameter.name} label={t(parameter.label)} value={parameter.value} />
            ))}
          </dl>
          <dl className="facts">
            <dt>{t({ zh: '版本', en: 'Version' })}</dt>
            <dd>{run.versionNumber === null ? t({ zh: '草稿', en: 'Draft' }) : `v${run.versionNumber}`}</dd>
            <dt>{t({ zh: '内容哈希', en: 'Content hash' })}</dt>
            <dd className="hash">{run.versionHash}</dd>
            <dt>{t({ zh: 'SQL 哈希', en: 'SQL hash' })}</dt>
            <dd className="hash">{run.sqlHash}</dd>
            <dt>{t({ zh: '运行编号', en: 'Run id' })}</dt>
            <dd className="hash">{run.id}</dd>
          </dl>
        </div>
      </Panel>
    </>
  )
}

function ParameterFact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="mono">{value}</dd>
    </>
  )
}
