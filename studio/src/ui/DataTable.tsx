import type { Key, ReactNode } from 'react'
import { useNavigate } from 'react-router'

export interface TableColumn<Row> {
  readonly key: string
  readonly title: ReactNode
  /** A second line under the title: unit, or what the column is. */
  readonly hint?: ReactNode
  readonly kind?: 'number' | 'mono' | 'nowrap'
  readonly width?: number | string
  readonly render: (row: Row) => ReactNode
}

export interface DataTableProps<Row> {
  readonly label: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => Key
  /** Address that a click on the row opens. One cell must hold the same link, for keyboards and screen readers. */
  readonly linkOf?: (row: Row) => string
  readonly empty?: ReactNode
}

/** Dense table with 30 px rows: a real <table>, so that it can be read aloud, copied and printed. */
export function DataTable<Row>({ label, columns, rows, rowKey, linkOf, empty }: DataTableProps<Row>) {
  const navigate = useNavigate()
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and a section would be one landmark too many
    <div className="table-scroll" tabIndex={0} role="group" aria-label={label}>
      <table className="table" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={column.kind === 'number' ? 'number' : undefined}
                style={{ width: column.width }}
              >
                {column.title}
                {column.hint !== undefined && <small>{column.hint}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              data-link={linkOf !== undefined}
              onClick={(event) => {
                // A click on a link or a button inside the row is theirs.
                if (linkOf && !(event.target as HTMLElement).closest('a,button,input')) navigate(linkOf(row))
              }}
            >
              {columns.map((column) => (
                <td key={column.key} className={column.kind}>
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
