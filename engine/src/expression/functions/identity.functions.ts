import {
  checkCharacter,
  compactText,
  identityDocumentOf,
  isNullToken,
  normaliseResidentId,
  partsOfResidentId,
  provinceNames,
} from '@jianmo/connectors/values'
import type { Datum } from '../datum.ts'
import { type FunctionSpec, scalar, strict } from './function-spec.ts'
import { fromId, idCheckCharacter, idKind, idProblem, idTo18, normalisedId, readingIds } from './identity-sql.ts'
import { text } from './parameters.ts'

const standard = 'GB 11643-1999'
const sample = "'11010519491231002X'"
const old = "'110105491231002'"
const wide = "'１１０１０５１９４９１２３１００２ｘ'"

const written = (value: Datum | undefined): string | null => (typeof value === 'string' ? value : null)

/** As `normaliseResidentId` cleans a text before it looks at its form. */
const cleaned = (raw: string): string =>
  compactText(raw)
    .toUpperCase()
    .replace(/^['’‘`´"]+/u, '')
    .replace(/['’‘`´"*]+$/u, '')

/** The 17 digits of 15, 17 or 18 characters. */
function digitsOf(raw: string): string | null {
  if (isNullToken(raw)) return null
  const value = cleaned(raw)
  if (/^\d{15}$/.test(value)) return `${value.slice(0, 6)}19${value.slice(6)}`
  return /^\d{17}[\dX]?$/.test(value) ? value.slice(0, 17) : null
}

function to18(raw: string): string | null {
  const value = cleaned(raw)
  return /^\d{17}[\dX]$/.test(value) ? value : /^\d{15}$/.test(value) ? normaliseResidentId(raw).value : null
}

const provinces = [...provinceNames].map(([code, name]) => `WHEN '${code}' THEN '${name}'`).join(' ')

/**
 * Identity numbers as agencies write them, read as `@jianmo/connectors/values` does. A call is 2 to 6 kB of SQL, because every form
 * of a digit is in it; a clean number passes by all of that: 4 µs a row in DuckDB 1.5.6 (one thread, 1 M rows), 6 to 10 µs if every
 * tenth is full-width; PostgreSQL needs as long.
 */
export const identityFunctions: readonly FunctionSpec[] = [
  scalar({
    id: 'normalise_id',
    family: 'identity',
    label: { zh: '规范身份证号', en: 'Normalise an identity number' },
    help: {
      zh: '可用的公民身份号码的 18 位写法：全角、小写 x、空格、撇号、星号去掉，15 位升为 18 位；校验码或出生日期不对、位数不对、空值写法，为空值（原因见 id_problem）。从不修补。港澳台居住证（81–83）和外国人永久居留证（9）只看校验码。',
      en: 'The 18 characters of a usable identity number: full-width signs, small x, spaces, quotes and asterisks are read, 15 digits become 18. NULL for a wrong check character, birth date or length and for words that mean nothing is known (id_problem says why). Nothing is ever repaired. Of permits (81–83, 9) only the check character is looked at.',
    },
    example: 'normalise_id(id_no)',
    source: standard,
    parameters: [text()],
    result: 'text',
    nulls: 'propagate',
    cost: 30,
    sql: null,
    dialects: readingIds('normalise_id', (words) => normalisedId('#0', words)),
    reference: strict((raw: string) => normaliseResidentId(raw).value),
    vectors: [
      [`normalise_id(${sample})`, '11010519491231002X'],
      [`normalise_id(${old})`, '11010519491231002X'],
      [`normalise_id(${wide})`, '11010519491231002X'],
      ["normalise_id(' 110105 19491231 002x*')", '11010519491231002X'],
      ["normalise_id('''11010519491231002X')", '11010519491231002X'],
      ["normalise_id('110105194912310021')", null],
      ["normalise_id('1.10105E+17')", null],
      ["normalise_id('110105491331002')", null],
      ["normalise_id('不详')", null],
      ["normalise_id('')", null],
      ['normalise_id(null)', null],
    ],
  }),
  scalar({
    id: 'id_problem',
    family: 'identity',
    label: { zh: '身份证号的问题', en: 'What is wrong with an identity number' },
    help: {
      zh: '身份证号不可用的原因：missing 没有；damaged 被表格软件损坏（科学记数法，或末三位为 000 且校验码不对）；bad-length 位数或字符不对；bad-checksum 校验码不对；bad-birth-date 没有这个出生日期。可用为空值。',
      en: 'Why an identity number cannot be used: missing, damaged (1.1E+17, or ends in 000 with a wrong check character), bad-length, bad-checksum, bad-birth-date; NULL if it can.',
    },
    example: 'id_problem(id_no)',
    source: standard,
    parameters: [text()],
    result: 'text',
    nulls: 'own',
    cost: 30,
    sql: null,
    dialects: readingIds('id_problem', (words) => idProblem('#0', words)),
    reference: ([raw]) => normaliseResidentId(written(raw)).reason,
    vectors: [
      [`id_problem(${sample})`, null],
      [`id_problem(${wide})`, null],
      ["id_problem('110105194912310021')", 'bad-checksum'],
      ["id_problem('110105194912310000')", 'damaged'],
      ["id_problem('1.10105e+17')", 'damaged'],
      ["id_problem('11010519491231002')", 'bad-length'],
      ["id_problem('110105491331002')", 'bad-birth-date'],
      ["id_problem('⽆')", 'missing'],
      ["id_problem('''*')", 'missing'],
      ['id_problem(null)', 'missing'],
    ],
  }),
  scalar({
    id: 'id_is_valid',
    family: 'identity',
    label: { zh: '身份证号可用', en: 'Identity number is usable' },
    help: {
      zh: '能读出可用的身份证号（含 15 位）为是；否则为否，空值也为否。',
      en: 'True if a usable number can be read (15 digits too); false otherwise, for NULL as well.',
    },
    example: 'id_is_valid(id_no)',
    source: standard,
    parameters: [text()],
    result: 'boolean',
    nulls: 'own',
    cost: 30,
    sql: null,
    dialects: readingIds('id_is_valid', (words) => `(${normalisedId('#0', words)} IS NOT NULL)`),
    reference: ([raw]) => normaliseResidentId(written(raw)).value !== null,
    vectors: [
      [`id_is_valid(${sample})`, true],
      [`id_is_valid(${old})`, true],
      [`id_is_valid(${wide})`, true],
      ["id_is_valid('110105194912310021')", false],
      ["id_is_valid('无')", false],
      ['id_is_valid(null)', false],
    ],
  }),
  scalar({
    id: 'id_check_character',
    family: 'identity',
    label: { zh: '身份证校验码', en: 'Check character of an identity number' },
    help: {
      zh: '由前 17 位算出的第 18 位（0–9 或 X）；写成 15、17 或 18 位的都可以；其他为空值。',
      en: 'The 18th character (0–9 or X) that the first 17 digits ask for; of 15, 17 or 18 characters; NULL for anything else.',
    },
    example: 'id_check_character(id_no)',
    source: `${standard}; ISO 7064 MOD 11-2`,
    parameters: [text()],
    result: 'text',
    nulls: 'propagate',
    cost: 20,
    sql: null,
    dialects: readingIds('id_check_character', (words) => idCheckCharacter('#0', words)),
    reference: strict((raw: string) => {
      const digits = digitsOf(raw)
      return digits === null ? null : checkCharacter(digits)
    }),
    vectors: [
      [`id_check_character(${sample})`, 'X'],
      ["id_check_character('110105194912310021')", 'X'],
      ["id_check_character('44052418800101001')", '4'],
      [`id_check_character(${old})`, 'X'],
      ["id_check_character('00000000000000000')", '1'],
      ["id_check_character('1101051949123100')", null],
      ["id_check_character('无')", null],
      ['id_check_character(null)', null],
    ],
  }),
  scalar({
    id: 'id_to_18',
    family: 'identity',
    label: { zh: '15 位升 18 位', en: '15 digits to 18' },
    help: {
      zh: '15 位的补 19 与校验码（出生日期须存在）；18 位的只清理写法，不看校验码；其他为空值。要可用的号码请用 normalise_id。',
      en: '15 digits get 19 and a check character (if the birth date exists); 18 characters are only cleaned, whatever their check character; NULL for anything else. For usable numbers use normalise_id.',
    },
    example: 'id_to_18(id_no)',
    source: 'GB 11643-1989, GB 11643-1999',
    parameters: [text()],
    result: 'text',
    nulls: 'propagate',
    cost: 30,
    sql: null,
    dialects: readingIds('id_to_18', (words) => idTo18('#0', words)),
    reference: strict(to18),
    vectors: [
      [`id_to_18(${old})`, '11010519491231002X'],
      [`id_to_18(${wide})`, '11010519491231002X'],
      ["id_to_18('110105194912310021')", '110105194912310021'],
      ["id_to_18('110105491331002')", null],
      ["id_to_18('11010519491231002')", null],
      ["id_to_18('无')", null],
      ['id_to_18(null)', null],
    ],
  }),
  scalar({
    id: 'id_birth_date',
    family: 'identity',
    label: { zh: '身份证号上的出生日期', en: 'Birth date in an identity number' },
    help: {
      zh: '可用的公民身份号码第 7–14 位；号码不可用，或为居住证、永久居留证的，为空值。',
      en: 'Characters 7–14 of a usable identity number; NULL if it is not usable, or a permit (81–83, 9).',
    },
    example: 'id_birth_date(id_no)',
    source: standard,
    parameters: [text()],
    result: 'date',
    nulls: 'propagate',
    cost: 30,
    sql: null,
    dialects: readingIds('id_birth_date', (words) =>
      fromId('#0', words, (id) =>
        words.day(`substr(${id}, 7, 4) || '-' || substr(${id}, 11, 2) || '-' || substr(${id}, 13, 2)`),
      ),
    ),
    reference: strict((raw: string) => partsOfResidentId(raw).birthDate),
    vectors: [
      [`id_birth_date(${sample})`, '1949-12-31'],
      [`id_birth_date(${old})`, '1949-12-31'],
      ["id_birth_date('440524188001010014')", '1880-01-01'],
      ["id_birth_date('110105194912310021')", null],
      ["id_birth_date('无')", null],
      ['id_birth_date(null)', null],
    ],
  }),
  scalar({
    id: 'id_sex',
    family: 'identity',
    label: { zh: '身份证号上的性别', en: 'Sex in an identity number' },
    help: {
      zh: '第 17 位奇数为 male（男），偶数为 female（女）；号码不可用，或为居住证、永久居留证的，为空值。',
      en: 'male if the 17th digit is odd, female if even; NULL if the number is not usable, or a permit (81–83, 9).',
    },
    example: 'id_sex(id_no)',
    source: standard,
    parameters: [text()],
    result: 'text',
    nulls: 'propagate',
    cost: 30,
    sql: null,
    dialects: readingIds('id_sex', (words) =>
      fromId(
        '#0',
        words,
        (id) =>
          `CASE WHEN substr(${id}, 17, 1) IN ('1', '3', '5', '7', '9') THEN 'male' WHEN ${id} IS NOT NULL THEN 'female' END`,
      ),
    ),
    reference: strict((raw: string) => partsOfResidentId(raw).sex),
    vectors: [
      [`id_sex(${sample})`, 'female'],
      ["id_sex('440524188001010014')", 'male'],
      [`id_sex(${old})`, 'female'],
      ["id_sex('110105194912310021')", null],
      ["id_sex('')", null],
      ['id_sex(null)', null],
    ],
  }),
  scalar({
    id: 'id_region',
    family: 'identity',
    label: { zh: '身份证号上的行政区划', en: 'Region in an identity number' },
    help: {
      zh: '前 6 位：首次登记户口地的县级区划代码（GB/T 2260，发号时的），不是现住址；号码不可用，或为居住证、永久居留证的，为空值。',
      en: 'The first 6 digits: county of the first registration (GB/T 2260 of that time), not of residence; NULL if the number is not usable, or a permit (81–83, 9).',
    },
    example: 'id_region(id_no)',
    source: `${standard}; GB/T 2260`,
    parameters: [text()],
    result: 'text',
    nulls: 'propagate',
    cost: 30,
    sql: null,
    dialects: readingIds('id_region', (words) => fromId('#0', words, (id) => `substr(${id}, 1, 6)`)),
    reference: strict((raw: string) => partsOfResidentId(raw).county),
    vectors: [
      [`id_region(${sample})`, '110105'],
      ["id_region('440524188001010014')", '440524'],
      [`id_region(${old})`, '110105'],
      ["id_region('110105194912310021')", null],
      ["id_region('/')", null],
      ['id_region(null)', null],
    ],
  }),
  scalar({
    id: 'id_province',
    family: 'identity',
    label: { zh: '身份证号上的省份', en: 'Province in an identity number' },
    help: {
      zh: '前 2 位所指的省级行政区名称；前 2 位没有对应省份、号码不可用，或为居住证、永久居留证的，为空值。',
      en: 'Name of the province of the first two digits; NULL if there is none, if the number is not usable, or a permit (81–83, 9).',
    },
    example: 'id_province(id_no)',
    source: 'GB/T 2260',
    parameters: [text()],
    result: 'text',
    nulls: 'propagate',
    cost: 30,
    sql: null,
    dialects: readingIds('id_province', (words) =>
      fromId('#0', words, (id) => `CASE substr(${id}, 1, 2) ${provinces} END`),
    ),
    reference: strict((raw: string) => partsOfResidentId(raw).provinceName),
    vectors: [
      [`id_province(${sample})`, '北京'],
      ["id_province('440524188001010014')", '广东'],
      ["id_province('101010491231002')", null],
      ["id_province('110105194912310021')", null],
      ["id_province('不明')", null],
      ['id_province(null)', null],
    ],
  }),
  scalar({
    id: 'id_kind',
    family: 'identity',
    label: { zh: '证件种类', en: 'Kind of document' },
    help: {
      zh: '证件号码属于哪种证件：resident-id 居民身份证、residence-permit 港澳台居住证、foreigner-card 外国人永久居留证（校验码相符）；passport 护照、hk-macao-permit 港澳通行证、taiwan-permit 台胞证、military-card 军官证、旧版 foreigner-card（只看写法）；看不出为空值。',
      en: 'Which document a number is of: resident-id, residence-permit, foreigner-card (by the check character); passport, hk-macao-permit, taiwan-permit, military-card, old foreigner-card (by the form only); NULL if it cannot be told.',
    },
    example: 'id_kind(id_no)',
    source: `${standard}; GA/T 704`,
    parameters: [text()],
    result: 'text',
    nulls: 'propagate',
    cost: 40,
    sql: null,
    dialects: readingIds('id_kind', (words) => idKind('#0', words)),
    reference: strict((raw: string) => identityDocumentOf(raw).kind),
    vectors: [
      [`id_kind(${sample})`, 'resident-id'],
      ["id_kind('E12345678')", 'passport'],
      ["id_kind('ｅ12345678')", 'passport'],
      ["id_kind('H01234567')", 'hk-macao-permit'],
      ["id_kind('01234567')", 'taiwan-permit'],
      ["id_kind('南字第01234567号')", 'military-card'],
      ["id_kind('ABC110000000001')", 'foreigner-card'],
      ["id_kind('110105194912310021')", null],
      ["id_kind('无')", null],
      ['id_kind(null)', null],
    ],
  }),
]
