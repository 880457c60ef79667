import { type MoneyUnit, moneyPatterns, numeralForms, numeralSection } from '@jianmo/connectors/values'
import { isTokenSql, overCapitals } from './cleaning-sql.ts'
import { type SqlWords, sqlPattern } from './sql-words.ts'

/** `plainNumerals` and `spelledTens` of an expression. */
export const plainNumeralsSql = (text: string): string =>
  `replace(replace(replace(translate(${text}, '${numeralForms.from}', '${numeralForms.to}'), '廿', '二十'), '卄', '二十'), '卅', '三十')`

const number = '(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:[.][0-9]+)?'
const digits =
  `^(?:(${number})亿)?(?:(${number})(千|百|十)?万)?(?:([0-9](?:[.][0-9]+)?)千)?(?:([0-9](?:[.][0-9]+)?)百)?` +
  `(${number})?(元)?(?:零?([0-9])角)?(?:零?([0-9])分)?$`
const numeral = '[一二两三四五六七八九]'
const numerals =
  `^(?:(${numeralSection})亿)?(?:零?(${numeralSection})万)?(?:(零)?(${numeralSection}))?(元)?` +
  `(?:零?(${numeral})角)?(?:零?(${numeral})分)?$`

const shifts: Readonly<Record<MoneyUnit, number>> = { 元: 0, 万元: 4, 亿元: 8 }

/** Decimal text × 10^(places − 6) in millionths; NULL if a digit would be lost or if it is 10^30 or more; 0 if nothing is written. */
const millionths = (words: SqlWords, text: string, places: string) => {
  const fraction = `rtrim(split_part(${text}, '.', 2), '0')`
  const written = `concat(ltrim(replace(split_part(${text}, '.', 1), ',', ''), '0'), ${fraction}, repeat('0', CAST(${places} - length(${fraction}) AS integer)))`
  const value = words.let(
    'jm_w',
    written,
    (all) => `CASE WHEN length(${all}) <= 30 THEN ${words.whole(`concat('0', ${all})`)} END`,
  )
  return `CASE WHEN ${text} = '' THEN ${words.whole("'0'")} WHEN length(${fraction}) <= ${places} THEN ${value} END`
}

/** Millionths as decimal(28,6); NULL from 10^18 on. */
const amount = (words: SqlWords, sum: string, negative: string) =>
  words.let('jm_t', sum, (total) => {
    const padded = `CASE WHEN ${total} < 1000000 THEN lpad(CAST(${total} AS varchar), 7, '0') ELSE CAST(${total} AS varchar) END`
    const text = words.let(
      'jm_d',
      padded,
      (all) =>
        `concat(CASE WHEN ${negative} THEN '-' ELSE '' END, left(${all}, length(${all}) - 6), '.', right(${all}, 6))`,
    )
    return `CASE WHEN ${total} < ${words.whole("'1000000000000000000000000'")} THEN CAST(${text} AS decimal(28, 6)) END`
  })

function fromDigits(words: SqlWords, bare: string, negative: string, unit: MoneyUnit): string {
  return words.groups({ name: 'jm_g', sql: bare, pattern: digits, count: 9 }, (group) => {
    const [yi, wan, rank, qian, bai, yuan, sign, jiao, fen] = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(group) as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ]
    const rankPlaces = `CASE ${rank} WHEN '千' THEN 13 WHEN '百' THEN 12 WHEN '十' THEN 11 ELSE 10 END`
    const higher = `concat(${yi}, ${wan}, ${qian}, ${bai})`
    const own = `concat(${higher}, ${sign}, ${jiao}, ${fen}) <> ''`
    const shift = shifts[unit]
    const parts = {
      jm_yi: millionths(words, yi, '14'),
      jm_wan: words.let('jm_h', rankPlaces, (places) => millionths(words, wan, places)),
      jm_yuan: words.let('jm_h', shift === 0 ? '6' : `CASE WHEN ${own} THEN 6 ELSE ${6 + shift} END`, (places) =>
        millionths(words, yuan, places),
      ),
    }
    const whole = (value: string) => words.whole(`'${value}'`)
    const limit = `CASE WHEN ${bai} <> '' THEN ${whole('100000000')} WHEN ${qian} <> '' THEN ${whole('1000000000')} WHEN ${wan} <> '' THEN ${whole('10000000000')} ELSE ${whole('100000000000000')} END`
    // A point in any part but the last one makes two amounts of it.
    const points = [
      [yi, `concat(${wan}, ${qian}, ${bai}, ${yuan})`],
      [wan, `concat(${qian}, ${bai}, ${yuan})`],
      [qian, `concat(${bai}, ${yuan})`],
      [bai, yuan],
    ].map(([part, later]) => `(strpos(${part}, '.') > 0 AND ${later} <> '')`)
    return words.letAll(parts, (named) => {
      const refused = [
        `concat(${higher}, ${yuan}, ${jiao}, ${fen}) = ''`,
        `(concat(${jiao}, ${fen}) <> '' AND ${yuan} <> '' AND (strpos(${yuan}, '.') > 0 OR ${sign} = ''))`,
        `(${higher} <> '' AND ${yuan} <> '' AND (${sign} = '' OR ${named.jm_yuan} >= ${limit}))`,
        ...points,
        `(${yi} <> '' AND ${named.jm_wan} >= ${whole('100000000000000')})`,
      ]
      const sum = `${named.jm_yi} + ${named.jm_wan} + ${millionths(words, qian, '9')} + ${millionths(words, bai, '8')} + ${named.jm_yuan} + ${millionths(words, jiao, '5')} + ${millionths(words, fen, '4')}`
      return `CASE WHEN NOT (${refused.join(' OR ')}) THEN ${amount(words, sum, negative)} END`
    })
  })
}

