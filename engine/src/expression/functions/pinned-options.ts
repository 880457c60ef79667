import type { Text } from '@jianmo/connectors/words'

/** What engines differ in, by its English words. */
const options = {
  'ambiguous time': '重复的时刻',
  'boolean as': '是否写成',
  'date as': '日期写成',
  'decimal as': '小数写成',
  default: '默认',
  'end of month': '月末',
  frame: '范围',
  kind: '种类',
  matches: '匹配',
  'negative position': '负的位置',
  null: '空值',
  rounding: '舍入',
  sign: '符号',
  'skipped time': '跳过的时刻',
  texts: '文本比较',
  'timestamp as': '时刻写成',
  unit: '单位',
  week: '星期',
  'years from a month end': '从月末起算的年',
  zero: '零',
} as const

/** What is pinned here. */
const choices = {
  all: '全部',
  'by code point': '按码位',
  clamped: '没有对应日的取月末',
  'code points': '码位（字）',
  'day after the birthday': '生日的次日起',
  'first hour not counted': '第一个小时不计',
  'full months': '满月',
  'half away from zero': '四舍五入（远离零）',
  'ISO, Monday': 'ISO，星期一起',
  'month boundaries': '跨过的月份',
  'no trailing zeros': '不带末尾的零',
  NULL: '空值',
  'of the dividend': '与被除数相同',
  'offset before': '按跳过之前的时差',
  propagates: '有空值则为空值',
  'rows to the current one': '到本行为止的行',
  'same day only': '只看同一日',
  sample: '样本（n−1）',
  'standard time': '按标准时',
  'towards zero': '向零取整',
  'true or false': 'true 或 false',
  'whole partition': '整个分组',
  'yyyy-mm-dd': 'yyyy-mm-dd',
  'yyyy-mm-dd hh:mm:ss[.ffffff]': 'yyyy-mm-dd hh:mm:ss[.ffffff]',
} as const

/** Behaviour that engines differ in, and what is pinned here, e.g. `rounding: half away from zero`. */
export type PinnedOptions = Readonly<Partial<Record<keyof typeof options, keyof typeof choices>>>

/** The same for a person, option by option. */
export function optionTexts(pinned: PinnedOptions): readonly (readonly [option: Text, choice: Text])[] {
  return Object.entries(pinned).map(([option, choice]) => [
    { zh: options[option as keyof typeof options], en: option },
    { zh: choices[choice], en: choice },
  ])
}
