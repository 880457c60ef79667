import type { EvidenceRow } from '@jianmo/engine/api'
import { useText } from '../text/use-text.ts'

/** The agencies' rows behind a lead, as they were when the run read them. Masked. */
export function EvidenceList({
  evidence,
  total,
}: {
  readonly evidence: readonly EvidenceRow[]
  /** How many there are; more than are kept where a group is huge. */
  readonly total: number
}) {
  const t = useText()
  return (
    <>
      {total > evidence.length && (
        <p className="muted">
          {t({
            zh: `共 ${total} 条，这里是每个来源的前几条，留存 ${evidence.length} 条。其余请按行号在来源处查看。`,
            en: `${total} in all. The first of each source are kept here, ${evidence.length} rows; look the others up at the source.`,
          })}
        </p>
      )}
      <ul aria-label={t({ zh: '原始记录', en: 'Source rows' })}>
        {evidence.map((row) => (
          <li className="evidence-row" key={`${row.nodeId} ${row.batch} ${row.row}`}>
            <div className="evidence-source">
              <b>
                {t(row.tableLabel)} {row.logicalTable}
              </b>
              <small>
                {row.sourceName} · {t({ zh: `第 ${row.row} 行`, en: `row ${row.row}` })}
              </small>
              <small className="mono" title={t({ zh: '批次或快照', en: 'Batch or snapshot' })}>
                {row.batch}
              </small>
            </div>
            <dl className="evidence-values">
              {row.values.map(({ column, label, value, valueLabel, normalised }) => (
                <div key={column}>
                  <dt>{t(label)}</dt>
                  <dd className={value === null || value === '' ? 'empty' : isCodeLike(value) ? 'mono' : undefined}>
                    {value === null || value === '' ? t({ zh: '空', en: 'empty' }) : value}
                    {valueLabel !== undefined && <span className="value-label">{t(valueLabel)}</span>}
                    {normalised !== undefined && <span className="normalised">{t(normalised)}</span>}
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Ids, dates and case numbers stand in the mono face; names and prose do not. */
function isCodeLike(value: string): boolean {
  return /^[\d*Xx０-９\-:./ T]+$/.test(value) || /〔\d{4}〕|（\d{4}）|\(\d{4}\)/.test(value)
}
