import { type Vector, vectorsOf } from './vector.ts'

/** `normaliseCreditCode(text)`: expected are [value, kind, organisationCode, region]. Samples are those of the standards. */
export const creditCodeVectors: readonly Vector[] = [
  ...vectorsOf('normaliseCreditCode', 'GB 32100-2015', [
    [
      ['91350100M000100Y43'],
      ['91350100M000100Y43', 'credit-code', 'M000100Y4', '350100'],
      '加权和 1640，除以 31 余 28，校验码 31 - 28 = 3',
    ],
    [['91350100m000100y43'], ['91350100M000100Y43', 'credit-code', 'M000100Y4', '350100'], '小写字母转大写'],
    [
      [' ９１３５０１００　Ｍ０００１００Ｙ４３ '],
      ['91350100M000100Y43', 'credit-code', 'M000100Y4', '350100'],
      '全角与空格',
    ],
    [["'91350100-M000100Y4-3"], ['91350100M000100Y43', 'credit-code', 'M000100Y4', '350100'], '表格的前导撇号与连字符'],
    [['91350100M000100Y44'], null, '校验码应为 3', 'bad-checksum'],
    [['91350101M000100Y43'], null, '区划码改动一位，校验不符', 'bad-checksum'],
    [['91350100M000100Y4I'], null, '字符集没有 I，不猜测是 1', 'bad-character'],
    [['9135O100M000100Y43'], null, '第 5 位是字母 O，不猜测是 0', 'bad-character'],
    [['91350100M000100Z43'], null, '字符集没有 Z，不猜测是 2', 'bad-character'],
    [['914403001922038000'], null, '加权和 743，余 30，校验码应为 1；表格只保留 15 位数字', 'damaged'],
    [['9.1440300192204E+17'], null, '科学记数法', 'damaged'],
    [['91350100M000100Y4'], null, '只有 17 位', 'bad-length'],
    [['某某有限公司'], null, '不是代码', 'bad-length'],
    [['无'], null, '空值', 'missing'],
    [[''], null, '空值', 'missing'],
    [[null], null, '空值', 'missing'],
  ]),
  ...vectorsOf('normaliseCreditCode', 'GB 11714-1997', [
    [
      ['D2143569-X'],
      ['D2143569X', 'organisation-code', 'D2143569X', null],
      '标准的示例：加权和 199，除以 11 余 1，校验码 X',
    ],
    [['M000100Y4'], ['M000100Y4', 'organisation-code', 'M000100Y4', null], '加权和 139，余 7，校验码 11 - 7 = 4'],
    [['d2143569x'], ['D2143569X', 'organisation-code', 'D2143569X', null], '小写'],
    [['D2143569-1'], null, '校验码应为 X', 'bad-checksum'],
    [['D2143569-A'], null, '校验码只能是数字或 X', 'bad-character'],
  ]),
  ...vectorsOf('normaliseCreditCode', 'GS 15-2006', [
    [
      ['110000000000009'],
      ['110000000000009', 'registration-number', null, '110000'],
      '余数依次 2、6、1、2、4、8、5、10、9、7、3、6、1、2，校验码 11 - 2 = 9',
    ],
    [['110000000000008'], null, '校验码应为 9', 'bad-checksum'],
    [['11000000000000A'], null, '只能是数字', 'bad-character'],
    [['1100000000000'], null, '2007 年以前的 13 位注册号，没有校验码', 'bad-length'],
  ]),
]
