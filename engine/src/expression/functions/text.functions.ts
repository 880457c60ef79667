import { type FunctionSpec, numbered, strict } from './function-spec.ts'
import { sqlSpaces } from './reading-sql.ts'

const text = (name: string) => ({ name, type: 'text' }) as const

/** The white space that `trim` removes: a fixed set, because engines differ on U+3000 and U+00A0. */
const spaces = /^[ \t\n\r\u00a0\u3000\ufeff]+|[ \t\n\r\u00a0\u3000\ufeff]+$/g

export const textFunctions: readonly FunctionSpec[] = [
  {
    id: 'concat',
    label: { zh: '连接文本', en: 'Join texts' },
    help: { zh: '按顺序连接；有一个为空值，结果就是空值。', en: 'Joins in order; NULL if any part is NULL.' },
    example: "concat(case_no, '/', person_name)",
    parameters: [{ name: 'text', type: 'text', repeated: true }],
    result: 'text',
    nulls: 'propagate',
    infix: true,
    duckdb: (count) => numbered(count).join(' || '),
    reference: strict((...parts: string[]) => parts.join('')),
  },
  {
    id: 'length',
    label: { zh: '字数', en: 'Length' },
    help: { zh: '字符个数，一个汉字算一个。', en: 'Number of characters; a Chinese character is one.' },
    example: 'length(id_no)',
    parameters: [text('text')],
    result: 'integer',
    nulls: 'propagate',
    duckdb: 'length(#0)',
    reference: strict((value: string) => [...value].length),
  },
  {
    id: 'upper',
    label: { zh: '转大写', en: 'Upper case' },
    help: { zh: '字母转为大写（对英文字母准确）。', en: 'Upper case; exact for ASCII letters.' },
    example: 'upper(id_no)',
    parameters: [text('text')],
    result: 'text',
    nulls: 'propagate',
    duckdb: 'upper(#0)',
    reference: strict((value: string) => value.toUpperCase()),
  },
  {
    id: 'lower',
    label: { zh: '转小写', en: 'Lower case' },
    help: { zh: '字母转为小写（对英文字母准确）。', en: 'Lower case; exact for ASCII letters.' },
    example: 'lower(doc_type)',
    parameters: [text('text')],
    result: 'text',
    nulls: 'propagate',
    duckdb: 'lower(#0)',
    reference: strict((value: string) => value.toLowerCase()),
  },
  {
    id: 'trim',
    label: { zh: '去首尾空白', en: 'Trim' },
    help: {
      zh: '去掉首尾的空格、制表符、换行和全角空格。',
      en: 'Removes spaces, tabs, line ends and U+3000 at both ends.',
    },
    example: 'trim(prison_name)',
    parameters: [text('text')],
    result: 'text',
    nulls: 'propagate',
    duckdb: `trim(#0, ${sqlSpaces})`,
    reference: strict((value: string) => value.replace(spaces, '')),
  },
  {
    id: 'starts_with',
    label: { zh: '开头是', en: 'Starts with' },
    help: { zh: '文本是否以给定的字开头，区分大小写。', en: 'Whether the text begins with the other; case counts.' },
    example: "starts_with(charge, '危险')",
    parameters: [text('text'), text('beginning')],
    result: 'boolean',
    nulls: 'propagate',
    duckdb: 'starts_with(#0, #1)',
    reference: strict((value: string, beginning: string) => value.startsWith(beginning)),
  },
  {
    id: 'contains',
    label: { zh: '包含', en: 'Contains' },
    help: { zh: '文本中是否含有给定的字，区分大小写。', en: 'Whether the text holds the other; case counts.' },
    example: "contains(charge, '毒品')",
    parameters: [text('text'), text('part')],
    result: 'boolean',
    nulls: 'propagate',
    duckdb: 'contains(#0, #1)',
    reference: strict((value: string, part: string) => value.includes(part)),
  },
  {
    id: 'substring',
    label: { zh: '取一段', en: 'Part of a text' },
    help: {
      zh: '从第几个字起取几个字，第一个字是 1；位置小于 1 或长度为负时为空值。',
      en: 'Characters from a position (the first is 1); NULL if the position is below 1 or the length negative.',
    },
    example: 'substring(id_no, 1, 6)',
    parameters: [text('text'), { name: 'start', type: 'integer' }, { name: 'length', type: 'integer' }],
    result: 'text',
    nulls: 'propagate',
    duckdb: 'CASE WHEN #1 >= 1 AND #2 >= 0 THEN substring(#0, #1, #2) END',
    reference: strict((value: string, start: number, length: number) =>
      start >= 1 && length >= 0 ? [...value].slice(start - 1, start - 1 + length).join('') : null,
    ),
  },
]
