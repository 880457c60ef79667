/**
 * Writes the tables of `src/values/tables/` from the packages that hold the data: the working calendar (chinese-days, MIT, after
 * the notices of the State Council), readings of Han characters (pinyin-pro, MIT) and traditional → simplified characters
 * (OpenCC through opencc-js, Apache-2.0). Run `node connectors/scripts/values-tables.ts` after an update of one of them; a test
 * says when it was forgotten. The room itself then needs none of the packages, and SQL gets the same tables.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pinyin } from 'pinyin-pro'
import { compoundSurnames } from '../src/values/surnames.ts'

const require = createRequire(import.meta.url)
const folder = new URL('../src/values/tables/', import.meta.url)

/**
 * 2004–2006 are in the package too, but 2005-12-31 is missing among the make-up workdays (国办发明电〔2005〕35号: 12月31日上班),
 * so they are not known. From 2007 on every year balances and agrees with a second collection (chinesecalendar, 7305 days).
 */
const firstYear = 2007

/** Standard characters of their own since 2013 (通用规范汉字表) or surnames of their own, which OpenCC would merge. */
const keptApart = '乾於昇陞釐甯迺耑仝甦邨氾堃犇龢祕絜脩晖晔麽'
/** Other ways of writing (异体字, 新旧字形) that OpenCC does not list: from, to. */
const furtherVariants =
  '淸清 靑青 眞真 兪俞 鉄铁 烱炯 峯峰 羣群 裵裴 濶阔 寳宝 爲为 衞卫 強强 彥彦 郞郎 朙明 囯国 畧略 喦岩 㠘岛 畱留 栢柏 閤合 冨富 徳德 恵惠 関关 広广 斉齐 斎斋 沢泽 浜滨 辺边 桜樱 栄荣 伝传 戸户'

export function calendarTable(): string {
  const data = JSON.parse(readFileSync(require.resolve('chinese-days/dist/chinese-days.json'), 'utf8')) as {
    readonly holidays: Readonly<Record<string, string>>
    readonly workdays: Readonly<Record<string, string>>
  }
  const known = (days: Readonly<Record<string, string>>) =>
    Object.keys(days)
      .filter((day) => Number(day.slice(0, 4)) >= firstYear)
      .sort()
  const holidays = known(data.holidays)
  const years = [...new Set(holidays.map((day) => day.slice(0, 4)))]
  const lines = (name: string, days: readonly string[]) =>
    [
      `export const ${name}: Readonly<Record<string, string>> = {`,
      ...years.map((year) => entry(year, ofYear(days, year))),
      '}\n',
    ].join('\n')
  return (
    `${head('Days off and make-up workdays (调休) by year as mmdd, after the notices of the State Council. Data: chinese-days, MIT.')}` +
    `${lines('daysOff', holidays)}\n${lines('makeUpDays', known(data.workdays))}`
  )
}

export function pinyinTable(): string {
  const bySyllable = new Map<string, string>()
  const surnames: string[] = []
  for (let code = 0x4e00; code <= 0x9fff; code++) {
    const character = String.fromCharCode(code)
    const reading = spell(pinyin(character, { toneType: 'none' }))
    if (reading === character || !/^[a-z]+$/.test(reading)) continue
    bySyllable.set(reading, (bySyllable.get(reading) ?? '') + character)
    const asSurname = spell(pinyin(character, { toneType: 'none', mode: 'surname' }))
    if (asSurname !== reading) surnames.push(`${character}${asSurname}`)
  }
  const groups = [...bySyllable]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([reading, characters]) => `${reading}${characters}`)
  return (
    `${head('Toneless readings of the Han characters of the BMP, `v` for ü. Data: pinyin-pro, MIT.')}` +
    `/** Reading, then every character that has it, separated by spaces. */\nexport const readingGroups =\n  '${groups.join(' ')}'\n\n` +
    `/** Characters that are read otherwise when they are a surname. */\nexport const surnameReadings =\n  '${surnames.join(' ')}'\n\n` +
    `/** Surnames of two characters and their readings. */\nexport const compoundSurnameReadings =\n  '${readCompoundSurnames().join(' ')}'\n`
  )
}

export function variantTable(): string {
  const source = readFileSync(require.resolve('opencc-js/dict/TSCharacters'), 'utf8')
  const dictionary = source.slice(source.indexOf('"') + 1, source.lastIndexOf('"')).split('|')
  const pairs = new Map<string, string>()
  for (const entry of dictionary) {
    const [from = '', to = ''] = entry.split(' ')
    if (isBmp(from) && isBmp(to) && from !== to && !keptApart.includes(from)) pairs.set(from, to)
  }
  for (const [from = '', to = ''] of furtherVariants.split(' ').map((pair) => [...pair]))
    if (!pairs.has(from)) pairs.set(from, to)
  const settled = [...pairs]
    .map(([from, to]) => [from, pairs.get(to) ?? to] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return (
    `${head('Traditional and variant characters → the simplified one, BMP only. Data: OpenCC through opencc-js, Apache-2.0.')}` +
    `/** The n-th character here … */\nexport const variantsFrom =\n  '${settled.map(([from]) => from).join('')}'\n\n` +
    `/** … is the n-th here. */\nexport const variantsTo =\n  '${settled.map(([, to]) => to).join('')}'\n`
  )
}

function readCompoundSurnames(): string[] {
  const readingOf = (name: string) => spell(pinyin(name, { toneType: 'none', mode: 'surname' })).replaceAll(' ', '_')
  // 单于 is chán yú; the package joins the readings of two surnames.
  return [...compoundSurnames].map((name) => name + (name === '单于' ? 'chan_yu' : readingOf(name)))
}

function spell(reading: string): string {
  return reading.replaceAll('ü', 'v')
}

function isBmp(character: string): boolean {
  return character.length === 1
}

/** As the formatter would write it. */
function entry(year: string, days: string): string {
  const line = `  '${year}': '${days}',`
  return line.length <= 120 ? line : line.replace(': ', ':\n    ')
}

function ofYear(days: readonly string[], year: string): string {
  return days
    .filter((day) => day.startsWith(year))
    .map((day) => day.slice(5).replace('-', ''))
    .join(' ')
}

function head(about: string): string {
  return `// Written by connectors/scripts/values-tables.ts. ${about}\n\n`
}

export const valueTables = {
  'days-off.table.ts': calendarTable,
  'pinyin.table.ts': pinyinTable,
  'variants.table.ts': variantTable,
} as const

if (import.meta.main) {
  for (const [file, write] of Object.entries(valueTables)) writeFileSync(new URL(file, folder), write())
}
