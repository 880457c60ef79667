/** Chinese numerals. Tables and regular expressions only, so that SQL can say the same. */

/** Financial, traditional and other forms → the plain numeral. `translate(text, from, to)` in SQL. */
export const numeralForms = {
  from: '〇○壹弌贰貳弍叁參叄弎肆伍陆陸柒捌玖拾佰仟萬億兩圓圆块塊毛',
  to: '零零一一二二二三三三三四五六六七八九十百千万亿两元元元元角',
} as const

const plain = [...numeralForms.to]
const forms = new Map([...numeralForms.from].map((form, index) => [form, plain[index] ?? form]))

/** Every form of a numeral or of 元 as the plain one: 叁万贰仟圆 → 三万二千元. */
export function plainNumerals(text: string): string {
  return text.replace(/[^\0-\u24ff]/gu, (character) => forms.get(character) ?? character)
}

const digit = '[一二两三四五六七八九]'
const tail = `(?:零${digit}|零?${digit}?十${digit}?)`
/**
 * Up to four digits with their ranks: 三千零五十, 十二, 五百. A rank that is skipped before the last digit must be written 零,
 * else it is colloquial: 一百五 may be 105 or 150.
 */
export const numeralSection = `(?:${digit}千(?:零?${digit}百)?${tail}?|${digit}百${tail}?|${digit}?十${digit}?|${digit})`

const section = new RegExp(`^${numeralSection}$`, 'u')
const values = new Map([...'零一二三四五六七八九'].map((character, index) => [character, index])).set('两', 2)

const ranks = {
  thousands: new RegExp(`(${digit})?千`, 'u'),
  hundreds: new RegExp(`(${digit})?百`, 'u'),
  tens: new RegExp(`(${digit})?十`, 'u'),
} as const

/** The value of a section, 1–9999; null if it is none. Sum of digit × rank, a bare 十 is 10. */
export function sectionValue(text: string): number | null {
  if (!section.test(text)) return null
  const at = (rank: RegExp) => {
    const found = rank.exec(text)
    return found ? (values.get(found[1] ?? '一') ?? 0) : 0
  }
  return (
    at(ranks.thousands) * 1000 + at(ranks.hundreds) * 100 + at(ranks.tens) * 10 + (values.get(text.at(-1) ?? '') ?? 0)
  )
}

/** 廿 and 卅, as courts of old wrote: 廿五 → 二十五. */
export function spelledTens(text: string): string {
  return text.replaceAll('廿', '二十').replaceAll('卄', '二十').replaceAll('卅', '三十')
}
