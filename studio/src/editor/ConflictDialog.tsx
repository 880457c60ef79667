import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Segmented } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { shownError } from '../app/problem-of.ts'
import { type MergeConflict, mergeDocuments, type Side } from '../document/index.ts'
import { formatTime, useText } from '../text/index.ts'
import { LoadingState, Notice } from '../ui/index.ts'
import type { ConflictSides, Saving } from './use-saving.ts'

/** Two tabs or two people saved different work: a person chooses, and nothing is lost either way. */
export function ConflictDialog({ saving }: { readonly saving: Saving }) {
  const t = useText()
  const { state, sides } = saving
  const there = state.kind === 'conflict' ? state.conflict.revision : null
  const read = useQuery({
    queryKey: ['conflict', there],
    queryFn: sides,
    enabled: there !== null,
    gcTime: 0,
    retry: false,
  })
  if (state.kind !== 'conflict') return null
  const { conflict } = state

  return (
    <Modal
      open
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={null}
      width={640}
      title={t({ zh: '这个模型在别处改过', en: 'The model was changed elsewhere' })}
    >
      <p className="submit-about">
        {t({
          zh: `${conflict.savedBy ?? '别人'} 于 ${formatTime(conflict.savedAt ?? '')} 保存了另一份内容。您的改动还在这个页面上，没有丢失。`,
          en: `${conflict.savedBy ?? 'Someone'} saved other work at ${formatTime(conflict.savedAt ?? '')}. Your changes are still in this tab.`,
        })}
      </p>
      {read.error !== null && (
        <Notice tone="error">
          {t(shownError(read.error).text)}{' '}
          <Button size="small" onClick={() => void read.refetch()}>
            {t({ zh: '重试', en: 'Try again' })}
          </Button>
        </Notice>
      )}
      {read.data === undefined ? (
        read.error === null && <LoadingState rows={2} />
      ) : (
        <Choices saving={saving} sides={read.data} />
      )}
      <p className="field-help">
        {t({
          zh: '无论怎样选，原来的两份都可以用“撤销”找回。',
          en: 'Whatever you choose, both versions are an undo away.',
        })}
      </p>
    </Modal>
  )
}

function Choices({ saving, sides }: { readonly saving: Saving; readonly sides: ConflictSides }) {
  const t = useText()
  const navigate = useNavigate()
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({})
  const [copying, setCopying] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const { changes, conflicts } = mergeDocuments(sides, choices)

  async function saveCopy(): Promise<void> {
    setCopying(true)
    setFailure(null)
    try {
      const copy = await saving.copyMine()
      saving.resolve(sides, 'theirs')
      await navigate(`/models/${copy}`)
    } catch (error) {
      setFailure(error)
    } finally {
      setCopying(false)
    }
  }

  return (
    <>
      <p className="merge-sum" role="status">
        {t({
          zh: `合并：采纳我的改动 ${changes.mine} 处、对方的改动 ${changes.theirs} 处${conflicts.length > 0 ? `；${conflicts.length} 处双方都改了，请选用哪一份` : '，互不冲突'}。`,
          en: `Merging takes ${changes.mine} of my changes and ${changes.theirs} of theirs${conflicts.length > 0 ? `; ${conflicts.length} were changed on both sides: choose` : ', without a conflict'}.`,
        })}
      </p>
      {conflicts.length > 0 && (
        <ul className="merge-conflicts" aria-label={t({ zh: '双方都改了的地方', en: 'Changed on both sides' })}>
          {conflicts.map((conflict) => (
            <ConflictRow
              key={conflict.id}
              conflict={conflict}
              onTake={(side) => setChoices({ ...choices, [conflict.id]: side })}
            />
          ))}
        </ul>
      )}
      {failure !== null && <Notice tone="error">{t(shownError(failure).text)}</Notice>}
      <div className="conflict-choices">
        <Button type="primary" onClick={() => saving.resolve(sides, { merge: choices })}>
          {t({ zh: '合并', en: 'Merge' })}
        </Button>
        <Button onClick={() => saving.resolve(sides, 'mine')}>{t({ zh: '保留我的', en: 'Keep mine' })}</Button>
        <Button onClick={() => saving.resolve(sides, 'theirs')}>{t({ zh: '采用对方的', en: 'Take theirs' })}</Button>
        <Button loading={copying} onClick={() => void saveCopy()}>
          {t({ zh: '我的另存为副本', en: 'Save mine as a copy' })}
        </Button>
      </div>
    </>
  )
}

function ConflictRow({
  conflict: { about, mine, theirs, taken },
  onTake,
}: {
  readonly conflict: MergeConflict
  readonly onTake: (side: Side) => void
}) {
  const t = useText()
  const nothing = t({ zh: '（已删除）', en: '(removed)' })
  return (
    <li>
      <b>{t(about)}</b>
      <span className="merge-values">
        <q data-taken={taken === 'mine' || undefined}>{mine === '' ? nothing : mine}</q>
        <q data-taken={taken === 'theirs' || undefined}>{theirs === '' ? nothing : theirs}</q>
      </span>
      <Segmented<Side>
        size="small"
        value={taken}
        onChange={onTake}
        options={[
          { value: 'mine', label: t({ zh: '我的', en: 'Mine' }) },
          { value: 'theirs', label: t({ zh: '对方的', en: 'Theirs' }) },
        ]}
      />
    </li>
  )
}
