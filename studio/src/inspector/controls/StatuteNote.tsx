import type { Statute } from '@jianmo/connectors/words'
import { useText } from '../../text/index.ts'

/** The law under the rule: article, window and demand. With several windows the event date chooses, and it says so. */
export function StatuteNote({ statutes }: { readonly statutes: readonly Statute[] }) {
  const t = useText()
  if (statutes.length === 0) return null
  const newestFirst = statutes.toSorted((left, right) =>
    (right.inForceFrom ?? '').localeCompare(left.inForceFrom ?? ''),
  )
  return (
    <div className="statute-note">
      {newestFirst.map((statute) => (
        <p key={`${statute.key}${statute.inForceFrom}`}>
          <b>
            {t(statute.law)} {t(statute.article)}
          </b>{' '}
          <span className="statute-window">{t(windowOf(statute))}</span>
          {statute.standing === 'unverified' && (
            <span className="statute-unverified">{t({ zh: '未核实', en: 'unverified' })}</span>
          )}
          <br />
          {t(statute.text)}
        </p>
      ))}
      {statutes.length > 1 && (
        <p className="muted">
          {t({ zh: '按事件日自动选取当时有效的条文。', en: 'The text in force at the event date is used.' })}
        </p>
      )}
    </div>
  )
}

function windowOf({ inForceFrom, inForceTo }: Statute) {
  if (inForceFrom !== null && inForceTo !== null)
    return { zh: `${inForceFrom} 至 ${inForceTo}`, en: `${inForceFrom} to ${inForceTo}` }
  if (inForceFrom !== null) return { zh: `${inForceFrom} 起`, en: `from ${inForceFrom}` }
  if (inForceTo !== null) return { zh: `至 ${inForceTo}`, en: `until ${inForceTo}` }
  return { zh: '', en: '' }
}
