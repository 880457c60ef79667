import type { Text } from '@jianmo/connectors/words'

export interface Word {
  readonly word: string
  readonly help: Text
  /** Where it may be written: in place of a value, or after one. */
  readonly where: 'value' | 'after'
}

/** The words and signs of the language, for completion and help. */
export const words: readonly Word[] = [
  { word: 'and', where: 'after', help: { zh: '并且', en: 'and' } },
  { word: 'or', where: 'after', help: { zh: '或者', en: 'or' } },
  { word: 'is null', where: 'after', help: { zh: '是空值', en: 'is NULL' } },
  { word: 'is not null', where: 'after', help: { zh: '不是空值', en: 'is not NULL' } },
  { word: 'in (', where: 'after', help: { zh: '是其中之一', en: 'is one of' } },
  { word: 'not in (', where: 'after', help: { zh: '不是其中任何一个', en: 'is none of' } },
  { word: 'between', where: 'after', help: { zh: '在两者之间（含）', en: 'between, both included' } },
  {
    word: 'like',
    where: 'after',
    help: { zh: '符合样式，% 表示任意多个字', en: 'matches a pattern; % is any characters' },
  },
  { word: 'not', where: 'value', help: { zh: '不', en: 'not' } },
  {
    word: 'case when',
    where: 'value',
    help: { zh: '分情况取值：case when 条件 then 值 else 值 end', en: 'chooses: case when … then … else … end' },
  },
  { word: 'when', where: 'after', help: { zh: 'case 的下一种情况', en: 'the next choice of a case' } },
  { word: 'then', where: 'after', help: { zh: '条件成立时取的值', en: 'the value if the condition holds' } },
  { word: 'else', where: 'after', help: { zh: '其余情况取的值', en: 'the value otherwise' } },
  { word: 'end', where: 'after', help: { zh: 'case 到此为止', en: 'the end of a case' } },
  { word: "date '", where: 'value', help: { zh: '日期', en: 'a day' } },
  { word: "timestamp '", where: 'value', help: { zh: '时刻', en: 'a moment on the clock' } },
  { word: 'true', where: 'value', help: { zh: '是', en: 'true' } },
  { word: 'false', where: 'value', help: { zh: '否', en: 'false' } },
  { word: 'null', where: 'value', help: { zh: '空值', en: 'NULL' } },
]

const signs: Readonly<Record<string, Text>> = {
  '+': { zh: '加', en: 'plus' },
  '-': { zh: '减', en: 'minus' },
  '*': { zh: '乘', en: 'times' },
  '/': { zh: '除，结果是浮点数；除以 0 得空值', en: 'divided by; gives a float, NULL if divided by 0' },
  '=': { zh: '等于', en: 'equal' },
  '<>': { zh: '不等于', en: 'not equal' },
  '<': { zh: '小于（早于）', en: 'less (earlier)' },
  '<=': { zh: '不大于（不晚于）', en: 'at most (not later)' },
  '>': { zh: '大于（晚于）', en: 'greater (later)' },
  '>=': { zh: '不小于（不早于）', en: 'at least (not earlier)' },
  '??': { zh: '左边是空值时取右边', en: 'the right side where the left is NULL' },
}

export function wordHelp(value: string): Text | null {
  return signs[value] ?? words.find(({ word }) => word.split(' ')[0] === value)?.help ?? null
}
