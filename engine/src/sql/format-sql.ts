/** A token of printed SQL, and whether white space stood before it. */
interface Token {
  readonly text: string
  readonly word: string
  readonly spaced: boolean
}

/** Quoted text, quoted name, parameter or number, word, operator of several signs, any other sign. */
const pattern = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$\d+|\d+(?:\.\d+)?(?:e[+-]?\d+)?|[A-Za-z_]\w*|::|<=|>=|<>|!=|\|\||\S/gy

export function tokensOf(sql: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < sql.length) {
    const start = at
    while (at < sql.length && /\s/.test(sql[at] ?? '')) at += 1
    if (at === sql.length) break
    pattern.lastIndex = at
    const [text = sql[at] ?? ''] = pattern.exec(sql) ?? []
    tokens.push({ text, word: /^[A-Za-z]/.test(text) ? text.toLowerCase() : text, spaced: at > start })
    at += text.length
  }
  return tokens
}

const clauses = new Set([
  'from',
  'where',
  'group',
  'having',
  'order',
  'limit',
  'offset',
  'union',
  'except',
  'intersect',
])
const joins = new Set(['inner', 'left', 'right', 'full', 'cross', 'join'])
/** A list of columns that is longer gets a line a column. */
const longest = 92

interface Frame {
  /** A query breaks before its clauses; what stands in other parentheses stays on its line. */
  readonly query: boolean
  readonly indent: number
  /** The clause that is being written, and whether its commas break. */
  clause: string
  breaksCommas: boolean
}

/** A line of formatted SQL and the first token that stands on it. */
export interface SqlLine {
  readonly text: string
  readonly firstToken: number
}

/**
 * Breaks printed SQL into lines: a clause, a join, a condition a line; long lists a column a line. Only white space between
 * tokens changes, so it says what it said before.
 */
export function formatSql(tokens: readonly Token[]): readonly SqlLine[] {
  const lines: { text: string; firstToken: number }[] = [{ text: '', firstToken: 0 }]
  const frames: Frame[] = [{ query: true, indent: 0, clause: '', breaksCommas: false }]
  let between = 0
  const frame = () => frames.at(-1) as Frame
  const breakLine = (indent: number, index: number) => {
    const last = lines.at(-1)
    if (last && last.text.trim() === '') {
      last.text = '  '.repeat(indent)
      last.firstToken = index
    } else lines.push({ text: '  '.repeat(indent), firstToken: index })
  }
  for (const [index, token] of tokens.entries()) {
    const { word, text } = token
    const before = tokens[index - 1]
    const last = () => lines.at(-1) as { text: string }
    const inQuery = frame().query
    let fresh = false
    if (inQuery && (clauses.has(word) || startsJoin(tokens, index))) {
      // `left join`, `union all`, `order by` stay together; so does the first word of a query.
      breakLine(frame().indent, index)
      frame().clause = word
      frame().breaksCommas = word === 'from' ? false : isLong(tokens, index)
      fresh = true
    } else if (inQuery && (word === 'and' || word === 'or') && frame().clause !== 'select' && frame().clause !== '') {
      if (word === 'and' && between > 0) between -= 1
      else {
        breakLine(frame().indent + 1, index)
        fresh = true
      }
    } else if (inQuery && before?.word === 'union') {
      frame().clause = 'union'
    } else if (inQuery && (word === 'select' || word === 'with')) {
      if (last().text.trim() !== '') {
        breakLine(frame().indent, index)
        fresh = true
      }
      frame().clause = word
      frame().breaksCommas = word === 'with' || isLong(tokens, index)
    } else if (
      inQuery &&
      frame().breaksCommas &&
      (before?.word === ',' || before === tokens[clauseAt(tokens, index)])
    ) {
      breakLine(frame().indent + 1, index)
      fresh = true
    }
    if (word === 'between' && inQuery) between += 1
    if (word === ')') {
      const closed = frames.length > 1 ? frames.pop() : undefined
      if (closed?.query) {
        breakLine(closed.indent - 1, index)
        fresh = true
      }
    }
    last().text += !fresh && token.spaced && last().text.trim() !== '' ? ` ${text}` : text
    if (word === '(') {
      const opens = tokens[index + 1]?.word
      const query = opens === 'select' || opens === 'with'
      const indent = lineIndent(last().text) + 1
      frames.push({ query, indent: query ? indent : frame().indent, clause: '', breaksCommas: false })
      if (query) breakLine(indent, index + 1)
    }
  }
  return lines.filter(({ text }) => text.trim() !== '')
}

const lineIndent = (line: string): number => Math.floor((line.length - line.trimStart().length) / 2)

function startsJoin(tokens: readonly Token[], index: number): boolean {
  const word = tokens[index]?.word ?? ''
  if (!joins.has(word) || tokens[index + 1]?.text === '(') return false
  const before = tokens[index - 1]?.word ?? ''
  return !joins.has(before) && before !== 'outer'
}

/** Where the list of the clause at, or just before, a token begins: the token before its first item. */
const clauseAt = (tokens: readonly Token[], index: number): number => {
  const before = tokens[index - 1]?.word
  return before === 'select' || before === 'with' ? index - 1 : -1
}

/** Whether the list after a clause's word, up to the next clause of the same query, is too long for one line. */
function isLong(tokens: readonly Token[], index: number): boolean {
  let depth = 0
  let length = 0
  for (let at = index + 1; at < tokens.length; at++) {
    const { word, text } = tokens[at] as Token
    if (word === '(') depth += 1
    if (word === ')') depth -= 1
    if (depth < 0 || (depth === 0 && (clauses.has(word) || startsJoin(tokens, at)))) break
    length += text.length + 1
    if (length > longest) return true
  }
  return false
}
