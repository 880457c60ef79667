import { type Dialect, dialectNames, dialects } from '@jianmo/engine/expression'
import { Link } from 'react-router'
import { formatShare } from '../text/format.ts'
import { useText } from '../text/use-text.ts'
import { FidelityMark } from './FidelityMark.tsx'
import { countsOf, type ReferenceEntry, sectionsOf } from './reference-model.ts'

/** Function × engine, nothing else: how much of each family an engine computes exactly, and what it does not. */
export function SupportTable({ entries }: { readonly entries: readonly ReferenceEntry[] }) {
  const t = useText()
  const title = t({ zh: '函数与引擎对照表', en: 'Functions by engine' })
  return (
    <section className="panel support-panel">
      <table className="table support-table" aria-label={title}>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {t({ zh: '函数', en: 'Function' })}
              <small>{t({ zh: '一致的占比', en: 'share that is exact' })}</small>
            </th>
            {dialects.map((dialect) => (
              <th scope="col" key={dialect}>
                {dialectNames[dialect]}
                <small>
                  <ExactShare entries={entries} dialect={dialect} />
                </small>
              </th>
            ))}
          </tr>
        </thead>
        {sectionsOf(entries).map(({ family, label, entries: own }) => (
          <tbody key={family}>
            <tr className="support-family">
              <th scope="rowgroup" colSpan={2}>
                {t(label)}
              </th>
              {dialects.map((dialect) => (
                <td key={dialect}>
                  <ExactShare entries={own} dialect={dialect} />
                </td>
              ))}
            </tr>
            {own.map((entry) => (
              <tr key={entry.id}>
                <th scope="row">
                  <Link to={{ search: '', hash: entry.id }}>
                    <code>{entry.id}</code>
                  </Link>
                </th>
                <td className="support-label">{t(entry.label)}</td>
                {dialects.map((dialect) => (
                  <td key={dialect}>
                    <FidelityMark fidelity={entry.support[dialect].fidelity} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

function ExactShare({ entries, dialect }: { readonly entries: readonly ReferenceEntry[]; readonly dialect: Dialect }) {
  const { exact } = countsOf(entries, dialect)
  return (
    <>
      {formatShare(exact, entries.length)}
      <span className="support-count">
        {exact}/{entries.length}
      </span>
    </>
  )
}
