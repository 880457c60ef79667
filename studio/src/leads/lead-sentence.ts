import type { Language } from '@jianmo/connectors/words'
import type { LeadSummary } from '@jianmo/engine/api'
import { formatDay } from '../text/format.ts'

/** One modest sentence: who, which rule, which limit, how far over. It says what the model saw, never what was done. */
export function leadSentence(
  lead: Pick<LeadSummary, 'subjectName' | 'rules' | 'deadline' | 'days'>,
  language: Language,
  today?: string,
): string {
  // The rule that carries the limit names the lead; the others stand below it on the page.
  const titles = [
    ...new Set(
      lead.rules
        .toSorted((a, b) => Number(b.deadline === lead.deadline) - Number(a.deadline === lead.deadline))
        .map((rule) => rule.title),
    ),
  ]
  const zh = language === 'zh'
  const more = titles.length > 1 ? (zh ? `等 ${titles.length} 项` : ` and ${titles.length - 1} more`) : ''
  const parts = [`${lead.subjectName}${zh ? '：' : ': '}${titles[0] ?? ''}${more}`]
  if (lead.deadline !== null) {
    const day = formatDay(lead.deadline, language, today)
    parts.push(zh ? `期限 ${day}` : `due ${day}`)
  }
  const over = overdueText(lead.days, language)
  if (over !== null) parts.push(over)
  return parts.join(zh ? '，' : ', ')
}

/** `超期 142 天`, `还有 3 天到期`, `今天到期`; null if no days were computed. */
export function overdueText(days: number | null, language: Language): string | null {
  if (days === null) return null
  const zh = language === 'zh'
  if (days > 0) return zh ? `超期 ${days} 天` : `${days} days over`
  if (days === 0) return zh ? '当日到期' : 'due that day'
  return zh ? `还有 ${-days} 天到期` : `${-days} days left`
}
