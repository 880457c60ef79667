import { defineProblems, type SemanticType, type Text } from '@jianmo/connectors/words'
import { nameOfType } from './type-names.ts'
import type { ExpressionType, Value } from './typed.ts'

export type TypeName = ExpressionType

const nearestZh = (nearest: string | null) => (nearest ? `，是不是“${nearest}”？` : '。')
const nearestEn = (nearest: string | null) => (nearest ? ` Did you mean "${nearest}"?` : '')

/** What can be wrong inside an expression. */
export const expressionProblem = defineProblems('error', {
  'expression-empty': (_: Record<string, never>) => ({ zh: '请填写表达式。', en: 'Write an expression.' }),
  'unexpected-character': (d: { found: string; instead: string | null }) => ({
    zh: d.instead
      ? `不能用“${d.found}”，请改为“${d.instead}”。`
      : `不认识的符号“${d.found}”，请删去；列名含特殊字符时写成 [列名]。`,
    en: d.instead
      ? `"${d.found}" cannot be used here; write "${d.instead}".`
      : `"${d.found}" is not part of the language. Delete it; write a column with special characters as [column].`,
  }),
  'text-not-closed': (_: Record<string, never>) => ({
    zh: "文本缺少结尾的单引号 '，请补上。",
    en: "The text has no closing quote ('): add it.",
  }),
  'bracket-not-closed': (_: Record<string, never>) => ({
    zh: '列名缺少结尾的方括号 ]，请补上。',
    en: 'The column name has no closing bracket (]): add it.',
  }),
  'control-character': (_: Record<string, never>) => ({
    zh: '文本里有看不见的控制字符，请删去后重新输入。',
    en: 'The text holds an invisible control character: delete it and type again.',
  }),
  'too-long': (d: { length: number; most: number }) => ({
    zh: `表达式有 ${d.length} 个字，最多 ${d.most} 个，请用“计算列”分成几步。`,
    en: `The expression has ${d.length} characters; at most ${d.most} are allowed. Split it with a Derive node.`,
  }),
  'something-missing': (d: { after: string }) => ({
    zh: d.after ? `“${d.after}”后面还缺一个值或列，请补上。` : '这里缺一个值或列，请补上。',
    en: d.after ? `A value or column is missing after "${d.after}".` : 'A value or column is missing here.',
  }),
  'unexpected-token': (d: { found: string; expected: string }) => ({
    zh: d.expected
      ? `这里应是“${d.expected}”，却写了“${d.found}”。`
      : `“${d.found}”放在这里读不通，请检查前面是否少了运算符。`,
    en: d.expected
      ? `"${d.expected}" is expected here, not "${d.found}".`
      : `"${d.found}" does not fit here. Is an operator missing before it?`,
  }),
  'not-closed': (d: { expected: string }) => ({
    zh: `缺少“${d.expected}”，请补上。`,
    en: `"${d.expected}" is missing: add it.`,
  }),
  'too-deep': (_: Record<string, never>) => ({
    zh: '表达式嵌套太深，请用“计算列”分成几步。',
    en: 'The expression is nested too deeply. Split it with a Derive node.',
  }),
  'bad-date': (d: { found: string }) => ({
    zh: `“${d.found}”不是存在的日期，请写成 date '2026-01-31'。`,
    en: `"${d.found}" is not a day that exists. Write it like date '2026-01-31'.`,
  }),
  'bad-timestamp': (d: { found: string }) => ({
    zh: `“${d.found}”不是存在的时刻，请写成 timestamp '2026-01-31 08:30:00'。`,
    en: `"${d.found}" is not a moment that exists. Write it like timestamp '2026-01-31 08:30:00'.`,
  }),
  'bad-instant': (d: { found: string }) => ({
    zh: `“${d.found}”不是带时区的时间点，请写成 instant '2026-01-31T08:30:00+08:00'。`,
    en: `"${d.found}" is no instant. Write it like instant '2026-01-31T08:30:00+08:00'.`,
  }),
  'bad-number': (d: { found: string }) => ({
    zh: `数“${d.found}”太大：整数不超过 9223372036854775807，小数不超过 38 位，请改小。`,
    en: `The number "${d.found}" is too large: integers go up to 9223372036854775807, decimals to 38 digits.`,
  }),
  'list-not-literal': (_: Record<string, never>) => ({
    zh: "列表里只能直接写文本，例如 {'甲', '乙'}。",
    en: "A list holds written texts only, like {'a', 'b'}.",
  }),
  'case-empty': (_: Record<string, never>) => ({
    zh: "case 后面须有 when，例如 case when n > 1 then 'a' else 'b' end。",
    en: "case needs a when, like case when n > 1 then 'a' else 'b' end.",
  }),
  'bad-pattern': (d: { zh: string; en: string }) => d,
  'column-not-found': (d: { column: string; nearest: string | null }) => ({
    zh: `没有“${d.column}”这一列${d.nearest ? nearestZh(d.nearest) : `。如果是文本，请加单引号：'${d.column}'。`}`,
    en: `There is no column "${d.column}".${d.nearest ? nearestEn(d.nearest) : ` If it is a text, put it in quotes: '${d.column}'.`}`,
  }),
  'parameter-not-found': (d: { parameter: string; nearest: string | null }) => ({
    zh: `没有参数“$${d.parameter}”${d.nearest ? `，是不是“$${d.nearest}”？` : '，请先在模型参数中添加。'}`,
    en: `There is no parameter "$${d.parameter}".${d.nearest ? ` Did you mean "$${d.nearest}"?` : ' Add it to the parameters of the model first.'}`,
  }),
  'function-not-found': (d: { function: string; nearest: string | null }) => {
    const elsewhere = knownElsewhere(d.function)
    return {
      zh: `没有函数“${d.function}”${elsewhere ? `。${elsewhere.zh}` : nearestZh(d.nearest)}`,
      en: `There is no function "${d.function}".${elsewhere ? ` ${elsewhere.en}` : nearestEn(d.nearest)}`,
    }
  },
  'wrong-argument-count': (d: { function: string; expected: string; found: number }) => ({
    zh: `函数“${d.function}”需要 ${d.expected} 个参数，现在是 ${d.found} 个。`,
    en: `"${d.function}" takes ${d.expected} argument(s), not ${d.found}.`,
  }),
  'argument-type': (d: { function: string; position: number; expected: TypeName | 'number'; found: TypeName }) => ({
    zh: `“${d.function}”的第 ${d.position} 个参数应是${nameOf(d.expected).zh}，现在是${nameOfType(d.found).zh}。${remedy(d.expected, d.found).zh}`,
    en: `Argument ${d.position} of "${d.function}" should be ${nameOf(d.expected).en}, not ${nameOfType(d.found).en}.${remedy(d.expected, d.found).en}`,
  }),
  'argument-not-literal': (d: { function: string; position: number; choices: readonly Value[] | null }) => {
    const choices = d.choices?.map((value) => (typeof value === 'string' ? `'${value}'` : String(value)))
    return {
      zh: `“${d.function}”的第 ${d.position} 个参数须直接写出${choices ? `，只能是 ${choices.join('、')} 之一` : '，不能由列算出'}。`,
      en: `Argument ${d.position} of "${d.function}" must be written out${choices ? `: one of ${choices.join(', ')}` : ', not computed from a column'}.`,
    }
  },
  'types-not-comparable': (d: { operator: string; left: TypeName; right: TypeName }) => ({
    zh: `${nameOfType(d.left).zh}不能和${nameOfType(d.right).zh}用“${d.operator}”比较。${comparison(d.left, d.right).zh}`,
    en: `${d.operator} cannot compare ${nameOfType(d.left).en} with ${nameOfType(d.right).en}.${comparison(d.left, d.right).en}`,
  }),
  'types-do-not-unify': (d: { first: TypeName; other: TypeName }) => ({
    zh: `各分支的结果类型应一致，现在有${nameOfType(d.first).zh}也有${nameOfType(d.other).zh}，请改成同一类型。`,
    en: `All branches must give one type, but there are ${nameOfType(d.first).en} and ${nameOfType(d.other).en}.`,
  }),
  'operand-type': (d: { operator: string; expected: TypeName | 'number'; found: TypeName }) => ({
    zh: `“${d.operator}”两边应是${nameOf(d.expected).zh}，现在是${nameOfType(d.found).zh}。${arithmetic(d.operator, d.found).zh}`,
    en: `"${d.operator}" works on ${nameOf(d.expected).en}, not on ${nameOfType(d.found).en}.${arithmetic(d.operator, d.found).en}`,
  }),
  'comparison-with-null': (d: { operator: string }) => ({
    zh: `与 null 用“${d.operator}”比较永远得不到结果，请改用 is null 或 is not null。`,
    en: `Comparing with null by "${d.operator}" never gives a result. Use is null or is not null.`,
  }),
})

