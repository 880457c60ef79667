/** Number formats that Excel does not write down: dates and clocks (14–22, 45–47) and those of Chinese Excel (27–36, 50–58). */
const builtInDates: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56,
  57, 58,
])

/** What a cell's number is: a plain number, a day or clock, a time that may be longer than a day (`[h]:mm`), or a number written with leading zeros to `width` digits. */
export type NumberMeaning =
  | { readonly is: 'number' }
  | { readonly is: 'date' }
  | { readonly is: 'elapsed' }
  | { readonly is: 'zeros'; readonly width: number }

/** The meaning of a number format: its id and, if the workbook defines it, its code, e.g. `yyyy"年"m"月"d"日"`. */
export function meaningOf(id: number, code: string | undefined): NumberMeaning {
  if (code === undefined) return { is: id === 46 ? 'elapsed' : builtInDates.has(id) ? 'date' : 'number' }
  const zeros = /^0{2,18}$/.exec(code)
  if (zeros) return { is: 'zeros', width: code.length }
  const bare = code
    .replace(/"[^"]*"|\\.|_./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .split(';')[0]
  if (bare === undefined || /^general$/i.test(bare)) return { is: 'number' }
  if (/\[(?:h+|m+|s+)\]/i.test(bare)) return { is: 'elapsed' }
  return { is: /[ymdhs]|aaa/i.test(bare) ? 'date' : 'number' }
}
