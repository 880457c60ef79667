import { defineProblems } from '@jianmo/connectors/words'

export const leadProblem = defineProblems('warning', {
  'statute-not-in-force': (d: { rule: string; statute: string; date: string }) => ({
    zh: `规则“${d.rule}”引用的依据 ${d.statute} 在 ${d.date || '（无日期）'} 没有有效文本，线索上不引用条文。请核对依据或事件日期。`,
    en: `No text of ${d.statute}, cited by the rule "${d.rule}", was in force on ${d.date || '(no date)'}; no article is cited. Check the statute or the event date.`,
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
