import { useText } from '../text/use-text.ts'

const keywords = new Set(
  'select from where and or not in is null as on join inner left right full cross semi anti union all distinct group by order having limit offset case when then else end with over partition rows between exists create table cast like asc desc nulls first last filter using true false lateral values'.split(
    ' ',
  ),
)

const pattern = /('(?:[^']|'')*')|("(?:[^"]|"")*")|(--[^\n]*)|(\$\d+|\b\d+(?:\.\d+)?\b)|([A-Za-z_]\w*)|(\s+)|([^\s])/g

interface Token {
  readonly at: number
  readonly text: string
  readonly kind: 'text' | 'name' | 'note' | 'number' | 'keyword' | 'plain'
}

export function tokensOfSql(sql: string): readonly Token[] {
  return [...sql.matchAll(pattern)].map((found) => {
    const [text, quoted, name, note, number, word] = found
    const kind = quoted
      ? 'text'
      : name
        ? 'name'
        : note
          ? 'note'
          : number
            ? 'number'
            : word && keywords.has(word.toLowerCase())
              ? 'keyword'
              : 'plain'
    return { at: found.index, text, kind }
  })
}

/** SQL to read: words coloured, broken before clauses, selectable, copied as it is. */
export function SqlText({ text, label }: { readonly text: string; readonly label: string }) {
  const t = useText()
  return (
    <div className="sql-text">
      <button type="button" className="plain-button sql-copy" onClick={() => void navigator.clipboard?.writeText(text)}>
        {t({ zh: '复制', en: 'Copy' })}
      </button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={label}>
        <pre>
          <code>
            {tokensOfSql(text).map((token) => (
              <span key={token.at} data-kind={token.kind}>
                {token.text}
              </span>
            ))}
          </code>
        </pre>
      </section>
    </div>
  )
}
