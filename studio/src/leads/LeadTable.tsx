import type { LeadSummary } from '@jianmo/engine/api'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { formatTime, leadStateNames, useText } from '../text/index.ts'
import { DataTable, type TableColumn } from '../ui/DataTable.tsx'
import { SeverityMark } from '../ui/SeverityMark.tsx'
import { outcomeNames } from '../ui/severity.ts'
import { Tag } from '../ui/Tag.tsx'

export interface LeadTableProps {
  readonly leads: readonly LeadSummary[]
  readonly linkOf: (lead: LeadSummary) => string
  /** The formal list says the model and the state; a run's own list does not need to. */
  readonly withModel: boolean
  readonly empty: ReactNode
}

const severityOrder = ['red', 'orange', 'yellow', 'blue', 'green'] as const

/** Worst first, then the most days over. */
function sortLeads(leads: readonly LeadSummary[]): readonly LeadSummary[] {
  return leads.toSorted(
    (a, b) =>
      severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity) ||
      (b.days ?? -Infinity) - (a.days ?? -Infinity) ||
      a.subjectId.localeCompare(b.subjectId),
  )
}

export function LeadTable({ leads, linkOf, withModel, empty }: LeadTableProps) {
  const t = useText()
  const columns: TableColumn<LeadSummary>[] = [
    {
      key: 'severity',
      title: t({ zh: '研判', en: 'Outcome' }),
      kind: 'nowrap',
      render: (lead) => <SeverityMark severity={lead.severity}>{t(outcomeNames[lead.outcome])}</SeverityMark>,
    },
    {
      key: 'name',
      title: t({ zh: '姓名', en: 'Name' }),
      hint: t({ zh: '脱敏', en: 'masked' }),
      kind: 'nowrap',
      render: (lead) => (
        <Link to={linkOf(lead)} style={{ fontWeight: 600 }}>
          {lead.subjectName}
        </Link>
      ),
    },
    {
      key: 'id',
      title: t({ zh: '身份证号', en: 'Resident id' }),
      hint: t({ zh: '脱敏', en: 'masked' }),
      kind: 'mono',
      render: (lead) => lead.subjectId,
    },
    {
      key: 'rule',
      title: t({ zh: '规则', en: 'Rule' }),
      render: (lead) => [...new Set(lead.rules.map(({ title }) => title))].join(t({ zh: '、', en: ', ' })),
    },
    {
      key: 'deadline',
      title: t({ zh: '期限', en: 'Deadline' }),
      hint: t({ zh: '日期', en: 'date' }),
      kind: 'mono',
      render: (lead) => lead.deadline ?? '—',
    },
    {
      key: 'days',
      title: t({ zh: '超期', en: 'Over' }),
      hint: t({ zh: '天', en: 'days' }),
      kind: 'number',
      render: (lead) => (lead.days !== null && lead.days > 0 ? lead.days : <span className="muted">—</span>),
    },
    {
      key: 'unit',
      title: t({ zh: '被监督机关', en: 'Supervised unit' }),
      kind: 'nowrap',
      render: (lead) => lead.unit ?? <span className="muted">—</span>,
    },
  ]
  if (withModel) {
    columns.push(
      { key: 'model', title: t({ zh: '模型', en: 'Model' }), kind: 'nowrap', render: (lead) => lead.modelTitle },
      {
        key: 'state',
        title: t({ zh: '状态', en: 'State' }),
        kind: 'nowrap',
        render: (lead) => <Tag tone={lead.state === 'new' ? 'accent' : 'plain'}>{t(leadStateNames[lead.state])}</Tag>,
      },
      {
        key: 'found',
        title: t({ zh: '发现于', en: 'Found' }),
        kind: 'nowrap',
        render: (lead) => <span className="soft">{formatTime(lead.foundAt)}</span>,
      },
    )
  }
  return (
    <DataTable
      label={t({ zh: '线索列表', en: 'Leads' })}
      columns={columns}
      rows={sortLeads(leads)}
      rowKey={(lead) => lead.id}
      linkOf={linkOf}
      empty={empty}
    />
  )
}
