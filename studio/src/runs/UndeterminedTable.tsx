import type { UndeterminedRow } from '@jianmo/engine/api'
import { Modal } from 'antd'
import { useState } from 'react'
import { EvidenceList } from '../leads/EvidenceList.tsx'
import { useText } from '../text/use-text.ts'
import { DataTable, EmptyState, SeverityMark } from '../ui/index.ts'

/** 待补数据: whom a rule could not decide about, and what is missing. */
export function UndeterminedTable({ rows }: { readonly rows: readonly UndeterminedRow[] }) {
  const t = useText()
  const [open, setOpen] = useState<UndeterminedRow | null>(null)
  return (
    <>
      <DataTable
        label={t({ zh: '待补数据', en: 'To be completed' })}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<EmptyState title={t({ zh: '没有待补的数据', en: 'Nothing to complete' })} />}
        columns={[
          {
            key: 'mark',
            title: t({ zh: '研判', en: 'Outcome' }),
            kind: 'nowrap',
            render: () => <SeverityMark severity="unknown">{t({ zh: '待补', en: 'To complete' })}</SeverityMark>,
          },
          {
            key: 'name',
            title: t({ zh: '姓名', en: 'Name' }),
            hint: t({ zh: '脱敏', en: 'masked' }),
            kind: 'nowrap',
            render: (row) => <b>{row.subjectName}</b>,
          },
          {
            key: 'id',
            title: t({ zh: '身份证号', en: 'Resident id' }),
            hint: t({ zh: '脱敏', en: 'masked' }),
            kind: 'mono',
            render: (row) => row.subjectId,
          },
          { key: 'reason', title: t({ zh: '缺什么', en: 'What is missing' }), render: (row) => row.reason },
          { key: 'rule', title: t({ zh: '规则', en: 'Rule' }), render: (row) => row.ruleTitle },
          {
            key: 'unit',
            title: t({ zh: '被监督机关', en: 'Supervised unit' }),
            kind: 'nowrap',
            render: (row) => row.unit ?? <span className="muted">—</span>,
          },
          {
            key: 'evidence',
            title: t({ zh: '原始记录', en: 'Source rows' }),
            kind: 'nowrap',
            render: (row) => (
              <button
                type="button"
                className="plain-button inline-link"
                onClick={() => setOpen(row)}
                aria-label={t({ zh: `查看 ${row.subjectName} 的原始记录`, en: `Source rows of ${row.subjectName}` })}
              >
                {t({ zh: `${row.evidenceTotal} 条`, en: `${row.evidenceTotal}` })}
              </button>
            ),
          },
        ]}
      />
      <Modal
        open={open !== null}
        onCancel={() => setOpen(null)}
        footer={null}
        width={820}
        title={
          open === null
            ? ''
            : t({ zh: `${open.subjectName}：${open.reason}`, en: `${open.subjectName}: ${open.reason}` })
        }
      >
        {open !== null && <EvidenceList evidence={open.evidence} total={open.evidenceTotal} />}
      </Modal>
    </>
  )
}
