import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { shownError } from '../app/problem-of.ts'
import { formatTime, useText } from '../text/index.ts'
import { Notice } from '../ui/index.ts'
import type { Saving } from './use-saving.ts'

/** Two tabs or two people saved different work: a person chooses, and nothing is lost either way. */
export function ConflictDialog({ saving }: { readonly saving: Saving }) {
  const t = useText()
  const navigate = useNavigate()
  const [busy, setBusy] = useState<string | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  if (saving.state.kind !== 'conflict') return null
  const { conflict } = saving.state

  async function choose(key: string, act: () => Promise<unknown>): Promise<void> {
    setBusy(key)
    setFailure(null)
    try {
      await act()
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(null)
    }
  }

  return (
    <Modal
      open
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={null}
      title={t({ zh: '这个模型在别处改过', en: 'The model was changed elsewhere' })}
    >
      <p className="submit-about">
        {t({
          zh: `${conflict.savedBy ?? '别人'} 于 ${formatTime(conflict.savedAt ?? '')} 保存了另一份内容。您的改动还在这个页面上，没有丢失。`,
          en: `${conflict.savedBy ?? 'Someone'} saved other work at ${formatTime(conflict.savedAt ?? '')}. Your changes are still in this tab.`,
        })}
      </p>
      {failure !== null && <Notice tone="error">{t(shownError(failure).text)}</Notice>}
      <div className="conflict-choices">
        <Button loading={busy === 'theirs'} onClick={() => void choose('theirs', () => saving.resolve('theirs'))}>
          {t({ zh: '采用对方的', en: 'Take theirs' })}
        </Button>
        <Button
          loading={busy === 'mine'}
          type="primary"
          onClick={() => void choose('mine', () => saving.resolve('mine'))}
        >
          {t({ zh: '保留我的', en: 'Keep mine' })}
        </Button>
        <Button
          loading={busy === 'copy'}
          onClick={() =>
            void choose('copy', async () => {
              const copy = await saving.copyMine()
              await saving.resolve('theirs')
              await navigate(`/models/${copy}`)
            })
          }
        >
          {t({ zh: '我的另存为副本', en: 'Save mine as a copy' })}
        </Button>
      </div>
      <p className="field-help">
        {t({ zh: '无论选哪一份，另一份都可以用“撤销”找回。', en: 'Either way the other one is one undo away.' })}
      </p>
    </Modal>
  )
}
