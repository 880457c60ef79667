import type { Problem } from '@jianmo/connectors/words'
import { type ReactNode, useContext } from 'react'
import { isLostColumn } from '../../document/index.ts'
import { useText } from '../../text/index.ts'
import { Details } from '../../ui/index.ts'
import { RepairingContext } from './repairing.ts'

interface FieldFrameProps {
  readonly label: string
  readonly help?: string | undefined
  readonly problems?: readonly Problem[]
  readonly path?: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** Label above, control, then what is wrong with it. */
export function FieldFrame({ label, help, problems = [], path, aside, children }: FieldFrameProps) {
  return (
    <fieldset className="field" data-path={path}>
      <legend className="visually-hidden">{label}</legend>
      <div className="field-label">
        <span aria-hidden="true">{label}</span>
        {aside}
      </div>
      {children}
      {help !== undefined && problems.length === 0 && <p className="field-help">{help}</p>}
      <FieldProblems problems={problems} />
    </fieldset>
  )
}

export function FieldProblems({ problems }: { readonly problems: readonly Problem[] }) {
  const t = useText()
  const repair = useContext(RepairingContext)
  if (problems.length === 0) return null
  return (
    <ul className="field-problems">
      {problems.map((problem) => (
        <li key={`${problem.code}${problem.field}${problem.span?.start}`} data-severity={problem.severity}>
          {problem.severity === 'error' ? <span role="alert">{t(problem.text)}</span> : t(problem.text)}
          {repair !== null && isLostColumn(problem) && (
            <button type="button" className="text-button" onClick={() => repair(problem)}>
              {t({ zh: '修复…', en: 'Repair…' })}
            </button>
          )}
          <Details data={problem.data} />
        </li>
      ))}
    </ul>
  )
}

interface IconButtonProps {
  readonly name: string
  readonly onClick: () => void
  readonly disabled?: boolean
  readonly icon: 'remove' | 'up' | 'down' | 'add'
}

const paths = {
  remove: 'M4 4l8 8M12 4l-8 8',
  up: 'M8 12V4M4.5 7.5 8 4l3.5 3.5',
  down: 'M8 4v8M4.5 8.5 8 12l3.5-3.5',
  add: 'M8 3.5v9M3.5 8h9',
}

export function IconButton({ name, onClick, disabled = false, icon }: IconButtonProps) {
  return (
    <button type="button" className="plain-icon" aria-label={name} title={name} onClick={onClick} disabled={disabled}>
      <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
        <path d={paths[icon]} />
      </svg>
    </button>
  )
}

export function AddButton({
  children,
  onClick,
  disabled,
}: {
  readonly children: string
  readonly onClick: () => void
  readonly disabled: boolean
}) {
  return (
    <button type="button" className="add-button" onClick={onClick} disabled={disabled}>
      <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
        <path d={paths.add} />
      </svg>
      {children}
    </button>
  )
}
