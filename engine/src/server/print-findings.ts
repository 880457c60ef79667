import { demoPassword } from '../api/admin.verbs.ts'
import type { Severity } from '../api/wire.ts'
import { demoAccounts } from './demo-accounts.ts'
import type { DemoFindings } from './run-demo.ts'

const severityNames: readonly (readonly [Severity, string, string])[] = [
  ['red', '红', 'red'],
  ['orange', '橙', 'orange'],
  ['yellow', '黄', 'yellow'],
  ['blue', '蓝', 'blue'],
  ['green', '绿', 'green'],
]

const shownRejects = 8

/** What the example found, in both languages. Rows were masked before they came here. */
export function findingsText({ title, run, rejects }: DemoFindings): string {
  const count = (number: number) => number.toLocaleString('en-US')
  const byReason = [...Map.groupBy(rejects, ({ row, source }) => `${source} ${row.reason.zh}`).values()]
  const lines = [
    '',
    `■ ${title} · 试算 trial · ${run.runDate}`,
    '  数据源 Sources',
    ...run.sources.map(
      ({ logicalTable, sourceName, rows, rejected }) =>
        `    ${logicalTable}  ${sourceName}：读取 ${count(rows)} 行，拒收 ${count(rejected)} 行 · read ${count(rows)} rows, rejected ${count(rejected)}`,
    ),
    ...(byReason.length === 0 ? [] : ['  拒收原因 Rejected rows']),
    ...byReason.slice(0, shownRejects).map((group) => {
      const { source, row } = group[0] as (typeof group)[number]
      return `    ${source}：${row.reason.zh} ${group.length} 行 · ${row.reason.en} (${group.length})`
    }),
    '  疑似线索 Leads by severity',
    `    ${severityNames.map(([severity, zh, en]) => `${zh} ${en} ${run.severities[severity]}`).join(' · ')}　共 total ${run.leads}`,
    `  待补数据 cannot determine：${run.undetermined}`,
    `  待核身份 identity to verify：${run.unidentified}`,
    ...(run.warnings.length === 0
      ? []
      : [`  提醒 warnings：${run.warnings.length}（例 e.g. ${run.warnings[0]?.text.zh}）`]),
    `  用时 ${run.seconds.toFixed(1)} 秒 seconds`,
  ]
  return `${lines.join('\n')}\n`
}

export function accountsText(): string {
  const lines = demoAccounts.map(({ username, zh, en }) => `    ${username.padEnd(8)}  ${zh} · ${en}`)
  return [`  演示账号 Demo accounts（口令 password：${demoPassword}）`, ...lines, ''].join('\n')
}
