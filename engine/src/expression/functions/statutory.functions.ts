import {
  type AgeRule,
  ageAt,
  ageRules,
  custodyOffsetDays,
  custodyOffsets,
  maximumDays,
  maximumMonths,
  overlapDays,
  periodDeadlineDays,
  periodDeadline as periodDeadlineOf,
  termEnd,
} from '@jianmo/connectors/values'
import { addMonths, periodDeadline } from '../calendar.ts'
import { type Datum, isDecimal } from '../datum.ts'
import { type DayWords, inEveryDialect } from './day-words.ts'
import { type FunctionContext, type FunctionSpec, scalar, strict, type TemplateCall } from './function-spec.ts'
import { a, integer, oneOf, text } from './parameters.ts'
import { calendarOf, waitSql } from './workday-tables.ts'

const day = (name: string) => a('date', name)
const big = (value: number | null): bigint | null => (value === null ? null : BigInt(value))

/** `n` months after `start` is within the years 1 to 9999. */
const monthsFit = ({ year, month }: DayWords, start: string, n: string) =>
  `${n} BETWEEN 12 - (${year(start)} * 12 + ${month(start)} - 1) AND 119999 - (${year(start)} * 12 + ${month(start)} - 1)`

/** The corresponding day, and the last day of the month from the last day of a month. */
const monthEndLater = ({ plusMonths, monthEnd }: DayWords, start: string, n: string, unless = '') =>
  `CASE WHEN ${unless}${start} = ${monthEnd(start)} THEN ${monthEnd(plusMonths(start, n))} ELSE ${plusMonths(start, n)} END`

/** Guards come in a CASE of their own: an engine may compute what stands after AND first, and it may overflow. */
function termSql(words: DayWords, guard: string, months: string, days: string): string {
  const corresponding = `(${monthEndLater(words, '#0', months, `${months} % 12 <> 0 AND `)})`
  return (
    `CASE WHEN ${guard} THEN CASE WHEN ${months} <= ${maximumMonths} AND ${months} + ${days} > 0 AND ` +
    `${monthsFit(words, '#0', months)} THEN ${words.fits(words.plus(corresponding, `${days} - 1`))} END END`
  )
}

/** A last day moved to the next worked day, unless the person is in custody; NULL if nobody knows and it matters. */
function movedSql(last: string, custody: string, words: DayWords, call: TemplateCall): string {
  const unknowable = 1_000_000
  const wait = `${waitSql(last, words, call)} * CASE WHEN ${custody} IS NULL THEN ${unknowable} ELSE 1 END`
  return words.plus(last, `CASE WHEN ${custody} THEN 0 ELSE nullif(least(${wait}, ${unknowable}), ${unknowable}) END`)
}

const ruleOf = (custody: Datum | undefined, context: FunctionContext) => ({
  custody: typeof custody === 'boolean' ? custody : null,
  calendar: calendarOf(context),
})

const monthAndDay = ({ month, day: date }: DayWords, of: string) => `(${month(of)} * 100 + ${date(of)})`

/** From 02-29 the birthday of a common year is 02-28; the day after it is 03-01 either way, so the legal rule needs no exception. */
function ageSql(words: DayWords, { literal }: TemplateCall): string {
  const year = words.year('#1')
  const born = monthAndDay(words, '#0')
  const onCommonBirthday =
    `${born} = 229 AND ${monthAndDay(words, '#1')} = 228 AND ` +
    `(${year} % 4 <> 0 OR (${year} % 100 = 0 AND ${year} % 400 <> 0))`
  const reached =
    literal(2) === 'birthday'
      ? `${monthAndDay(words, '#1')} >= ${born} OR (${onCommonBirthday})`
      : `${monthAndDay(words, '#1')} > ${born}`
  return `CASE WHEN #1 >= #0 THEN greatest(0, ${year} - ${words.year('#0')} - CASE WHEN ${reached} THEN 0 ELSE 1 END) END`
}

const offsetsSql = Object.entries(custodyOffsets)
  .map(([code, each]) => `WHEN '${code}' THEN ${each}`)
  .join(' ')

