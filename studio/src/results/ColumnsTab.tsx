import { nameOfType } from '@jianmo/engine/expression'
import type { GraphNode } from '@jianmo/engine/graph'
import { useOutputColumns } from '../document/index.ts'
import { semanticNames, useText } from '../text/index.ts'
import { EmptyState } from '../ui/index.ts'

/** The columns of an output, known at once, without running anything. */
export function ColumnsTab({ node, port }: { readonly node: GraphNode; readonly port: string }) {
  const t = useText()
  const columns = useOutputColumns(node.id, port)
  if (columns.length === 0)
    return (
      <EmptyState title={t({ zh: '还不知道有哪些列', en: 'The columns are not known yet' })}>
        {t({
          zh: '接好输入、填完设置后就会列出。',
          en: 'They appear once the inputs are connected and the settings complete.',
        })}
      </EmptyState>
    )
  const sensitivities = {
    public: { zh: '公开', en: 'public' },
    internal: { zh: '内部', en: 'internal' },
    personal: { zh: '个人信息', en: 'personal' },
    sensitive: { zh: '敏感', en: 'sensitive' },
  }
  return (
    <section
      className="rows-scroll"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label={t({ zh: `${node.title}的列`, en: `Columns of ${node.title}` })}
    >
      <table className="rows-table">
        <thead>
          <tr>
            <th className="row-number" scope="col">
              <span className="visually-hidden">{t({ zh: '序号', en: 'Number' })}</span>
            </th>
            <th>{t({ zh: '显示名', en: 'Label' })}</th>
            <th>{t({ zh: '列名', en: 'Name' })}</th>
            <th>{t({ zh: '类型', en: 'Type' })}</th>
            <th>{t({ zh: '含义', en: 'Meaning' })}</th>
            <th>{t({ zh: '敏感程度', en: 'Sensitivity' })}</th>
            <th>{t({ zh: '代码值', en: 'Codes' })}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column, index) => (
            <tr key={column.name}>
              <td className="row-number">{index + 1}</td>
              <td>{t(column.label)}</td>
              <td data-mono>{column.name}</td>
              <td>{t(nameOfType(column.type))}</td>
              <td>
                {column.semantic === undefined ? (
                  <span className="cell-null">—</span>
                ) : (
                  t(semanticNames[column.semantic])
                )}
              </td>
              <td>{t(sensitivities[column.sensitivity])}</td>
              <td>
                {column.codes === undefined ? (
                  <span className="cell-null">—</span>
                ) : (
                  column.codes.map(({ label }) => t(label)).join('、')
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
