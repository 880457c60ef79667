import { checkCharacter } from '../src/values/resident-id.ts'
import type { Random } from './random.ts'

/** Rare characters of names: extension A to G, GB 18030 four-byte, compatibility and private-use ones. */
const rareNames = [
  '㐂某',
  '𠮷田某',
  '𬭩某',
  '𫖯某',
  '䶮某',
  '喆某',
  '堃某',
  '犇某',
  '赟某',
  '龘某',
  '㛃某',
  '𤧛某',
  '𡋾某',
  '阿依古丽·某某',
  '买买提•某',
  '欧阳 某',
  '郄某',
  '仝某',
  '亍某',
  '燚某',
  '𩽾某',
  '㵘某',
  '𣗋某',
  '凞某',
] as const
const charges = ['盗窃罪', '故意伤害罪', '诈骗罪，数额巨大', '一', '危险驾驶罪', '寻衅滋事', '贪污、受贿'] as const
const notes = [
  '无',
  '见卷三',
  '一年六个月',
  '缓刑',
  'x;y|z',
  "o'b",
  '0012',
  ' 前后空格 ',
  '3.2万元',
  '１２３',
  'A-1',
  '二〇二三',
] as const

const headers = ['姓名', '证件号码', '案由', '日期', '备注', '文号', '金额'] as const

export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A table as an agency would export it; every cell holds something, and none needs quoting in a CSV. */
export function makeTable(random: Random, { rows = 6 + random.below(30), columns = 4 + random.below(4) } = {}): Table {
  const make = [
    () => random.pick(rareNames),
    () => residentId(random),
    () => random.pick(charges),
    () => day(random),
    () => random.pick(notes),
    () => `（2023）内0702刑初${1 + random.below(900)}号`,
    () => `${random.below(100_000)}.${String(random.below(100)).padStart(2, '0')}`,
  ]
  return {
    header: headers.slice(0, columns),
    rows: Array.from({ length: rows }, () => make.slice(0, columns).map((cell) => cell())),
  }
}

/** A valid number of an unassigned region, so that it is nobody's. Never ends in 000. */
export function residentId(random: Random): string {
  const born = day(random).replaceAll('-', '')
  const digits = `10${String(random.below(10_000)).padStart(4, '0')}${born}${String(1 + random.below(998)).padStart(3, '0')}`
  const whole = digits + checkCharacter(digits)
  return whole.endsWith('000') ? residentId(random) : whole
}

function day(random: Random): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${1950 + random.below(70)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`
}
