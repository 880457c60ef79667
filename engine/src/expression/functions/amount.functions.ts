import { type MoneyUnit, mainCodes, moneyUnits, parseMoney, parseTerm, type Term } from '@jianmo/connectors/values'
import { type Datum, Decimal } from '../datum.ts'
import { provedOn, withLiteral } from './document-lowerings.ts'
import { type FunctionSpec, scalar, strict } from './function-spec.ts'
import { moneySql } from './money-sql.ts'
import { oneOf, text } from './parameters.ts'
import { type TermPart, termSql } from './term-sql.ts'

const lengths = {
  zh: '判一缓二、有期徒刑一年六个月、拘役5个月缓刑10个月、1年6月、十八个月都能读；读不懂或有两种读法时为空值',
  en: 'Reads 判一缓二, 有期徒刑一年六个月, 拘役5个月缓刑10个月, 1年6月, 十八个月; NULL for what has no reading or two',
}

const term = (
  part: TermPart,
  words: Pick<FunctionSpec, 'id' | 'label' | 'help' | 'vectors'>,
  read: (found: Term) => Datum,
): FunctionSpec =>
  scalar({
    ...words,
    family: 'document',
    example: `${words.id}(sentence)`,
    parameters: [text()],
    result: part === 'code' ? 'text' : 'integer',
    nulls: 'propagate',
    source: { zh: '刑法第33、38、42、45、69、72条', en: 'Criminal Law arts. 33, 38, 42, 45, 69, 72' },
    cost: 40,
    sql: null,
    dialects: provedOn(`${words.id}('判一缓二')`, (sql) => termSql(sql, part)),
    reference: strict((value: string) => read(parseTerm(value))),
  })

const whole = (value: number | null) => (value === null ? null : BigInt(value))

/** Amounts of money and lengths of sentences as registers write them. */
export const amountFunctions: readonly FunctionSpec[] = [
  scalar({
    id: 'parse_money',
    family: 'document',
    label: { zh: '读金额', en: 'Read an amount' },
    help: {
      zh: '把写出来的金额读成元：3.2万元、叁万贰仟元整、32,000.00、(1,200.00)。单元格没写单位时用第二个参数（元、万元、亿元，默认元）。外币、范围（3-5万）、约数和有两种读法的写法为空值。',
      en: 'An amount in 元: 3.2万元, 叁万贰仟元整, 32,000.00, (1,200.00). A bare number is in the unit given (元, 万元, 亿元; 元 if none). Foreign money, ranges, approximations and what has two readings are NULL.',
    },
    example: "parse_money(amount_text, '万元')",
    parameters: [text(), { ...oneOf('text', 'unit', moneyUnits), optional: true }],
    result: 'decimal',
    nulls: 'propagate',
    source: {
      zh: '中国人民银行《支付结算办法》附一（大写）',
      en: 'PBC Payment and Settlement Measures, annex 1 (capital numerals)',
    },
    cost: 40,
    sql: null,
    dialects: withLiteral("parse_money('叁万元')", (words, unit) => moneySql(words, (unit ?? '元') as MoneyUnit)),
    reference: strict((value: string, unit: MoneyUnit = '元') => {
      const { value: found } = parseMoney(value, unit)
      return found === null ? null : new Decimal(found)
    }),
    vectors: [
      ["parse_money('3.2万元')", '32000'],
      ["parse_money('叁万贰仟元整')", '32000'],
      ["parse_money('壹亿零伍佰万元')", '105000000'],
      ["parse_money('12元5角3分')", '12.53'],
      ["parse_money('(1,200.00)')", '-1200'],
      ["parse_money('5', '万元')", '50000'],
      ["parse_money('3.2', '亿元')", '320000000'],
      ["parse_money('32000元', '万元')", '32000'],
      ["parse_money('0')", '0'],
      ["parse_money('三万二')", null],
      ["parse_money('3-5万元')", null],
      ["parse_money('①5000元')", null],
      ["parse_money('1234567890123456789')", null],
      ["parse_money('')", null],
      ['parse_money(null)', null],
    ],
  }),
  term(
    'months',
    {
      id: 'parse_term_months',
      label: { zh: '读主刑月数', en: 'Read the months of a sentence' },
      help: { zh: `主刑的整月数。${lengths.zh}。`, en: `Whole months of the main penalty. ${lengths.en}.` },
      vectors: [
        ["parse_term_months('判一缓二')", 12],
        ["parse_term_months('有期徒刑一年六个月')", 18],
        ["parse_term_months('拘役5个月缓刑10个月')", 5],
        ["parse_term_months('1年6月')", 18],
        ["parse_term_months('十八个月')", 18],
        ["parse_term_months('1.5年')", null],
        ["parse_term_months('无期徒刑')", null],
        ['parse_term_months(null)', null],
      ],
    },
    ({ months }) => whole(months),
  ),
  term(
    'days',
    {
      id: 'parse_term_days',
      label: { zh: '读主刑零头天数', en: 'Read the days of a sentence' },
      help: {
        zh: `主刑在整月之外的天数，半个月算 15 天。${lengths.zh}。`,
        en: `Days of the main penalty beyond its months; half a month is 15. ${lengths.en}.`,
      },
      vectors: [
        ["parse_term_days('拘役五个月零七天')", 7],
        ["parse_term_days('一个半月')", 15],
        ["parse_term_days('半个月')", 15],
        ["parse_term_days('有期徒刑一年')", 0],
        ["parse_term_days('死刑')", null],
        ["parse_term_days('不详')", null],
        ['parse_term_days(null)', null],
      ],
    },
    ({ days }) => whole(days),
  ),
  term(
    'probation',
    {
      id: 'parse_term_probation',
      label: { zh: '读缓刑考验期月数', en: 'Read the months of probation' },
      help: {
        zh: `缓刑考验期的月数；没有缓刑为空值。${lengths.zh}。`,
        en: `Months of the probation; NULL without a suspended sentence. ${lengths.en}.`,
      },
      vectors: [
        ["parse_term_probation('判一缓二')", 24],
        ["parse_term_probation('拘役5个月缓刑10个月')", 10],
        ["parse_term_probation('有期徒刑三年，宣告缓刑五年')", 60],
        ["parse_term_probation('有期徒刑三年')", null],
        ["parse_term_probation('有期徒刑三年缓刑')", null],
        ["parse_term_probation('')", null],
        ['parse_term_probation(null)', null],
      ],
    },
    ({ probationMonths }) => whole(probationMonths),
  ),
  term(
    'code',
    {
      id: 'parse_term_code',
      label: { zh: '读主刑种类', en: 'Read the kind of a sentence' },
      help: {
        zh: `主刑种类的代码：${mainCodes.join('、')}。`,
        en: `The code of the main penalty: ${mainCodes.join(', ')}.`,
      },
      vectors: [
        ["parse_term_code('有期徒刑一年六个月')", 'fixed_term'],
        ["parse_term_code('拘役5个月')", 'short_term_detention'],
        ["parse_term_code('管制二年')", 'public_surveillance'],
        ["parse_term_code('判处死刑，缓期二年执行，剥夺政治权利终身')", 'death_reprieve'],
        ["parse_term_code('单处罚金人民币5000元')", 'fine_only'],
        ["parse_term_code('一年')", 'unspecified'],
        ["parse_term_code('免予刑事处罚')", 'exempted'],
        ["parse_term_code('取保候审')", null],
        ['parse_term_code(null)', null],
      ],
    },
    ({ mainCode }) => mainCode,
  ),
]