/** What is probably not meant: the expression still means something and runs. */
export const expressionWarning = defineProblems('warning', {
  'direction-character': (d: { found: string }) => ({
    zh: `文本里有改变阅读方向的隐藏字符（${d.found}），看到的与实际的可能不同，请删去后重新输入。`,
    en: `A hidden character (${d.found}) turns the reading direction: what you see may not be what is there. Type it again.`,
  }),
  'meanings-differ': (d: { operator: string; left: SemanticType; right: SemanticType }) => ({
    zh: `一边是${semanticNames[d.left].zh}，另一边是${semanticNames[d.right].zh}，用“${d.operator}”比较几乎不会成立，请检查是否选错了列。`,
    en: `One side is ${semanticNames[d.left].en}, the other ${semanticNames[d.right].en}: "${d.operator}" will hardly ever hold. Is one of the columns another than you meant?`,
  }),
  'not-a-code': (d: { column: Text; found: string; codes: readonly { value: string; label: Text }[] }) => ({
    zh: `“${d.column.zh}”里是代码，没有“${d.found}”，这样比较不会成立。请写 ${d.codes.map(({ value, label }) => `'${value}'（${label.zh}）`).join('、')}。`,
    en: `"${d.column.en}" holds codes, and "${d.found}" is none of them: the comparison will not hold. Write ${d.codes.map(({ value, label }) => `'${value}' (${label.en})`).join(', ')}.`,
  }),
  'meaning-not-a-quantity': (d: { operator: string; meaning: SemanticType }) => ({
    zh: `${semanticNames[d.meaning].zh}不是数量，用“${d.operator}”计算没有意义；要取其中几位请用 substring(…)，要连接请用 concat(…)。`,
    en: `${semanticNames[d.meaning].en} is no quantity: "${d.operator}" means nothing here. Take digits with substring(…), join with concat(…).`,
  }),
  'meaning-has-no-order': (d: { operator: string; meaning: SemanticType }) => ({
    zh: `${semanticNames[d.meaning].zh}没有大小之分，用“${d.operator}”比的是字符顺序；要判断相同请用 =，要找开头请用 starts_with(…)。`,
    en: `${semanticNames[d.meaning].en} has no order: "${d.operator}" compares characters. Use = for equality or starts_with(…).`,
  }),
})

