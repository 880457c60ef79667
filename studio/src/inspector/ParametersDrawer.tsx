import type { Parameter } from '@jianmo/engine/graph'
import { Button, Drawer, Input, InputNumber, Switch } from 'antd'
import { removeParameter, setParameter, useDispatch, useDocumentState, useGraph } from '../document/index.ts'
import { useText } from '../text/index.ts'
import { AddParameter } from './AddParameter.tsx'

interface ParametersDrawerProps {
  readonly open: boolean
  readonly onClose: () => void
  /** The date that the next run counts from; it belongs to the run, not to the model. */
  readonly runDate: string | null
  readonly onRunDate: (date: string) => void
}

const runDateName = 'run_date'

/** Values that are chosen when the model runs. Thresholds belong to the model; the run date to the next run only. */
export function ParametersDrawer({ open, onClose, runDate, onRunDate }: ParametersDrawerProps) {
  const t = useText()
  const document = useGraph()
  const dispatch = useDispatch()
  const settle = useDocumentState((state) => state.settle)
  const readOnly = !useDocumentState((state) => state.mayEdit)
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={t({ zh: '参数', en: 'Parameters' })}
      size={360}
      mask={false}
      className="parameters-drawer"
    >
      {document.parameters.length === 0 && (
        <p className="muted">{t({ zh: '这个模型没有参数。', en: 'This model has no parameters.' })}</p>
      )}
      {document.parameters.map((parameter) => {
        const isRunDate = parameter.name === runDateName
        return (
          <div key={parameter.name} className="parameter">
            <div className="field-label">
              <span>{t(parameter.label)}</span>
              <code>${parameter.name}</code>
              {!readOnly && (
                <Button
                  size="small"
                  type="text"
                  aria-label={t({ zh: `删除参数 ${parameter.name}`, en: `Delete parameter ${parameter.name}` })}
                  onClick={() => dispatch(removeParameter(parameter.name, t(parameter.label)))}
                >
                  {t({ zh: '删除', en: 'Delete' })}
                </Button>
              )}
            </div>
            <ParameterInput
              parameter={isRunDate ? { ...parameter, value: runDate ?? parameter.value } : parameter}
              label={t(parameter.label)}
              readOnly={readOnly && !isRunDate}
              unit={parameter.unit === undefined ? '' : t(parameter.unit)}
              onChange={(value) => {
                if (isRunDate) onRunDate(String(value))
                else dispatch(setParameter(parameter.name, value, t(parameter.label)))
              }}
              onSettle={settle}
            />
            {parameter.about !== undefined && <p className="field-help">{t(parameter.about)}</p>}
            {isRunDate && (
              <p className="field-help">
                {t({ zh: '只用于下一次运行，不改动模型。', en: 'For the next run only; the model stays as it is.' })}
              </p>
            )}
          </div>
        )
      })}
      {!readOnly && <AddParameter document={document} />}
    </Drawer>
  )
}

interface ParameterInputProps {
  readonly parameter: Parameter
  readonly label: string
  readonly unit: string
  readonly readOnly: boolean
  readonly onChange: (value: Parameter['value']) => void
  readonly onSettle: () => void
}

function ParameterInput({ parameter, label, unit, readOnly, onChange, onSettle }: ParameterInputProps) {
  const { type, value } = parameter
  if (type === 'date') {
    return (
      <Input
        type="date"
        aria-label={label}
        className="wide"
        readOnly={readOnly}
        value={String(value)}
        onChange={(event) => {
          if (event.target.value !== '') onChange(event.target.value)
        }}
        onBlur={onSettle}
      />
    )
  }
  if (type === 'boolean')
    return <Switch aria-label={label} disabled={readOnly} checked={value === true} onChange={onChange} />
  if (type === 'text')
    return (
      <Input
        aria-label={label}
        value={String(value)}
        readOnly={readOnly}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onSettle}
      />
    )
  return (
    <InputNumber
      aria-label={label}
      className="wide"
      readOnly={readOnly}
      value={Number(value)}
      {...(unit === '' ? {} : { suffix: unit })}
      {...(type === 'integer' ? { precision: 0 } : {})}
      onChange={(next) => {
        if (next !== null) onChange(next)
      }}
      onBlur={onSettle}
    />
  )
}
