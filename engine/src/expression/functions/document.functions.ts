import { normaliseCaseNumber, normaliseCreditCode, normalisePhone, readDate } from '@jianmo/connectors/values'
import { type DateFormat, dateFormats } from '@jianmo/connectors/words'
import type { Datum } from '../datum.ts'
import { type CaseNumberPart, caseNumberSql } from './case-number-sql.ts'
import { creditCodeSql } from './credit-code-sql.ts'
import { provedOn, withLiteral } from './document-lowerings.ts'
import { type FunctionSpec, scalar, strict } from './function-spec.ts'
import { oneOf, text } from './parameters.ts'
import { phoneSql } from './phone-sql.ts'
import type { SqlWords } from './sql-words.ts'
import { datePrecisionSql, writtenDateSql } from './written-dates-sql.ts'

type Words = Pick<FunctionSpec, 'id' | 'label' | 'help' | 'vectors'> & Partial<Pick<FunctionSpec, 'nulls'>>

const over = (
  source: string,
  column: string,
  rule: (words: SqlWords) => string,
  words: Words,
  result: 'text' | 'integer' | 'boolean',
  reference: (value: string) => Datum,
): FunctionSpec =>
  scalar({
    nulls: 'propagate',
    ...words,
    family: 'document',
    example: `${words.id}(${column})`,
    parameters: [text()],
    result,
    source,
    cost: 20,
    sql: null,
    dialects: provedOn(words.vectors[0]?.[0] ?? '', rule),
    reference: strict(reference),
  })

const casePart = (
  part: CaseNumberPart,
  words: Words,
  read: (found: ReturnType<typeof normaliseCaseNumber>) => Datum = (found) => found[part],
) =>
  over(
    '法〔2015〕137号《关于人民法院案件案号的若干规定》，法〔2018〕335号',
    'case_no',
    (sql) => caseNumberSql(sql, part),
    words,
    part === 'year' ? 'integer' : 'text',
    (value) => read(normaliseCaseNumber(value)),
  )

const caseHelp = {
  zh: '法院案号；括号、全角、空格、缺“号”都能认；不是法院案号（如检察、公安文号）或没有括号年份时为空值。',
  en: 'Of a court case number, whatever its brackets, width, spaces or missing 号; NULL if it is none, or has no year in brackets.',
}
const codes = 'GB 32100-2015, GB 11714-1997, GS 15-2006'
const numbering = '电信网编号计划（工业和信息化部，2017年版）'

