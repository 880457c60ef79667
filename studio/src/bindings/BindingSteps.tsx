import type { LogicalTable } from '@jianmo/connectors/words'
import type { BindingState } from '@jianmo/engine/api'
import { useText } from '../text/use-text.ts'
import './bindings.css'

interface Step {
  readonly table: LogicalTable
  readonly state: BindingState
  readonly usedBy: readonly string[]
}

export interface BindingStepsProps {
  readonly steps: readonly Step[]
  readonly current: string | null
  readonly onChoose: (table: string) => void
}

/** The tables to bind, in order, and where each stands. */
export function BindingSteps({ steps, current, onChoose }: BindingStepsProps) {
  const t = useText()
  const words = {
    bound: t({ zh: '已绑定', en: 'bound' }),
    unbound: t({ zh: '未绑定', en: 'not bound' }),
    broken: t({ zh: '需修正', en: 'to be mended' }),
  }
  return (
    <div className="side-group">
      <h2>{t({ zh: '所需数据表', en: 'Tables it needs' })}</h2>
      <ol className="bind-steps">
        {steps.map(({ table, state }, index) => (
          <li key={table.id}>
            <button
              type="button"
              className="bind-step"
              data-state={state.state}
              aria-current={table.id === current ? 'step' : undefined}
              aria-label={`${table.id} ${t(table.label)} ${words[state.state]}`}
              onClick={() => onChoose(table.id)}
            >
              <i aria-hidden="true">{state.state === 'bound' ? '✓' : state.state === 'broken' ? '!' : index + 1}</i>
              <span>
                <b>
                  {table.id} {t(table.label)}
                </b>
                <small>
                  {words[state.state]}
                  {state.sourceName !== null && ` · ${state.sourceName}`}
                </small>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}
