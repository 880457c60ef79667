import { defineProblems, type Text } from '@jianmo/connectors/words'

/** What can be wrong between a model and a district's tables. */
export const plannerProblem = defineProblems('error', {
  'table-not-bound': (d: { table: string; label: Text }) => ({
    zh: `“${d.label.zh}”（${d.table}）还没有接到本地的业务表，请先在数据源中完成对接。`,
    en: `"${d.label.en}" (${d.table}) is not bound to a table of this district yet. Bind it under Sources first.`,
  }),
  'required-column-not-bound': (d: { table: string; column: string; label: Text }) => ({
    zh: `${d.table} 的“${d.label.zh}”（${d.column}）是必填列，还没有对应的本地列，请选择一列。`,
    en: `"${d.label.en}" (${d.column}) of ${d.table} is required and has no column of this district. Choose one.`,
  }),
  'physical-column-missing': (d: { table: string; column: string; physical: string; nearest: string | null }) => ({
    zh: `本地表“${d.table}”里没有“${d.physical}”这一列（用于 ${d.column}）${d.nearest ? `，是不是“${d.nearest}”？` : '，请重新选择。'}`,
    en: `The table "${d.table}" has no column "${d.physical}" (bound to ${d.column}).${d.nearest ? ` Did you mean "${d.nearest}"?` : ' Choose another one.'}`,
  }),
  'physical-columns-clash': (d: { table: string; columns: readonly string[] }) => ({
    zh: `本地表“${d.table}”的列 ${d.columns.join('、')} 只有大小写不同或与保留列 _row 重名，无法同时读取。请在来源处改名。`,
    en: `Columns ${d.columns.join(', ')} of "${d.table}" differ in case only, or are called _row: they cannot be read together. Rename them at the source.`,
  }),
  'code-not-known': (d: { column: string; value: string; known: readonly string[] }) => ({
    zh: `“${d.column}”的代码对照指向了不存在的值“${d.value}”，可用的值：${d.known.join('、')}。`,
    en: `The code mapping of "${d.column}" points to "${d.value}", which does not exist. Known values: ${d.known.join(', ')}.`,
  }),
  'binding-column-unknown': (d: { table: string; column: string; nearest: string | null }) => ({
    zh: `对接里的“${d.column}”不是 ${d.table} 的列${d.nearest ? `，是不是“${d.nearest}”？` : '，请删除这一项。'}`,
    en: `"${d.column}" in the binding is no column of ${d.table}.${d.nearest ? ` Did you mean "${d.nearest}"?` : ' Remove it.'}`,
  }),
})
