import type { Text } from '@jianmo/connectors/words'
import type { Dialect } from './function-spec.ts'

/**
 * The part of regular expressions that means the same in RE2 (DuckDB, Trino), PostgreSQL's ARE, PCRE (MariaDB), ICU (MySQL) and
 * JavaScript, by code point: characters, `.` (all but a line feed), classes, `\d \s \w` and their opposites as ASCII, `^` and `$` (of the whole
 * text), groups, alternatives, greedy repetitions up to 255.
 */
type Node =
  | { readonly kind: 'sign'; readonly code: number }
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly Range[] }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'group'; readonly captures: boolean; readonly body: Node }
  | { readonly kind: 'repeat'; readonly least: number; readonly most: number | null; readonly body: Node }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly parts: readonly Node[] }
type Range = readonly [first: number, last: number]

const sets: Readonly<Record<string, readonly Range[]>> = {
  d: [[48, 57]],
  s: [
    [9, 13],
    [32, 32],
  ],
  w: [
    [48, 57],
    [65, 90],
    [95, 95],
    [97, 122],
  ],
}
const special = '\\^$.|?*+()[]{}-/'
const most = 255

class PatternProblem extends Error {
  readonly text: Text
  constructor(zh: string, en: string) {
    super(en)
    this.text = { zh, en }
  }
}

/** What is wrong with a pattern, in words that offer the way out; null if it can be used. */
export function checkPattern(pattern: string, emptyAllowed = true): Text | null {
  try {
    const node = parsePattern(pattern)
    if (!emptyAllowed && new RegExp(printPattern(node, 'reference'), 'u').test(''))
      return {
        zh: '这个样式能匹配空文本，替换和计数没有意义，请改用 + 或写明字符。',
        en: 'This pattern matches the empty text: replacing and counting would mean nothing. Use + or name characters.',
      }
    return null
  } catch (error) {
    if (error instanceof PatternProblem) return error.text
    throw error
  }
}

/** Throws an error with words for the drawer where the pattern leaves the common part. */
export function parsePattern(pattern: string): Node {
  const signs = [...pattern]
  let at = 0
  const peek = () => signs[at]
  const fail = (zh: string, en: string): never => {
    throw new PatternProblem(zh, en)
  }

  function choice(depth: number): Node {
    if (depth > 20) fail('样式的括号嵌套太深。', 'The groups of the pattern are nested too deeply.')
    const parts = [sequence(depth)]
    while (peek() === '|') {
      at++
      parts.push(sequence(depth))
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'choice', parts }
  }

  function sequence(depth: number): Node {
    const parts: Node[] = []
    while (at < signs.length && peek() !== '|' && peek() !== ')') parts.push(repeated(depth))
    return { kind: 'sequence', parts }
  }

  function repeated(depth: number): Node {
    const body = atom(depth)
    const bounds = quantifier()
    if (!bounds) return body
    if (body.kind === 'start' || body.kind === 'end') fail('^ 和 $ 后面不能写次数。', '^ and $ cannot be repeated.')
    if (quantifier() || peek() === '?' || peek() === '+')
      fail(
        '不支持 *?、+?、*+ 这类写法，请去掉多出的符号。',
        'Lazy and possessive repetitions are not available: drop the extra sign.',
      )
    return { kind: 'repeat', least: bounds[0], most: bounds[1], body }
  }

  function quantifier(): readonly [number, number | null] | null {
    const sign = peek()
    if (sign === '?' || sign === '*' || sign === '+') {
      at++
      return sign === '?' ? [0, 1] : [sign === '*' ? 0 : 1, null]
    }
    if (sign !== '{') return null
    const found = /^\{(\d{1,3})(?:(,)(\d{0,3}))?\}/.exec(signs.slice(at, at + 9).join(''))
    if (!found)
      return fail(
        '花括号里要写次数，如 {3}、{2,5}；花括号本身写成 \\{。',
        'Braces hold a count such as {3} or {2,5}; write \\{ for a brace.',
      )
    const low = Number(found[1])
    const high = found[2] ? (found[3] ? Number(found[3]) : null) : low
    if (low > most || (high !== null && (high > most || high < low)))
      fail(`次数要在 0 到 ${most} 之间，并且从小到大。`, `Counts go from 0 to ${most}, the smaller first.`)
    at += found[0].length
    return [low, high]
  }

  function atom(depth: number): Node {
    const sign = signs[at++] ?? ''
    switch (sign) {
      case '^':
        return { kind: 'start' }
      case '$':
        return { kind: 'end' }
      case '.':
        return { kind: 'class', negated: true, ranges: [[10, 10]] }
      case '[':
        return bracket()
      case '(':
        return group(depth)
      case '\\':
        return escaped()
      case '?':
      case '*':
      case '+':
      case '{':
        return fail(
          `“${sign}”前面没有可重复的内容；要找它本身请写成 \\${sign}。`,
          `There is nothing before "${sign}" to repeat; write \\${sign} for the sign itself.`,
        )
      default:
        return { kind: 'sign', code: sign.codePointAt(0) ?? 0 }
    }
  }

  function group(depth: number): Node {
    let captures = true
    if (peek() === '?') {
      if (signs[at + 1] !== ':')
        fail(
          '不支持前瞻、后顾、命名组，只能用 ( ) 和 (?: )。',
          'Look-around and named groups are not available: only ( ) and (?: ).',
        )
      captures = false
      at += 2
    }
    const body = choice(depth + 1)
    if (peek() !== ')') fail('缺少右括号 )。', 'A closing parenthesis is missing.')
    at++
    return { kind: 'group', captures, body }
  }

  function escaped(): Node {
    const sign = signs[at++] ?? fail('末尾的 \\ 后面缺字符。', 'Something is missing after the last \\.')
    const set = sets[sign.toLowerCase()]
    if (set) return { kind: 'class', negated: sign !== sign.toLowerCase(), ranges: set }
    if (sign === 'n' || sign === 't' || sign === 'r') return { kind: 'sign', code: { n: 10, t: 9, r: 13 }[sign] }
    if (!special.includes(sign))
      fail(
        `不支持 \\${sign}，可用 \\d \\s \\w \\D \\S \\W \\n \\t \\r 和标点。`,
        `\\${sign} is not available: only \\d \\s \\w \\D \\S \\W \\n \\t \\r and signs.`,
      )
    return { kind: 'sign', code: sign.codePointAt(0) ?? 0 }
  }

  function bracket(): Node {
    const negated = peek() === '^' && Boolean(++at)
    const ranges: Range[] = []
    while (at < signs.length && peek() !== ']') {
      const first = member()
      if ('ranges' in first) {
        ranges.push(...first.ranges)
        continue
      }
      if (peek() === '-' && signs[at + 1] !== ']' && at + 1 < signs.length) {
        at++
        const last = member()
        if ('ranges' in last || last.code < first.code)
          fail(
            '方括号里的范围要从小到大，如 0-9。',
            'A range in brackets goes from the smaller to the greater, such as 0-9.',
          )
        else ranges.push([first.code, last.code])
      } else ranges.push([first.code, first.code])
    }
    if (peek() !== ']') fail('缺少右方括号 ]。', 'A closing bracket is missing.')
    at++
    if (ranges.length === 0) fail('方括号里是空的。', 'The brackets are empty.')
    return { kind: 'class', negated, ranges }
  }

  function member(): { readonly code: number } | { readonly ranges: readonly Range[] } {
    const sign = signs[at++] ?? ''
    if (sign === '[') fail('方括号里的 [ 请写成 \\[。', 'Write \\[ for a bracket inside brackets.')
    if (sign !== '\\') return { code: sign.codePointAt(0) ?? 0 }
    const node = escaped()
    if (node.kind === 'sign') return { code: node.code }
    if (node.kind === 'class' && !node.negated) return { ranges: node.ranges }
    return fail('方括号里不能写 \\D \\S \\W。', '\\D \\S \\W cannot stand inside brackets.')
  }

  if (pattern === '') fail('样式是空的。', 'The pattern is empty.')
  if (signs.length > 500) fail('样式太长（最多 500 个字符）。', 'The pattern is too long (500 characters at most).')
  const node = choice(0)
  if (at < signs.length)
    fail('多了一个右括号 )；要找它本身请写成 \\)。', 'There is a ) too many; write \\) for the sign itself.')
  return node
}