/** Case numbers, codes of organisations, phone numbers and written dates. */
export const documentFunctions: readonly FunctionSpec[] = [
  scalar({
    id: 'parse_date',
    family: 'document',
    label: { zh: '读日期', en: 'Read a date' },
    help: {
      zh: '把写出来的日期读成日期。默认认 2023-1-5、20230105、2023.1.5、2023/1/5、2023年1月5日和 Excel 五位序号，可带时刻；日/月/年与月/日/年须写明格式。不存在的日子和 9999-12-31 之类的占位为空值。',
      en: 'A written date. By itself it reads 2023-1-5, 20230105, 2023.1.5, 2023/1/5, 2023年1月5日 and Excel serials of five digits, with or without a clock; d/m/yyyy and m/d/yyyy must be named. Days that do not exist and placeholders such as 9999-12-31 are NULL.',
    },
    example: "parse_date(arrest_date_text, 'yyyy年m月d日')",
    parameters: [text(), { ...oneOf('text', 'format', dateFormats), optional: true }],
    result: 'date',
    nulls: 'propagate',
    source: 'GB/T 7408.1-2023',
    cost: 20,
    sql: null,
    dialects: withLiteral("parse_date('2023年1月5日')", (words, format) =>
      writtenDateSql(words, (format ?? 'auto') as DateFormat),
    ),
    reference: strict((value: string, format: DateFormat = 'auto') => readDate(value, format).date),
    vectors: [
      ["parse_date('2023-1-5')", '2023-01-05'],
      ["parse_date('20230105')", '2023-01-05'],
      ["parse_date('２０２３年１月５日')", '2023-01-05'],
      ["parse_date('2023-01-05T10:30:00+08:00')", '2023-01-05'],
      ["parse_date('44931')", '2023-01-05'],
      ["parse_date('44931.999999')", '2023-01-06'],
      ["parse_date('5/1/2023', 'd/m/yyyy')", '2023-01-05'],
      ["parse_date('5/1/2023')", null],
      ["parse_date('2023-02-30')", null],
      ["parse_date('9999-12-31')", null],
      ["parse_date('1900-01-01')", null],
      ["parse_date('不详')", null],
      ['parse_date(null)', null],
    ],
  }),
  over(
    'GB/T 7408.1-2023',
    'event_time_text',
    datePrecisionSql,
    {
      id: 'date_precision',
      label: { zh: '日期精度', en: 'Precision of a date' },
      help: {
        zh: '写出来的日期精确到日（day）还是到分（minute）；00:00:00 算到日，因为数据库就这样存日期。读不出日期时为空值。',
        en: '`day` or `minute`; 00:00:00 counts as day, because databases write days so. NULL where `parse_date` reads none.',
      },
      vectors: [
        ["date_precision('2023-01-05')", 'day'],
        ["date_precision('2023-01-05 00:00:00')", 'day'],
        ["date_precision('2023年1月5日 14时30分')", 'minute'],
        ["date_precision('20230105143000')", 'minute'],
        ["date_precision('44931.5')", 'minute'],
        ["date_precision('44931')", 'day'],
        ["date_precision('2023-02-30 10:00')", null],
        ['date_precision(null)', null],
      ],
    },
    'text',
    (value) => readDate(value).precision,
  ),
  casePart('value', {
    id: 'normalise_case_number',
    label: { zh: '规范案号', en: 'Normalise a case number' },
    help: {
      zh: `统一写法：（2023）内0702刑初12号。${caseHelp.zh}`,
      en: `One way of writing: （2023）内0702刑初12号. ${caseHelp.en}`,
    },
    vectors: [
      ["normalise_case_number('(2023)内0702刑初12号')", '（2023）内0702刑初12号'],
      ["normalise_case_number('（２０２３） 内0702刑初012')", '（2023）内0702刑初12号'],
      ["normalise_case_number('〔2012〕海刑初字第00123号')", '（2012）海刑初字第123号'],
      ["normalise_case_number('（2019）最高法知民终12号之一')", '（2019）最高法知民终12号之一'],
      ["normalise_case_number('呼检刑诉〔2023〕12号')", null],
      ["normalise_case_number('2023内0702刑初12号')", null],
      ['normalise_case_number(null)', null],
    ],
  }),
  casePart(
    'year',
    {
      id: 'case_year',
      label: { zh: '案号年份', en: 'Year of a case number' },
      help: { zh: `案号的年份。${caseHelp.zh}`, en: `The year. ${caseHelp.en}` },
      vectors: [
        ["case_year('(2023)内0702刑初12号')", 2023],
        ["case_year('【2012】海刑初字第123号')", 2012],
        ["case_year('（1948）内0702刑初12号')", null],
        ["case_year('（2100）内0702刑初12号')", null],
        ["case_year('无')", null],
        ['case_year(null)', null],
      ],
    },
    ({ year }) => (year === null ? null : BigInt(year)),
  ),
  casePart('court', {
    id: 'case_court',
    label: { zh: '案号法院代字', en: 'Court of a case number' },
    help: {
      zh: `案号里的法院：内0702、最高法；2016 年以前是简称。${caseHelp.zh}`,
      en: `The court: 内0702, 最高法; a name before 2016. ${caseHelp.en}`,
    },
    vectors: [
      ["case_court('(2023)内0702刑初12号')", '内0702'],
      ["case_court('(2023)内07民终12号')", '内07'],
      ["case_court('（2019）最高法知民终12号')", '最高法'],
      ["case_court('（2012）海刑初字第123号')", '海'],
      ["case_court('（2023）0702刑初12号')", null],
      ['case_court(null)', null],
    ],
  }),
  casePart('type', {
    id: 'case_type',
    label: { zh: '案号类型代字', en: 'Type of a case number' },
    help: {
      zh: `案号里的案件类型：刑初、民终、执恢。${caseHelp.zh}`,
      en: `The type: 刑初, 民终, 执恢. ${caseHelp.en}`,
    },
    vectors: [
      ["case_type('(2023)内0702刑初12号')", '刑初'],
      ["case_type('(2023)内0702执恢12号')", '执恢'],
      ["case_type('（2019）最高法知民终12号')", '知民终'],
      ["case_type('（2012）海刑初字第123号')", '刑初'],
      ["case_type('')", null],
      ['case_type(null)', null],
    ],
  }),
  casePart('serial', {
    id: 'case_serial',
    label: { zh: '案号编号', en: 'Serial of a case number' },
    help: {
      zh: `案号的编号（文本，去掉前导零）。${caseHelp.zh}`,
      en: `The serial as text, without leading zeros. ${caseHelp.en}`,
    },
    vectors: [
      ["case_serial('(2023)内0702刑初12号')", '12'],
      ["case_serial('(2023)内0702刑初00012')", '12'],
      ["case_serial('（2023）内0702执12-1号')", '12'],
      ["case_serial('（2012）海刑初字第123号')", '123'],
      ["case_serial('（2023）内0702刑初号')", null],
      ['case_serial(null)', null],
    ],
  }),
  over(
    codes,
    'credit_code',
    (sql) => creditCodeSql(sql, 'value'),
    {
      id: 'normalise_credit_code',
      label: { zh: '规范信用代码', en: 'Normalise a credit code' },
      help: {
        zh: '统一社会信用代码（18 位）、组织机构代码（9 位）或注册号（15 位）：去空格、连字符，转半角大写并校验；错的为空值，绝不猜改 I、O、S、V、Z。',
        en: 'A credit code (18), organisation code (9) or registration number (15) without spaces and hyphens, in capitals, checked; NULL if wrong. I, O, S, V, Z are never repaired.',
      },
      vectors: [
        ["normalise_credit_code('91350100M000100Y43')", '91350100M000100Y43'],
        ["normalise_credit_code(' 91350100m000100y43')", '91350100M000100Y43'],
        ["normalise_credit_code('９１３５０１００Ｍ０００１００Ｙ４３')", '91350100M000100Y43'],
        ["normalise_credit_code('91350100M000100Y44')", null],
        ["normalise_credit_code('无')", null],
        ["normalise_credit_code('')", null],
        ['normalise_credit_code(null)', null],
      ],
    },
    'text',
    (value) => normaliseCreditCode(value).value,
  ),
  over(
    codes,
    'credit_code',
    (sql) => creditCodeSql(sql, 'problem'),
    {
      id: 'credit_code_problem',
      label: { zh: '信用代码的问题', en: 'What is wrong with a credit code' },
      help: {
        zh: 'missing 没填、damaged 被 Excel 损坏、bad-length 位数不对、bad-character 有非法字符、bad-checksum 校验不过；没有问题或空值时为空值。',
        en: '`missing`, `damaged` (by Excel), `bad-length`, `bad-character` or `bad-checksum`; NULL if nothing is wrong, and for NULL.',
      },
      vectors: [
        ["credit_code_problem('91350100M000100Y44')", 'bad-checksum'],
        ["credit_code_problem('91350100M000100Y43')", null],
        ["credit_code_problem('9135010OM000100Y43')", 'bad-character'],
        ["credit_code_problem('9.13501E+17')", 'damaged'],
        ["credit_code_problem('123')", 'bad-length'],
        ["credit_code_problem('不详')", 'missing'],
        ['credit_code_problem(null)', null],
      ],
    },
    'text',
    (value) => normaliseCreditCode(value).reason,
  ),
  over(
    codes,
    'credit_code',
    (sql) => creditCodeSql(sql, 'valid'),
    {
      id: 'credit_code_is_valid',
      label: { zh: '信用代码有效', en: 'Is a valid credit code' },
      help: {
        zh: '信用代码（或 9 位组织机构代码、15 位注册号）校验通过为真，不过为假；没填或空值为空值。',
        en: 'TRUE if the code (18, 9 or 15 characters) passes its check, FALSE if not; NULL for NULL and where nothing is written.',
      },
      vectors: [
        ["credit_code_is_valid('91350100M000100Y43')", true],
        ["credit_code_is_valid('91350100M000100Y44')", false],
        ["credit_code_is_valid('123')", false],
        ["credit_code_is_valid('')", null],
        ["credit_code_is_valid('无')", null],
        ['credit_code_is_valid(null)', null],
      ],
    },
    'boolean',
    (value) => {
      const { reason } = normaliseCreditCode(value)
      return reason === 'missing' ? null : reason === null
    },
  ),
  over(
    codes,
    'credit_code',
    (sql) => creditCodeSql(sql, 'organisation'),
    {
      id: 'organisation_code',
      label: { zh: '组织机构代码', en: 'Organisation code' },
      help: {
        zh: '信用代码的第 9–17 位，或 9 位组织机构代码本身；各登记机关相同。代码无效或是注册号时为空值。',
        en: 'Characters 9 to 17 of a credit code, or a code of 9 itself: the same in all registers. NULL if invalid, or a registration number.',
      },
      vectors: [
        ["organisation_code('91350100M000100Y43')", 'M000100Y4'],
        ["organisation_code('91350100 M000100Y43')", 'M000100Y4'],
        ["organisation_code('91350100M000100Y44')", null],
        ["organisation_code('不详')", null],
        ["organisation_code('')", null],
        ['organisation_code(null)', null],
      ],
    },
    'text',
    (value) => normaliseCreditCode(value).organisationCode,
  ),
  over(
    numbering,
    'phone',
    (sql) => phoneSql(sql, 'value'),
    {
      id: 'normalise_phone',
      label: { zh: '规范电话号码', en: 'Normalise a phone number' },
      help: {
        zh: '去掉空格、括号、+86 和分机；手机 11 位，固话写作 区号-号码。没有区号、打了星号或一格多个号码时为空值。',
        en: 'Without spaces, brackets, +86 and extension: 11 digits of a mobile, area-number of a landline. NULL without area code, if masked, or for several numbers.',
      },
      vectors: [
        ["normalise_phone('138 0000 1234')", '13800001234'],
        ["normalise_phone('+86-13800001234')", '13800001234'],
        ["normalise_phone('(010)12345678')", null],
        ["normalise_phone('(010)62345678转801')", '010-62345678'],
        ["normalise_phone('400-123-4567')", '4001234567'],
        ["normalise_phone('138****1234')", null],
        ["normalise_phone('13800001234、13900001234')", null],
        ['normalise_phone(null)', null],
      ],
    },
    'text',
    (value) => normalisePhone(value).value,
  ),
  over(
    numbering,
    'phone',
    (sql) => phoneSql(sql, 'kind'),
    {
      id: 'phone_kind',
      label: { zh: '电话种类', en: 'Kind of a phone number' },
      help: {
        zh: 'mobile 手机、landline 固话、service 服务号码；认不出时为空值。',
        en: '`mobile`, `landline` or `service`; NULL where `normalise_phone` is.',
      },
      vectors: [
        ["phone_kind('13800001234')", 'mobile'],
        ["phone_kind('0470-8221234')", 'landline'],
        ["phone_kind('110')", 'service'],
        ["phone_kind('400-123-4567')", 'service'],
        ["phone_kind('8221234')", null],
        ["phone_kind('')", null],
        ['phone_kind(null)', null],
      ],
    },
    'text',
    (value) => normalisePhone(value).kind,
  ),
]
