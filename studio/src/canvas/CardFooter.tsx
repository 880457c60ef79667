import type { Severity } from '@jianmo/engine/api'
import type { NodeSpec } from '@jianmo/engine/nodes'
import type { ReactNode } from 'react'
import type { NodeFigures } from '../document/figures.ts'
import { useFigures, useNode, useOutputColumns, useProblems, useView } from '../document/index.ts'
import { type ChooseText, formatCount, formatShare, useText } from '../text/index.ts'
import { SeverityMark } from '../ui/index.ts'
import { type CardState, StateIcon } from './StateIcon.tsx'

const words = {
  rows: { zh: '行', en: 'rows' },
  columns: { zh: '列', en: 'columns' },
  rejected: { zh: '拒收', en: 'rejected' },
  matched: { zh: '匹配', en: 'matched' },
  unidentified: { zh: '待核', en: 'unidentified' },
  dropped: { zh: '去掉', en: 'dropped' },
  violation: { zh: '疑似', en: 'suspected' },
  suspect: { zh: '预警', en: 'early warning' },
  undetermined: { zh: '待补', en: 'undetermined' },
  judgedRows: {
    zh: '各条规则判断的行数；同一人同一件事的各行合为一条线索。',
    en: 'Rows that the rules judged; the rows of one person and one event are one lead.',
  },
  notRun: { zh: '未运行', en: 'not run' },
  incomplete: { zh: '有问题', en: 'has problems' },
  unfed: { zh: '缺少输入', en: 'input missing' },
  unbound: { zh: '待绑定', en: 'to be bound' },
  running: { zh: '正在计算…', en: 'computing…' },
  stale: { zh: '已过时', en: 'stale' },
} as const

interface CardFooterProps {
  readonly nodeId: string
  readonly spec: NodeSpec | undefined
}

/** State and numbers of the last run: the numbers are the interface. */
export function CardFooter({ nodeId, spec }: CardFooterProps) {
  const t = useText()
  const figures = useFigures(nodeId)
  const problems = useProblems(nodeId)
  const stale = useView((view) => view.stale.has(nodeId))
  const hasRun = useView((view) => view.figures !== null)
  const running = useView((view) => view.runningNode === nodeId)
  const table = useNode(nodeId)?.config.table
  const unbound = useView((view) => typeof table === 'string' && view.unbound.has(table))
  const port = Object.keys(spec?.outputs ?? {})[0] ?? ''
  const columns = useOutputColumns(nodeId, port)
  const failing = problems.some(({ severity }) => severity === 'error')
  const warned = problems.length > 0 || (figures?.rejected ?? 0) > 0

  if (running) return <Footer state="running">{t(words.running)}</Footer>
  if (failing) {
    const unfed = problems.some(({ code }) => code === 'input-missing')
    return <Footer state="problem">{t(unfed ? words.unfed : words.incomplete)}</Footer>
  }
  if (unbound) return <Footer state="warning">{t(words.unbound)}</Footer>
  if (spec?.family === 'output' && hasRun) {
    return (
      <Footer state={stale ? 'stale' : 'ready'} aside={stale ? t(words.stale) : ''} stale={stale}>
        <SeverityCounts />
      </Footer>
    )
  }
  if (figures === null || spec === undefined) {
    return (
      <Footer state="idle" aside={columns.length > 0 ? `${columns.length} ${t(words.columns)}` : ''}>
        {t(words.notRun)}
      </Footer>
    )
  }
  const aside = stale ? t(words.stale) : (figures.sourceName ?? '')
  const state: CardState = stale ? 'stale' : warned ? 'warning' : 'ready'
  return (
    <Footer state={state} aside={aside} stale={stale}>
      <FigureText figures={figures} port={port} t={t} />
    </Footer>
  )
}

function FigureText({
  figures,
  port,
  t,
}: {
  readonly figures: NodeFigures
  readonly port: string
  readonly t: ChooseText
}) {
  if (figures.judged.length > 0) {
    const sum = (outcome: string) =>
      figures.judged.reduce((total, item) => total + (item.outcome === outcome ? item.rows : 0), 0)
    return (
      <span title={t(words.judgedRows)}>
        {t(words.violation)} {formatCount(sum('violation'))} · {t(words.suspect)} {formatCount(sum('suspect'))} ·{' '}
        {t(words.undetermined)} {formatCount(sum('cannot-determine'))} {t(words.rows)}
      </span>
    )
  }
  const { join, dropped, rejected, rows } = figures
  const parts: string[] = []
  if (join !== null) parts.push(`${t(words.matched)} ${formatShare(join.matched, join.left)}`)
  else if (rows[port] !== undefined) parts.push(`${formatCount(rows[port])} ${t(words.rows)}`)
  const unidentified = join?.unidentified ?? rows.unverified ?? 0
  if (unidentified > 0) parts.push(`${t(words.unidentified)} ${formatCount(unidentified)}`)
  if (dropped !== null && dropped > 0) parts.push(`${t(words.dropped)} ${formatCount(dropped)}`)
  if (rejected !== null && rejected > 0) parts.push(`${t(words.rejected)} ${formatCount(rejected)}`)
  return <>{parts.join(' · ')}</>
}

const shown: readonly Severity[] = ['red', 'orange', 'yellow', 'blue']

function SeverityCounts() {
  const severities = useView(({ figures }) => figures?.severities ?? null)
  const counted = shown.filter((severity) => (severities?.[severity] ?? 0) > 0)
  if (severities === null || counted.length === 0) return <>0</>
  return (
    <span className="card-severities">
      {counted.map((severity) => (
        <SeverityMark key={severity} severity={severity} size={12}>
          {formatCount(severities[severity])}
        </SeverityMark>
      ))}
    </span>
  )
}

interface FooterProps {
  readonly state: CardState
  readonly aside?: string
  readonly stale?: boolean
  readonly children: ReactNode
}

function Footer({ state, aside = '', stale = false, children }: FooterProps) {
  return (
    <footer className="card-foot" data-stale={stale || undefined}>
      <StateIcon state={state} />
      <span className="card-figures">{children}</span>
      {aside !== '' && <span className="card-aside">{aside}</span>}
    </footer>
  )
}
