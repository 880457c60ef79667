import { defineProblems } from '@jianmo/connectors/words'

export const bindingError = defineProblems('error', {
  'table-gone': (d: { table: string }) => ({
    zh: `数据源里没有表“${d.table}”，请重新选择。`,
    en: `The source has no table "${d.table}"; choose another.`,
  }),
  'codes-not-mapped': (d: { column: string; values: number; rows: number; example: string }) => ({
    zh: `“${d.column}”有 ${d.values} 种代码没有对应（共 ${d.rows} 行，如“${d.example}”）。请逐一对应后再保存。`,
    en: `${d.values} codes of "${d.column}" are not mapped (${d.rows} rows, e.g. "${d.example}"). Map each of them, then save.`,
  }),
})

export const bindingWarning = defineProblems('warning', {
  'numbers-not-read': (d: { column: string; rows: number }) => ({
    zh: `“${d.column}”有 ${d.rows} 行不是数字，将按缺失处理。`,
    en: `${d.rows} values of "${d.column}" are no numbers and will count as missing.`,
  }),
  'dates-not-read': (d: { column: string; rows: number }) => ({
    zh: `“${d.column}”有 ${d.rows} 行日期按所选格式读不出，将按缺失处理。`,
    en: `${d.rows} values of "${d.column}" are not dates in the chosen format and will count as missing.`,
  }),
})