/** How many groups capture, counted by their opening parentheses. */
export function groupsOf(node: Node): number {
  switch (node.kind) {
    case 'group':
      return (node.captures ? 1 : 0) + groupsOf(node.body)
    case 'repeat':
      return groupsOf(node.body)
    case 'sequence':
    case 'choice':
      return node.parts.reduce((sum, part) => sum + groupsOf(part), 0)
    default:
      return 0
  }
}

type Target = Dialect | 'reference'

/** Signs that are letters, digits or beyond ASCII stand for themselves; the others are written by number. */
function sign(code: number, target: Target): string {
  const plain = (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 160
  if (plain) return String.fromCodePoint(code)
  const hex = code.toString(16)
  // PostgreSQL's \x takes every hex digit that follows, RE2 has no \u.
  return target === 'postgres' || target === 'reference' ? `\\u${hex.padStart(4, '0')}` : `\\x{${hex}}`
}

export function printPattern(node: Node, target: Target): string {
  switch (node.kind) {
    case 'sign':
      return sign(node.code, target)
    case 'class':
      return `[${node.negated ? '^' : ''}${node.ranges.map(([first, last]) => (first === last ? sign(first, target) : `${sign(first, target)}-${sign(last, target)}`)).join('')}]`
    case 'start':
      return target === 'mysql' || target === 'trino' ? '\\A' : '^'
    case 'end':
      // `$` also matches before a last line end in PCRE, ICU and Java.
      return target === 'mysql' || target === 'trino' ? '\\z' : '$'
    case 'group':
      return `(${node.captures ? '' : '?:'}${printPattern(node.body, target)})`
    case 'repeat': {
      const { least, most: high } = node
      const count =
        least === 0 && high === 1
          ? '?'
          : high === null && least < 2
            ? least === 0
              ? '*'
              : '+'
            : `{${least}${high === least ? '' : `,${high ?? ''}`}}`
      const body = printPattern(node.body, target)
      return node.body.kind === 'repeat' ? `(?:${body})${count}` : body + count
    }
    case 'sequence':
      return node.parts.map((part) => printPattern(part, target)).join('')
    case 'choice':
      return node.parts.map((part) => printPattern(part, target)).join('|')
  }
}
