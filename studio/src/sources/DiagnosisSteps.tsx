import type { Diagnosis, DiagnosisStep } from '@jianmo/engine/api'
import { useText } from '../text/use-text.ts'
import { stepNames } from './source-words.ts'

const marks = { passed: '✓', failed: '✕', waiting: '…', 'not-reached': '' } as const satisfies Record<
  DiagnosisStep['state'],
  string
>

/** The way from the address to the rows: how far it was walked, where it broke, why, and the way out. */
export function DiagnosisSteps({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const t = useText()
  const states = {
    passed: { zh: '通过', en: 'passed' },
    failed: { zh: '没有通过', en: 'failed' },
    waiting: { zh: '等待', en: 'waiting' },
    'not-reached': { zh: '未走到', en: 'not reached' },
  } as const
  const { health, steps, milliseconds } = diagnosis
  const verdict = {
    ok: { zh: `连接正常，用时 ${milliseconds} 毫秒`, en: `Works, in ${milliseconds} ms` },
    failing: {
      zh: `停在第 ${steps.findIndex(({ state }) => state === 'failed') + 1} 步`,
      en: `Stopped at step ${steps.findIndex(({ state }) => state === 'failed') + 1}`,
    },
    unknown: { zh: '设置没有问题，还没有数据', en: 'Nothing is wrong; no data yet' },
  } as const
  return (
    <div className="diagnosis" data-health={health}>
      <p className="verdict" role={health === 'failing' ? 'alert' : 'status'}>
        {t(verdict[health])}
      </p>
      <ol aria-label={t({ zh: '诊断步骤', en: 'Steps of the test' })}>
        {steps.map((step, index) => (
          <li key={step.id} data-state={step.state}>
            <i aria-hidden="true">{marks[step.state] || index + 1}</i>
            <div>
              <b>{t(stepNames[step.id])}</b>
              <span className="visually-hidden">{` ${t(states[step.state])}`}</span>
              {step.detail !== null && (
                <span className={step.state === 'passed' ? 'found' : 'way-out'}>{t(step.detail)}</span>
              )}
            </div>
          </li>
        ))}
      </ol>
    </div>
  )
}
