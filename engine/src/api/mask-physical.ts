import { maskPersonName, maskResidentId, maskText } from '@jianmo/connectors/values'
import type { SourceColumn } from '@jianmo/connectors/words'

/** Physical columns carry no meaning yet, so names and comments are read as a person would read them. */
const names =
  /姓名|名字|别名|化名|曾用名|当事人|被告|嫌疑人|被害人|罪犯|犯人|证人|收件人|人员名|(?:person|full|real|first|last|sur)_?name|^name$|alias|defendant|suspect|victim|offender|prisoner|addressee|^xm$|_xm$|^xm_|xingming/iu
const ids = /身份证|证件号|公民身份|(?:id|cert|card|identity)_?(?:no|num|number|card)(?![a-z])|^sfz|sfzh|zjhm|gmsfhm/iu

/** A physical value as a page may show it: ids and names masked by what the column is called, any other text by what it
 * looks like. */
export function maskPhysical(
  value: string | null,
  column: Pick<SourceColumn, 'name' | 'comment'> | undefined,
): string | null {
  if (value === null || value === '') return value
  switch (personalNature(column)) {
    case 'resident-id':
      return maskResidentId(value)
    case 'person-name':
      return maskPersonName(value)
    case null:
      return maskText(value)
  }
}

/** Whether a column is called as if it named or numbered people. */
export function personalNature(
  column: Pick<SourceColumn, 'name' | 'comment'> | undefined,
): 'resident-id' | 'person-name' | null {
  const called = [column?.name ?? '', column?.comment ?? '']
  if (called.some((name) => ids.test(name))) return 'resident-id'
  return called.some((name) => names.test(name)) ? 'person-name' : null
}