/** `sectionValue` of a text that is a section, with its digits as 1–9; 0 of the empty one. */
export const sectionValueSql = (text: string): string => {
  const place = (sign: string) => `strpos('123456789', ${sign})`
  const rank = (sign: string, factor: number) =>
    `CASE WHEN strpos(${text}, '${sign}') = 0 THEN 0 ELSE greatest(1, ${place(`substring(${text}, CAST(strpos(${text}, '${sign}') - 1 AS integer), 1)`)}) * ${factor} END`
  return `CASE WHEN ${text} = '' THEN 0 ELSE ${rank('千', 1000)} + ${rank('百', 100)} + ${rank('十', 10)} + ${place(`right(${text}, 1)`)} END`
}

export const digitsOfNumerals = (text: string): string => `translate(${text}, '一二两三四五六七八九', '1223456789')`

function fromNumerals(words: SqlWords, bare: string, negative: string): string {
  return words.groups({ name: 'jm_g', sql: bare, pattern: numerals, count: 7 }, (group) => {
    const [yi, wan, gap, yuan, , jiao, fen] = [1, 2, 3, 4, 5, 6, 7].map(group) as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ]
    const value = (text: string) => words.let('jm_n', digitsOfNumerals(text), sectionValueSql)
    const times = (text: string, factor: string) => `${words.whole(`(${value(text)})`)} * ${words.whole(`'${factor}'`)}`
    const refused = [
      `concat(${yi}, ${wan}, ${yuan}, ${jiao}, ${fen}) = ''`,
      `(concat(${yi}, ${wan}) <> '' AND length(${yuan}) = 1 AND ${gap} = '')`,
    ]
    const sum = [
      times(yi, '100000000000000'),
      times(wan, '10000000000'),
      times(yuan, '1000000'),
      times(jiao, '100000'),
      times(fen, '10000'),
    ].join(' + ')
    return `CASE WHEN NOT (${refused.join(' OR ')}) THEN ${amount(words, sum, negative)} END`
  })
}

/** `parseMoney` in a unit: 14 000 signs of SQL, 12 µs a row in DuckDB 1.5.6. */
export const moneySql = (words: SqlWords, unit: MoneyUnit): string =>
  overCapitals(words, (capitals) => {
    const { foreign, range, approximate, before, after } = moneyPatterns
    const negative = (text: string) => words.matches(text, String.raw`^\(.+\)$|^[-−负]|^[¥￥]-`)
    const bare = (text: string) =>
      words.replaceFirst(
        words.replaceFirst(words.replaceFirst(text, sqlPattern(before), ''), '^[-−]', ''),
        sqlPattern(after),
        '',
      )
    const unsigned = (text: string) =>
      words.replaceFirst(words.replaceFirst(text, String.raw`^\((.+)\)$`, String.raw`\1`), '^[-−+负]', '')
    const read = (sign: string) => (body: string) =>
      `CASE WHEN ${words.matches(body, '^[零0]元?$')} THEN CAST(0 AS decimal(28, 6)) ` +
      `WHEN ${words.matches(body, digits)} THEN ${fromDigits(words, body, sign, unit)} ` +
      `WHEN ${words.matches(body, numerals)} THEN ${fromNumerals(words, body, sign)} END`
    const all = words.let('jm_b', plainNumeralsSql(capitals), (text) =>
      words.let('jm_v', negative(text), (sign) =>
        words.let(
          'jm_a',
          unsigned(text),
          (own) =>
            `CASE WHEN NOT ${words.matches(own, [foreign, range, approximate].map(sqlPattern).join('|'))} THEN ${words.let('jm_e', bare(own), read(sign))} END`,
        ),
      ),
    )
    return `CASE WHEN ${capitals} = '0' OR NOT ${isTokenSql(words, capitals)} THEN ${all} END`
  })