/** What meanings are called on the screen. */
export const semanticNames: Readonly<Record<SemanticType, Text>> = {
  'resident-id': { zh: '居民身份证号', en: 'a resident id' },
  'person-name': { zh: '人名', en: 'a person name' },
  'case-number': { zh: '案号', en: 'a case number' },
  'organisation-name': { zh: '单位名称', en: 'an organisation name' },
  'credit-code': { zh: '统一社会信用代码', en: 'a credit code' },
  phone: { zh: '电话号码', en: 'a phone number' },
  address: { zh: '地址', en: 'an address' },
  money: { zh: '金额', en: 'money' },
  region: { zh: '地区', en: 'a region' },
  'date-precision': { zh: '日期精度', en: 'a date precision' },
}

const none = { zh: '', en: '' }

const ofGroups = { zh: '汇总请用“分组汇总”节点。', en: 'Use an Aggregate node.' }
const ofClock = {
  zh: '模型不读时钟：请写运行日参数，例如 $run_date。',
  en: 'A model reads no clock: use a run date parameter, like $run_date.',
}
const ofNull = { zh: '空值请写 is null，代替值请写 a ?? b。', en: 'Write is null, or a ?? b for a value instead.' }
const ofDays = { zh: '相差天数请用 days_between(起, 止)。', en: 'Use days_between(from, to).' }

/** Functions that people know from SQL and Excel, where the nearest name would lead astray. */
function knownElsewhere(name: string): Text | undefined {
  switch (name.toLowerCase()) {
    case 'count':
    case 'sum':
    case 'avg':
    case 'max':
    case 'min':
      return ofGroups
    case 'now':
    case 'today':
    case 'getdate':
    case 'current_date':
      return ofClock
    case 'isnull':
    case 'ifnull':
    case 'nvl':
      return ofNull
    case 'datediff':
    case 'date_diff':
      return ofDays
    default:
      return undefined
  }
}

function nameOf(type: TypeName | 'number') {
  return type === 'number' ? { zh: '数', en: 'a number' } : nameOfType(type)
}

function remedy(expected: TypeName | 'number', found: TypeName) {
  if (expected === 'date' && found === 'timestamp')
    return { zh: '请用 date_of(…) 取出日期。', en: ' Take the day with date_of(…).' }
  if (expected === 'date' && found === 'text')
    return { zh: "日期请写成 date '2026-01-31'。", en: " Write a day as date '2026-01-31'." }
  return none
}

function comparison(left: TypeName, right: TypeName) {
  const pair = [left, right]
  if (pair.includes('date') && pair.includes('text'))
    return { zh: "日期请写成 date '2026-01-31'。", en: " Write a day as date '2026-01-31'." }
  if (pair.includes('date') && pair.includes('timestamp'))
    return { zh: '请用 date_of(…) 取出日期再比较。', en: ' Take the day with date_of(…) first.' }
  if (pair.includes('text')) return { zh: "文本请加单引号，例如 'a'。", en: " Put texts in quotes, like 'a'." }
  return { zh: '请换成同类型的列或值。', en: ' Use columns or values of one type.' }
}

function arithmetic(operator: string, found: TypeName) {
  if (found === 'date' && (operator === '+' || operator === '-'))
    return {
      zh: '日期加减请用 add_days(日期, 天数)、days_between(起, 止) 或 period_deadline(日期, 月数)。',
      en: ' For days use add_days(date, days), days_between(from, to) or period_deadline(date, months).',
    }
  if (found === 'text' && operator === '+') return { zh: '连接文本请用 concat(…)。', en: ' Join texts with concat(…).' }
  return none
}