/** Statutory time of criminal procedure, as `@jianmo/connectors/values` reckons it. */
export const statutoryFunctions: readonly FunctionSpec[] = [
  scalar({
    id: 'term_end',
    family: 'statutory',
    label: { zh: '刑期届满日', en: 'Last day of a term of sentence' },
    help: {
      zh: '由起算日和年、月、日数求刑期的最后一日（首日计入）：对应日的前一日；以月计算且起算日为月末的，为目标月最后一日的前一日；没有对应日的，同样。整年（含十二个月的倍数）只看同月同日。各数不能为负，合计不能为零，不超过 1200 个月和 36600 日，否则为空值；超出公元 1–9999 年为空值。',
      en: 'The last day of a term from its first day (which counts) and years, months, days: the day before the corresponding day; in months from the last day of a month, the day before the last day of the target month, and so if there is no corresponding day. Whole years (and multiples of 12 months) look at the same day only. NULL for negative, zero or more than 1200 months or 36600 days, and outside the years 1–9999.',
    },
    example: 'term_end(sentence_start, term_years, term_months, term_days)',
    parameters: [day('start'), integer('years'), integer('months'), { ...integer('days'), optional: true }],
    result: 'date',
    nulls: 'propagate',
    source: {
      zh: '刑诉法解释（法释〔2021〕1号）第202条第2款',
      en: 'SPC CPL Interpretation (法释〔2021〕1号) art. 202(2)',
    },
    options: { 'years from a month end': 'same day only' },
    sql: null,
    dialects: inEveryDialect((words, { count }) => {
      const days = count > 3 ? '#3' : '0'
      const guard =
        `#1 BETWEEN 0 AND ${maximumMonths / 12} AND #2 BETWEEN 0 AND ${maximumMonths}` +
        (count > 3 ? ` AND #3 BETWEEN 0 AND ${maximumDays}` : '')
      return termSql(words, guard, '(#1 * 12 + #2)', days)
    }),
    reference: strict(
      (start: string, years: bigint, months: bigint, days = 0n) =>
        termEnd(start, { years: Number(years), months: Number(months), days: Number(days) }).value,
    ),
    vectors: [
      ["term_end(date '2016-03-10', 2, 0)", '2018-03-09'],
      ["term_end(date '2024-02-29', 1, 0, 0)", '2025-02-27'],
      ["term_end(date '2023-02-28', 1, 0)", '2024-02-27'],
      ["term_end(date '2023-04-30', 0, 1)", '2023-05-30'],
      ["term_end(date '2023-02-28', 0, 6)", '2023-08-30'],
      ["term_end(date '2015-08-30', 0, 5, 7)", '2016-02-05'],
      ["term_end(date '2023-12-20', 0, 0, 1)", '2023-12-20'],
      ["term_end(date '2023-01-01', 0, 0)", null],
      ["term_end(date '2023-01-01', -1, 24)", null],
      ["term_end(date '2023-01-01', 999999999999, 0)", null],
      ["term_end(date '2023-01-01', 0, 0, 36601)", null],
      ["term_end(date '9999-01-01', 1, 0)", null],
      ["term_end(date '9999-06-01', 0, 6, 31)", '9999-12-31'],
      ["term_end(date '9999-06-01', 0, 6, 32)", null],
      ['term_end(null, 1, 0)', null],
      ["term_end(date '2023-01-01', 1, 0, null)", null],
    ],
  }),
  scalar({
    id: 'term_end_months',
    family: 'statutory',
    label: { zh: '以月数表示的刑期届满日', en: 'Last day of a term of months' },
    help: {
      zh: '与 term_end 相同，刑期以月数表示（如由判决文字读出的 18 个月）；1–1200 个月之外为空值。',
      en: 'As term_end, for a term in months (18, as read from a judgment); NULL outside 1–1200 months.',
    },
    example: 'term_end_months(sentence_start, term_months)',
    parameters: [day('start'), integer('months')],
    result: 'date',
    nulls: 'propagate',
    source: {
      zh: '刑诉法解释（法释〔2021〕1号）第202条第2款',
      en: 'SPC CPL Interpretation (法释〔2021〕1号) art. 202(2)',
    },
    sql: null,
    dialects: inEveryDialect((words) => termSql(words, `#1 BETWEEN 1 AND ${maximumMonths}`, '#1', '0')),
    reference: strict((start: string, months: bigint) => termEnd(start, { months: Number(months) }).value),
    vectors: [
      ["term_end_months(date '2021-05-17', 18)", '2022-11-16'],
      ["term_end_months(date '2016-03-10', 24)", '2018-03-09'],
      ["term_end_months(date '2023-01-31', 1)", '2023-02-27'],
      ["term_end_months(date '2024-01-31', 1)", '2024-02-28'],
      ["term_end_months(date '2023-01-01', 0)", null],
      ["term_end_months(date '2023-01-01', 1201)", null],
      ["term_end_months(date '9999-12-01', 1)", null],
      ['term_end_months(null, 1)', null],
      ["term_end_months(date '2023-01-01', null)", null],
    ],
  }),
  {
    id: 'period_deadline',
    family: 'statutory',
    label: { zh: '以月计算的期间届满日', en: 'End of a period of months' },
    help: {
      zh: '目标月的同一日；开始日是当月最后一日，或目标月没有同一日的，为目标月最后一日；超出公元 1–9999 年为空值（刑诉法解释第 202 条第 1 款）。只写两个参数时不考虑节假日，月数可以为负。第三个参数为是否在押：在押的不顺延；不在押的，届满日不是工作日时顺延至节假日后的第一个工作日（刑诉法第 105 条），放假安排未知为空值；是否在押不明且届满日不是工作日的，为空值；这时月数为 0–1200，半个月（0.5）按十五日计算。',
      en: 'Same day of the target month; if the start is the last day of its month, or there is no such day, the last day; NULL outside the years 1–9999 (SPC CPL Interp. art. 202(1)). With two arguments holidays are not applied, and months may be negative. A third argument says whether the person is in custody: then the day never moves; else a day that is not worked moves to the next worked day (CPL art. 105), NULL if the notice of holidays is not known; if custody is NULL and the day is not worked, NULL. Months are then 0–1200, and half a month (0.5) is 15 days.',
    },
    example: "period_deadline(date '2025-01-31', 1)",
    source: {
      zh: '刑诉法解释（法释〔2021〕1号）第202条第1款；刑事诉讼法第105条',
      en: 'SPC CPL Interpretation (法释〔2021〕1号) art. 202(1); Criminal Procedure Law art. 105',
    },
    nulls: 'own',
    cost: 20,
    overloads: [
      {
        id: 'period_deadline',
        parameters: [day('date'), integer('months')],
        result: 'date',
        sql: null,
        dialects: inEveryDialect(
          (words) => `CASE WHEN ${monthsFit(words, '#0', '#1')} THEN ${monthEndLater(words, '#0', '#1')} END`,
        ),
        reference: strict((start: string, months: bigint) =>
          addMonths(start, Number(months)) === null ? null : periodDeadline(start, Number(months)),
        ),
      },
      {
        id: 'period_deadline.custody',
        parameters: [day('date'), integer('months'), a('boolean', 'in_custody')],
        result: 'date',
        sql: null,
        dialects: inEveryDialect((words, call) => {
          const last = `(${monthEndLater(words, '#0', '#1')})`
          return (
            `CASE WHEN #1 BETWEEN 0 AND ${maximumMonths} AND ${monthsFit(words, '#0', '#1')} ` +
            `THEN ${movedSql(last, '#2', words, call)} END`
          )
        }),
        reference: ([start, months, custody], context) =>
          typeof start === 'string' && typeof months === 'bigint'
            ? periodDeadlineOf(start, Number(months), ruleOf(custody, context)).value
            : null,
      },
      {
        id: 'period_deadline.half',
        parameters: [day('date'), a('decimal', 'months'), a('boolean', 'in_custody')],
        result: 'date',
        sql: null,
        dialects: inEveryDialect((words, call) => {
          const whole = `CAST(floor(#1) AS ${call.sqlType('integer')})`
          const half = 'CASE WHEN #1 > floor(#1) THEN 15 ELSE 0 END'
          const last = words.fits(words.plus(`(${monthEndLater(words, '#0', whole)})`, half))
          return (
            `CASE WHEN #1 BETWEEN 0 AND ${maximumMonths} THEN CASE WHEN #1 * 2 = floor(#1 * 2) AND ` +
            `${monthsFit(words, '#0', whole)} THEN ${movedSql(last, '#2', words, call)} END END`
          )
        }),
        reference: ([start, months, custody], context) =>
          typeof start === 'string' && isDecimal(months ?? null) && isHalf(months ?? null)
            ? periodDeadlineOf(start, Number(months), ruleOf(custody, context)).value
            : null,
      },
    ],
    vectors: [
      ["period_deadline(date '2025-01-30', 1)", '2025-02-28'],
      ["period_deadline(date '2025-01-31', 1)", '2025-02-28'],
      ["period_deadline(date '2025-02-28', 1)", '2025-03-31'],
      ["period_deadline(date '2025-01-15', 1)", '2025-02-15'],
      ["period_deadline(date '2024-02-28', 1)", '2024-03-28'],
      ["period_deadline(date '2024-02-29', 1)", '2024-03-31'],
      ["period_deadline(date '2025-11-30', 3)", '2026-02-28'],
      ["period_deadline(date '2025-03-31', -1)", '2025-02-28'],
      ["period_deadline(date '2025-01-15', 999999)", null],
      ["period_deadline(date '9999-12-01', 1)", null],
      ['period_deadline(null, 1)', null],
      ["period_deadline(date '2025-01-15', 1, true)", '2025-02-15'],
      ["period_deadline(date '2025-01-15', 1, false)", '2025-02-17'],
      ["period_deadline(date '2025-01-15', 1, null)", null],
      ["period_deadline(date '2025-01-31', 1, null)", '2025-02-28'],
      ["period_deadline(date '2025-01-08', 1, false)", '2025-02-08'],
      ["period_deadline(date '2026-12-01', 1, false)", null],
      ["period_deadline(date '2026-12-01', 1, true)", '2027-01-01'],
      ["period_deadline(date '2025-01-15', -1, true)", null],
      ["period_deadline(date '2025-01-15', 999999999999, true)", null],
      ["period_deadline(date '2025-03-15', 0.5, false)", '2025-03-31'],
      ["period_deadline(date '2025-01-31', 1.5, true)", '2025-03-15'],
      ["period_deadline(date '2025-01-15', 1.3, true)", null],
      ["period_deadline(date '9999-11-20', 1.5, true)", null],
      ["period_deadline(date '2025-01-15', null, true)", null],
    ],
  },
  scalar({
    id: 'period_deadline_days',
    family: 'statutory',
    label: { zh: '以日计算的期间届满日', en: 'End of a period of days' },
    help: {
      zh: '开始当日不计，从次日起算。是否在押：在押的不顺延；不在押的，届满日不是工作日时顺延至节假日后的第一个工作日，放假安排未知为空值；不明且届满日不是工作日的，为空值。日数在 0–36600 之外为空值。',
      en: 'The first day does not count. In custody the day never moves; else a day that is not worked moves to the next worked day, NULL if the notice of holidays is not known; if custody is NULL and the day is not worked, NULL. NULL outside 0–36600 days.',
    },
    example: 'period_deadline_days(received_date, 10, in_custody)',
    source: { zh: '刑事诉讼法（2018）第105条', en: 'Criminal Procedure Law (2018) art. 105' },
    parameters: [day('date'), integer('days'), a('boolean', 'in_custody')],
    result: 'date',
    nulls: 'own',
    cost: 20,
    sql: null,
    dialects: inEveryDialect(
      (words, call) =>
        `CASE WHEN #1 BETWEEN 0 AND least(${maximumDays}, ${words.days('#0', "DATE '9999-12-31'")}) ` +
        `THEN ${movedSql(words.plus('#0', '#1'), '#2', words, call)} END`,
    ),
    reference: ([start, days, custody], context) =>
      typeof start === 'string' && typeof days === 'bigint'
        ? periodDeadlineDays(start, Number(days), ruleOf(custody, context)).value
        : null,
    vectors: [
      ["period_deadline_days(date '2025-01-31', 30, true)", '2025-03-02'],
      ["period_deadline_days(date '2025-01-31', 30, false)", '2025-03-03'],
      ["period_deadline_days(date '2025-01-31', 30, null)", null],
      ["period_deadline_days(date '2025-09-25', 10, false)", '2025-10-09'],
      ["period_deadline_days(date '2025-02-15', 0, true)", '2025-02-15'],
      ["period_deadline_days(date '2025-02-15', -1, true)", null],
      ["period_deadline_days(date '2025-02-15', 36601, true)", null],
      ["period_deadline_days(date '9999-12-31', 0, true)", '9999-12-31'],
      ["period_deadline_days(date '9999-12-31', 1, true)", null],
      ["period_deadline_days(date '2005-03-01', 3, false)", null],
      ['period_deadline_days(null, 10, true)', null],
      ["period_deadline_days(date '2025-02-15', null, true)", null],
    ],
  }),
  scalar({
    id: 'custody_offset_days',
    family: 'statutory',
    label: { zh: '羁押折抵日数', en: 'Days that custody sets off' },
    help: {
      zh: '先行羁押的日数折抵刑期多少日：有期徒刑（fixed_term）、拘役（short_term_detention）一日折抵一日，管制（public_surveillance）一日折抵二日；其他主刑不折抵，为空值；日数在 0–36600 之外为空值。',
      en: 'Days of the sentence that days in custody set off: one each for fixed_term and short_term_detention, two for public_surveillance; NULL for other main punishments, and outside 0–36600 days.',
    },
    example: "custody_offset_days('public_surveillance', 30)",
    source: { zh: '刑法第41、44、47条', en: 'Criminal Law arts. 41, 44, 47' },
    parameters: [text('main_code'), integer('days')],
    result: 'integer',
    nulls: 'propagate',
    sql: `CASE WHEN #1 BETWEEN 0 AND ${maximumDays} THEN #1 * CASE #0 ${offsetsSql} END END`,
    reference: strict((code: string, days: bigint) => big(custodyOffsetDays(code, Number(days)).value)),
    vectors: [
      ["custody_offset_days('fixed_term', 30)", 30],
      ["custody_offset_days('short_term_detention', 45)", 45],
      ["custody_offset_days('public_surveillance', 30)", 60],
      ["custody_offset_days('public_surveillance', 0)", 0],
      ["custody_offset_days('life', 30)", null],
      ["custody_offset_days('fixed_term', -1)", null],
      ["custody_offset_days('fixed_term', 999999999999999)", null],
      ['custody_offset_days(null, 30)', null],
      ["custody_offset_days('fixed_term', null)", null],
    ],
  }),
  scalar({
    id: 'overlap_days',
    family: 'statutory',
    label: { zh: '两段期间重叠的日数', en: 'Days that two periods share' },
    help: {
      zh: '两段期间（起、止、起、止）共有多少日，首尾都计入；止日为空表示仍在继续；两段都未结束、起日为空、止日早于起日，为空值。',
      en: 'Days that two periods (from, to, from, to) share, both ends counted; an end that is NULL still runs. NULL if both run on, if a start is NULL, or an end is before its start.',
    },
    example: 'overlap_days(leave_start, leave_end, detained_from, detained_to)',
    parameters: [day('first_start'), day('first_end'), day('second_start'), day('second_end')],
    result: 'integer',
    nulls: 'own',
    sql: null,
    dialects: inEveryDialect(({ days }) => {
      const shared = days('greatest(#0, #2)', 'least(coalesce(#1, #3), coalesce(#3, #1))')
      return (
        'CASE WHEN #0 IS NULL OR #2 IS NULL OR #1 < #0 OR #3 < #2 THEN NULL ' +
        `WHEN #1 IS NOT NULL OR #3 IS NOT NULL THEN greatest(0, ${shared} + 1) END`
      )
    }),
    reference: ([a1 = null, a2 = null, b1 = null, b2 = null]) =>
      big(overlapDays(dayText(a1), dayText(a2), dayText(b1), dayText(b2)).value),
    vectors: [
      ["overlap_days(date '2024-01-01', date '2024-01-10', date '2024-01-10', date '2024-01-20')", 1],
      ["overlap_days(date '2024-01-01', date '2024-01-09', date '2024-01-10', date '2024-01-20')", 0],
      ["overlap_days(date '2024-01-01', date '2024-12-31', date '2024-02-01', date '2024-02-29')", 29],
      ["overlap_days(date '2024-03-05', null, date '2024-03-01', date '2024-03-10')", 6],
      ["overlap_days(date '2024-03-01', date '2024-03-10', date '2024-03-05', null)", 6],
      ["overlap_days(date '2024-05-01', null, date '2024-01-01', date '2024-01-31')", 0],
      ["overlap_days(date '2024-05-01', null, date '2024-01-01', null)", null],
      ["overlap_days(null, date '2024-01-31', date '2024-01-01', date '2024-01-31')", null],
      ["overlap_days(date '2024-02-01', date '2024-01-31', date '2024-01-01', date '2024-01-31')", null],
      ["overlap_days(date '0001-01-01', date '9999-12-31', date '0001-01-01', null)", 3652059],
    ],
  }),
  scalar({
    id: 'age_at',
    family: 'statutory',
    label: { zh: '周岁', en: 'Age on a day' },
    help: {
      zh: '某日的周岁。刑法上的周岁从生日的第二天起算；第三个参数写 birthday 时，生日当天即满。2 月 29 日出生的，平年生日为 2 月 28 日。早于出生为空值。',
      en: "Full years on a day. By the legal rule an age is reached on the day after the birthday; with 'birthday', on the birthday. Born on 02-29, the birthday of a common year is 02-28. NULL before birth.",
    },
    example: 'age_at(birth_date, act_date)',
    source: { zh: '法释〔2006〕1号第2条；民法典第202条', en: '法释〔2006〕1号 art. 2; Civil Code art. 202' },
    options: { default: 'day after the birthday' },
    parameters: [day('birth'), day('on'), { ...oneOf('text', 'rule', ageRules), optional: true }],
    result: 'integer',
    nulls: 'propagate',
    sql: null,
    dialects: inEveryDialect(ageSql),
    reference: strict((birth: string, on: string, rule?: AgeRule) => big(ageAt(birth, on, rule).value)),
    vectors: [
      ["age_at(date '2006-05-20', date '2024-05-20')", 17],
      ["age_at(date '2006-05-20', date '2024-05-21')", 18],
      ["age_at(date '2006-05-20', date '2024-05-20', 'birthday')", 18],
      ["age_at(date '2008-02-29', date '2026-02-28')", 17],
      ["age_at(date '2008-02-29', date '2026-03-01')", 18],
      ["age_at(date '2008-02-29', date '2026-02-28', 'birthday')", 18],
      ["age_at(date '2008-02-29', date '2024-02-28', 'birthday')", 15],
      ["age_at(date '2024-01-01', date '2024-01-01', 'day-after-birthday')", 0],
      ["age_at(date '2024-01-02', date '2024-01-01')", null],
      ["age_at(date '0001-01-01', date '9999-12-31')", 9998],
      ["age_at(null, date '2024-01-01')", null],
      ["age_at(date '2024-01-01', null)", null],
    ],
  }),
]

const dayText = (value: Datum): string | null => (typeof value === 'string' ? value : null)
const isHalf = (months: Datum): boolean => isDecimal(months) && months.times(2).isInteger()
