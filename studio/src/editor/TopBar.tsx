import type { RunMode } from '@jianmo/engine/api'
import { Button, Segmented, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { PreferenceButtons } from '../app/PreferenceButtons.tsx'
import { renameModel, useDispatch, useDocumentState, useGraph } from '../document/index.ts'
import { useText } from '../text/index.ts'
import { BrandMark, Tag } from '../ui/index.ts'
import { StateLine } from './StateLine.tsx'
import type { Approval } from './use-approval.ts'
import type { Saving } from './use-saving.ts'

interface TopBarProps {
  readonly saving: Saving
  readonly approval: Approval
  readonly mode: RunMode
  readonly onMode: (mode: RunMode) => void
  readonly errors: number
  readonly running: boolean
  readonly onRun: () => void
  readonly onParameters: () => void
  readonly onSubmit: () => void
}

export function TopBar({
  saving,
  approval,
  mode,
  onMode,
  errors,
  running,
  onRun,
  onParameters,
  onSubmit,
}: TopBarProps) {
  const t = useText()
  const document = useGraph()
  const mayEdit = useDocumentState((state) => state.mayEdit)
  const refusal = errors > 0 ? t({ zh: `先解决 ${errors} 个问题再运行`, en: `Solve ${errors} problems first` }) : null
  return (
    <header className="editor-bar">
      <BrandMark />
      <Link to="/models" className="editor-back">
        {t({ zh: '模型', en: 'Models' })}
      </Link>
      <span className="editor-slash" aria-hidden="true">
        /
      </span>
      <ModelTitle />
      <VersionTag approval={approval} />
      <StateLine state={saving.state} />
      {mayEdit && <UndoButtons />}
      <span className="space" />
      {mayEdit && (
        <>
          <Tooltip title={approval.reason === null ? undefined : t(approval.reason)}>
            <Segmented<RunMode>
              aria-label={t({ zh: '运行方式', en: 'Run mode' })}
              value={mode}
              onChange={onMode}
              options={[
                { value: 'trial', label: t({ zh: '试算', en: 'Trial' }) },
                { value: 'formal', label: t({ zh: '正式', en: 'Formal' }), disabled: !approval.formal },
              ]}
            />
          </Tooltip>
          <Button onClick={onParameters}>
            {t({ zh: '参数', en: 'Parameters' })} · {document.parameters.length}
          </Button>
          <Tooltip title={refusal ?? undefined}>
            <Button type="primary" icon={<PlayIcon />} disabled={refusal !== null} loading={running} onClick={onRun}>
              {t({ zh: '运行到线索', en: 'Run to leads' })}
            </Button>
          </Tooltip>
          <Button onClick={onSubmit}>{t({ zh: '提交审核…', en: 'Submit…' })}</Button>
        </>
      )}
      <span className="editor-preferences">
        <PreferenceButtons />
      </span>
    </header>
  )
}

function PlayIcon() {
  return (
    <svg viewBox="0 0 12 12" width="11" height="11" aria-hidden="true">
      <path d="M2.5 1.3v9.4l8-4.7z" fill="currentColor" />
    </svg>
  )
}

function ModelTitle() {
  const t = useText()
  const { title } = useGraph()
  const dispatch = useDispatch()
  const settle = useDocumentState((state) => state.settle)
  const mayEdit = useDocumentState((state) => state.mayEdit)
  if (!mayEdit) return <h1 className="editor-title">{title}</h1>
  return (
    <span className="editor-title-field" data-value={title}>
      <input
        key={title}
        className="editor-title"
        aria-label={t({ zh: '模型名称', en: 'Model title' })}
        defaultValue={title}
        size={1}
        maxLength={80}
        onBlur={(event) => {
          dispatch(renameModel(event.target.value))
          settle()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur()
        }}
      />
    </span>
  )
}

function VersionTag({ approval: { version, approvedVersion } }: { readonly approval: Approval }) {
  const t = useText()
  if (approvedVersion !== null)
    return (
      <Tag tone="ok">{t({ zh: `版本 ${approvedVersion} · 已批准`, en: `Version ${approvedVersion} · approved` })}</Tag>
    )
  if (version === null) return <Tag>{t({ zh: '草稿', en: 'Draft' })}</Tag>
  if (version.state === 'submitted')
    return (
      <Tag tone="accent">
        {t({ zh: `版本 ${version.number} · 待审核`, en: `Version ${version.number} · in review` })}
      </Tag>
    )
  if (version.state === 'returned')
    return (
      <Tag tone="stale">{t({ zh: `版本 ${version.number} · 已退回`, en: `Version ${version.number} · returned` })}</Tag>
    )
  return <Tag>{t({ zh: `草稿 · 基于版本 ${version.number}`, en: `Draft · from version ${version.number}` })}</Tag>
}

function UndoButtons() {
  const t = useText()
  const last = useDocumentState(({ history }) => history.past.at(-1)?.name)
  const next = useDocumentState(({ history }) => history.future[0]?.name)
  const undo = useDocumentState((state) => state.undo)
  const redo = useDocumentState((state) => state.redo)
  return (
    <span className="editor-history">
      <HistoryButton verb={t({ zh: '撤销', en: 'Undo' })} step={last && t(last)} onClick={undo}>
        <path d="M5.5 3 2.5 6l3 3M3 6h6.2a3.8 3.8 0 0 1 0 7.6H6" />
      </HistoryButton>
      <HistoryButton verb={t({ zh: '重做', en: 'Redo' })} step={next && t(next)} onClick={redo}>
        <path d="M10.5 3l3 3-3 3M13 6H6.8a3.8 3.8 0 0 0 0 7.6H10" />
      </HistoryButton>
    </span>
  )
}

interface HistoryButtonProps {
  readonly verb: string
  readonly step: string | undefined
  readonly onClick: () => void
  readonly children: ReactNode
}

function HistoryButton({ verb, step, onClick, children }: HistoryButtonProps) {
  const name = step === undefined ? verb : `${verb}：${step}`
  return (
    <Tooltip title={name}>
      <button
        type="button"
        className="plain-button icon-button"
        aria-label={name}
        disabled={step === undefined}
        onClick={onClick}
      >
        <svg
          viewBox="0 0 16 16"
          width="16"
          height="16"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden="true"
        >
          {children}
        </svg>
      </button>
    </Tooltip>
  )
}
