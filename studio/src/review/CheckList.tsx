import type { SubmissionDetail } from '@jianmo/engine/api'
import { useText } from '../text/use-text.ts'

/** Automatic checks: passed or not by shape, word and colour. Failed ones stand first. */
export function CheckList({ checks }: { readonly checks: SubmissionDetail['checks'] }) {
  const t = useText()
  return (
    <ul className="check-list">
      {checks
        .toSorted((a, b) => Number(a.passed) - Number(b.passed))
        .map((check) => (
          <li key={check.name.en} data-passed={check.passed}>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              {check.passed ? (
                <>
                  <circle cx="8" cy="8" r="7" fill="currentColor" />
                  <path d="M4.8 8.3l2.2 2.1 4.2-4.6" stroke="var(--surface)" strokeWidth="1.7" fill="none" />
                </>
              ) : (
                <>
                  <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor" />
                  <path d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" stroke="var(--surface)" strokeWidth="1.7" />
                </>
              )}
            </svg>
            <b>{t(check.name)}</b>
            <span className="soft">{t(check.detail)}</span>
            <span className="verdict">
              {check.passed ? t({ zh: '通过', en: 'passed' }) : t({ zh: '未通过', en: 'failed' })}
            </span>
          </li>
        ))}
    </ul>
  )
}
