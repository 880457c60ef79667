import type { FiredRule } from '@jianmo/engine/api'
import { useLanguage, useText } from '../text/use-text.ts'
import { SeverityMark } from '../ui/SeverityMark.tsx'
import { outcomeNames } from '../ui/severity.ts'
import { Tag } from '../ui/Tag.tsx'
import { overdueText } from './lead-sentence.ts'

/** Which rules held, and the text of law that was in force on the day of the event. */
export function FiredRules({ rules }: { readonly rules: readonly FiredRule[] }) {
  const t = useText()
  const language = useLanguage()
  return (
    <ul aria-label={t({ zh: '成立的规则', en: 'Rules that held' })}>
      {rules.map((rule) => (
        <li className="fired-rule" key={`${rule.rule} ${rule.outcome} ${rule.eventDate}`}>
          <SeverityMark severity={rule.severity ?? 'unknown'} />
          <span>
            <b>{rule.title}</b>{' '}
            <span className="muted">
              {t(outcomeNames[rule.outcome])}
              {rule.deadline !== null && (
                <>
                  {' · '}
                  {t({ zh: '期限', en: 'due' })} <span className="mono">{rule.deadline}</span>
                </>
              )}
              {rule.days !== null && ` · ${overdueText(rule.days, language)}`}
            </span>
          </span>
          <span className="law">
            {rule.statute !== null && (
              <>
                {t(rule.statute.law)}
                {language === 'zh' ? '' : ', '}
                {t(rule.statute.article)}
                {rule.eventDate !== null && (
                  <span className="muted">
                    {' · '}
                    {t({ zh: `${rule.eventDate} 时有效`, en: `in force on ${rule.eventDate}` })}
                  </span>
                )}
              </>
            )}
            {rule.statute === null && (
              <span className="muted">{t({ zh: '没有引用条文', en: 'No statute cited' })}</span>
            )}
          </span>
          {(rule.reason !== null || rule.statute !== null) && (
            <div className="more">
              {rule.reason !== null && rule.reason !== '' && <p>{rule.reason}</p>}
              {rule.statute !== null && (
                <p className="statute">
                  {t(rule.statute.text)}{' '}
                  {rule.statute.standing === 'unverified' && (
                    <Tag tone="stale">{t({ zh: '条文待核实，不得引用', en: 'Text not verified, do not cite' })}</Tag>
                  )}
                </p>
              )}
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
