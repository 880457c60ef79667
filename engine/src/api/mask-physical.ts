import { maskPersonName, maskResidentId, maskText } from '@jianmo/connectors/values'
import type { SourceColumn } from '@jianmo/connectors/words'

/** Physical columns carry no meaning yet, so names and comments are read as a person would read them. */
const names = /姓名|名字|当事人|被告|罪犯|人员名|person_?name|^name$|^xm$|_xm$|^xm_/iu
const ids = /身份证|证件号|公民身份|id_?no|id_?card|^sfz|sfzh|zjhm|gmsfhm/iu

/** A physical value as a page may show it: ids and names masked by what the column is called, any other text by what it
 * looks like. */
export function maskPhysical(
  value: string | null,
  column: Pick<SourceColumn, 'name' | 'comment'> | undefined,
): string | null {
  if (value === null || value === '') return value
  const called = `${column?.name ?? ''} ${column?.comment ?? ''}`
  if (ids.test(called)) return maskResidentId(value)
  if (names.test(called)) return maskPersonName(value)
  return maskText(value)
}
