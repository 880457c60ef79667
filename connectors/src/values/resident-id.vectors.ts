import { type Vector, vectorsOf } from './vector.ts'

const standard = 'GB 11643-1999'

/**
 * `normaliseResidentId` expects the number, `partsOfResidentId` [county, birthDate, sex, provinceName], `identityDocumentOf` [kind,
 * certainty]. The numbers are the samples of the standard, or begin with 10, which is no region.
 */
export const residentIdVectors: readonly Vector[] = [
  ...vectorsOf('normaliseResidentId', standard, [
    [['11010519491231002X'], '11010519491231002X', '标准的示例'],
    [['110105491231002'], '11010519491231002X', '15 位补 19 与校验码'],
    [['１１０１０５１９４９１２３１００２ｘ'], '11010519491231002X', '全角与小写'],
    [["'11010519491231002X"], '11010519491231002X', '表格的前导撇号'],
    [['110105194912310021'], null, '校验码应为 X', 'bad-checksum'],
    [['1.10105E+17'], null, '科学记数法', 'damaged'],
    [['11010519491231002'], null, '只有 17 位', 'bad-length'],
    [['110105491331002'], null, '没有 13 月', 'bad-birth-date'],
    [['不详'], null, '空值', 'missing'],
  ]),
  ...vectorsOf('partsOfResidentId', standard, [
    [['11010519491231002X'], ['110105', '1949-12-31', 'female', '北京'], '第 17 位 2 是偶数，女'],
    [['110105491231002'], ['110105', '1949-12-31', 'female', '北京'], '15 位升位后相同'],
    [['440524188001010014'], ['440524', '1880-01-01', 'male', '广东'], '标准的示例，第 17 位 1 是奇数，男'],
    [['110105194912310021'], null, '无效号码不推导', 'bad-checksum'],
    [[null], null, '空值', 'missing'],
  ]),
  ...vectorsOf('identityDocumentOf', '证件号码写法', [
    [['11010519491231002X'], ['resident-id', 'valid'], '校验码相符'],
    [['E12345678'], ['passport', 'shape'], '字母加八位数字'],
    [['EA1234567'], ['passport', 'shape'], '两个字母加七位数字'],
    [['H01234567'], ['hk-macao-permit', 'shape'], 'H 加八位数字'],
    [['M0123456701'], ['hk-macao-permit', 'shape'], 'M 加十位数字'],
    [['01234567'], ['taiwan-permit', 'shape'], '八位数字'],
    [['南字第01234567号'], ['military-card', 'shape'], '某字第某号'],
    [['ABC110000000001'], ['foreigner-card', 'shape'], '旧版外国人永久居留证'],
    [['110105194912310021'], null, '校验不符，不归为任何证件', 'unknown'],
    [['无'], null, '空值', 'missing'],
  ]),
]
