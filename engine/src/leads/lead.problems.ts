import { defineProblems } from '@jianmo/connectors/words'

export const leadProblem = defineProblems('warning', {
  'statute-not-in-force': (d: { rule: string; statute: string; date: string }) => ({
    zh: `规则“${d.rule}”引用的依据 ${d.statute} 在 ${d.date || '（无日期）'} 没有有效文本，线索上不引用条文。请核对依据或事件日期。`,
    en: `No text of ${d.statute}, cited by the rule "${d.rule}", was in force on ${d.date || '(no date)'}; no article is cited. Check the statute or the event date.`,
  }),
  'condition-unknown': (d: { node: string; rows: number }) => ({
    zh: `筛选“${d.node}”有 ${d.rows} 行因数据缺失无法判断，没有留下。其中可能有应当监督的人，请核对缺失的列。`,
    en: `"${d.node}" left out ${d.rows} rows because data are missing and its condition is unknown. People who matter may be among them; look at the missing columns.`,
  }),
  'partner-unidentified': (d: { node: string; rows: number }) => ({
    zh: `“${d.node}”的右侧有 ${d.rows} 行因证件号或碰撞列不可用而没有参加碰撞。这里的“对方没有”可能只是没认出来，请先核对这些行。`,
    en: `${d.rows} rows on the right of "${d.node}" took part in no collision, because an id or key cannot be used. "Has no partner" may only mean "was not recognised" here; check those rows first.`,
  }),
  'code-not-mapped': (d: { table: string; column: string; value: string; rows: number }) => ({
    zh: `${d.table} 的“${d.column}”有 ${d.rows} 行代码“${d.value}”没有对应，按缺失处理。请在绑定里补上。`,
    en: `${d.rows} rows of ${d.table} carry the code "${d.value}" in "${d.column}", which nothing maps; it counts as missing. Map it in the binding.`,
  }),
  'more-codes-not-mapped': (d: { table: string; column: string; values: number; rows: number }) => ({
    zh: `${d.table} 的“${d.column}”另有 ${d.values} 种代码（${d.rows} 行）没有对应，按缺失处理。请在绑定里核对这一列。`,
    en: `${d.values} more codes (${d.rows} rows) in "${d.column}" of ${d.table} are not mapped and count as missing. Check this column in the binding.`,
  }),
  'number-not-read': (d: { table: string; column: string; rows: number }) => ({
    zh: `${d.table} 的“${d.column}”有 ${d.rows} 行不是数字，按缺失处理。`,
    en: `${d.rows} values in "${d.column}" of ${d.table} are no numbers and count as missing.`,
  }),
  'date-not-read': (d: { table: string; column: string; rows: number }) => ({
    zh: `${d.table} 的“${d.column}”有 ${d.rows} 行日期读不出，按缺失处理。请在绑定里核对日期格式。`,
    en: `${d.rows} dates in "${d.column}" of ${d.table} could not be read and count as missing. Check the date format in the binding.`,
  }),
})
