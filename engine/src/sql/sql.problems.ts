import { defineProblems, type Text } from '@jianmo/connectors/words'

/** What can be wrong between a plan and its text. */
export const sqlProblem = defineProblems('error', {
  'dialect-cannot': (d: { id: string; dialect: string; reason: Text }) => ({
    zh: `${d.dialect} 算不了“${d.id}”：${d.reason.zh}。请换一种写法。`,
    en: `${d.dialect} cannot compute "${d.id}": ${d.reason.en}. Write it in another way.`,
  }),
  'text-not-printable': (d: { value: string; reason: Text }) => ({
    zh: `“${d.value}”写不进查询：${d.reason.zh}。请删去这个字符。`,
    en: `"${d.value}" cannot be written into a query: ${d.reason.en}. Remove that character.`,
  }),
})
