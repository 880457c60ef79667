/** One table that every kind of source is filled with: what agencies' data are like, and what readers stumble over. */
export interface StandardTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | null)[])[]
}

const awkward: readonly string[] = [
  'a,"b"\nc',
  '第一行\r\n第二行',
  '\t制表\t',
  '\\N',
  'NULL',
  "O'Brien; DROP TABLE 人员",
  '㐂𠮷𬭩𫖯',
  'é 与 e\u0301',
  '\u200b零宽',
  '0012',
  '=1+1',
]

/**
 * 240 rows: ids with valid check digits (region 10xxxx, which is nobody's) and every 12th damaged or missing; names with
 * rare characters; amounts with two places; dates; remarks that are awkward, one of
 * them `longest` characters long. `emptyText` puts '' beside NULL.
 */
export function standardTable({
  emptyText,
  longest = 3000,
}: {
  readonly emptyText: boolean
  readonly longest?: number
}): StandardTable {
  const remarks = [...awkward, '长'.repeat(longest)]
  const rows = Array.from({ length: 240 }, (_, index): (string | null)[] => {
    const day = String((index % 28) + 1).padStart(2, '0')
    const id = withCheckDigit(`100101199${index % 10}01${day}${String(index % 1000).padStart(3, '0')}`)
    const broken = index % 24 === 5 ? `${id.slice(0, 17)}${id.endsWith('0') ? '1' : '0'}` : id
    return [
      index % 24 === 11 ? null : broken,
      ['张三', '欧阳·娜娜', '𠮷田', '㐂娘', '阿依·古丽'][index % 5] ?? null,
      `（2023）某0101刑初${index + 1}号`,
      `${index}.${String(index % 100).padStart(2, '0')}`,
      `2023-0${(index % 9) + 1}-${day}`,
      index % 7 === 3 ? null : index % 7 === 4 && emptyText ? '' : (remarks[index % remarks.length] ?? null),
    ]
  })
  return { name: '在押人员', columns: ['身份证号', '姓名', '案号', '金额', '立案日期', '备注'], rows }
}

/** GB 11643-1999, ISO 7064 MOD 11-2; written again here so that the rule under test is not its own witness. */
function withCheckDigit(seventeen: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(seventeen[at]), 0)
  return seventeen + '10X98765432'[sum % 11]
}
