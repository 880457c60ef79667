import type { NewPushCredential, PushCredential } from '@jianmo/engine/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popconfirm } from 'antd'
import { useId, useState } from 'react'
import { trpc } from '../app/api.ts'
import { formatTime, useText } from '../text/index.ts'
import { DataTable, EmptyState, ErrorNotice, Loaded, Tag } from '../ui/index.ts'
import { CopyButton } from './CopyButton.tsx'
import { pushExample } from './push-example.ts'

/** Credentials of an agency that pushes: made here, shown once, revoked here. */
export function CredentialsPanel({ sourceId, table }: { readonly sourceId: string; readonly table: string | null }) {
  const t = useText()
  const id = useId()
  const queries = useQueryClient()
  const credentials = useQuery(trpc.sources.credentials.list.queryOptions({ sourceId }))
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.sources.credentials.pathKey() })
  const [label, setLabel] = useState('')
  const [made, setMade] = useState<NewPushCredential | null>(null)
  const create = useMutation(
    trpc.sources.credentials.create.mutationOptions({
      onSuccess: (credential) => {
        setMade(credential)
        setLabel('')
        return refresh()
      },
    }),
  )
  const revoke = useMutation(trpc.sources.credentials.revoke.mutationOptions({ onSuccess: refresh }))

  return (
    <div className="credentials">
      <form
        className="tab-tools"
        onSubmit={(event) => {
          event.preventDefault()
          if (label.trim() !== '') create.mutate({ sourceId, label: label.trim() })
        }}
      >
        <label htmlFor={id}>{t({ zh: '新凭据给谁用', en: 'New credential for' })}</label>
        <Input
          id={id}
          value={label}
          maxLength={80}
          onChange={(event) => setLabel(event.target.value)}
          placeholder={t({ zh: '例如：公安执法平台', en: 'e.g. police platform' })}
          style={{ width: 260 }}
        />
        <Button htmlType="submit" type="primary" disabled={label.trim() === ''} loading={create.isPending}>
          {t({ zh: '生成凭据', en: 'Make a credential' })}
        </Button>
      </form>
      {(create.error ?? revoke.error) !== null && (
        <div className="tab-notice">
          <ErrorNotice error={create.error ?? revoke.error} />
        </div>
      )}
      {made !== null && (
        <NewCredential
          sourceId={sourceId}
          table={table}
          token={made.token}
          label={made.credential.label}
          onClose={() => setMade(null)}
        />
      )}
      <Loaded read={credentials} rows={3}>
        {(list) => (
          <CredentialsTable list={list} onRevoke={(credentialId) => revoke.mutate({ sourceId, credentialId })} />
        )}
      </Loaded>
    </div>
  )
}

interface NewCredentialProps {
  readonly sourceId: string
  readonly table: string | null
  readonly token: string
  readonly label: string
  readonly onClose: () => void
}

/** The only time that a token is seen, with a call that works as it stands. */
export function NewCredential({ sourceId, table, token, label, onClose }: NewCredentialProps) {
  const t = useText()
  const example = pushExample({
    origin: window.location.origin,
    sourceId,
    table,
    token,
  })
  return (
    <section className="new-credential" aria-label={t({ zh: '新凭据', en: 'New credential' })}>
      <p>
        <b>
          {t({
            zh: `“${label}”的凭据只显示这一次，请现在复制并当面或加密转交。`,
            en: `The credential of “${label}” is shown only now: copy it and hand it over safely.`,
          })}
        </b>{' '}
        {t({ zh: '本系统只保存它的摘要，丢失后只能重新生成。', en: 'Only a digest is kept; a lost one is made anew.' })}
      </p>
      <div className="secret">
        <code>{token}</code>
        <CopyButton text={token} label={t({ zh: '复制凭据', en: 'Copy the credential' })} />
      </div>
      <p className="muted">{t({ zh: '推送一批记录：', en: 'To push records:' })}</p>
      <div className="secret">
        <pre>{example}</pre>
        <CopyButton text={example} label={t({ zh: '复制示例', en: 'Copy the example' })} />
      </div>
      <Button size="small" onClick={onClose}>
        {t({ zh: '我已保存，收起', en: 'I have kept it' })}
      </Button>
    </section>
  )
}

/** Who may push, when they last did, and the way to stop them. */
export function CredentialsTable({
  list,
  onRevoke,
}: {
  readonly list: readonly PushCredential[]
  readonly onRevoke: (credentialId: string) => void
}) {
  const t = useText()
  const none = <span className="muted">—</span>
  return (
    <DataTable
      label={t({ zh: '推送凭据', en: 'Push credentials' })}
      rows={list}
      rowKey={(credential) => credential.id}
      empty={
        <EmptyState title={t({ zh: '还没有凭据', en: 'No credential yet' })}>
          {t({
            zh: '给对方平台生成一个凭据后，它才能推送。可同时有两个，以便更换时不中断。',
            en: 'The agency’s platform needs one to push. Two may be valid at a time, so that one follows another without a gap.',
          })}
        </EmptyState>
      }
      columns={[
        {
          key: 'label',
          title: t({ zh: '给谁用', en: 'For' }),
          render: (credential) => <b>{credential.label}</b>,
        },
        {
          key: 'state',
          title: t({ zh: '状态', en: 'State' }),
          render: (credential) =>
            credential.revokedAt === null ? (
              <Tag tone="ok">{t({ zh: '有效', en: 'valid' })}</Tag>
            ) : (
              <Tag tone="missing">{t({ zh: '已吊销', en: 'revoked' })}</Tag>
            ),
        },
        {
          key: 'used',
          title: t({ zh: '最近使用', en: 'Last used' }),
          kind: 'nowrap',
          render: ({ lastUsedAt }) =>
            lastUsedAt === null ? (
              <span className="muted">{t({ zh: '还没有用过', en: 'never' })}</span>
            ) : (
              formatTime(lastUsedAt)
            ),
        },
        {
          key: 'made',
          title: t({ zh: '生成', en: 'Made' }),
          kind: 'nowrap',
          render: ({ createdAt, createdByName }) => `${formatTime(createdAt)} · ${createdByName}`,
        },
        {
          key: 'revoked',
          title: t({ zh: '吊销时间', en: 'Revoked' }),
          kind: 'nowrap',
          render: ({ revokedAt }) => (revokedAt === null ? none : formatTime(revokedAt)),
        },
        {
          key: 'actions',
          title: <span className="visually-hidden">{t({ zh: '操作', en: 'Actions' })}</span>,
          render: (credential) =>
            credential.revokedAt === null && (
              <Popconfirm
                title={t({ zh: `吊销“${credential.label}”？`, en: `Revoke “${credential.label}”?` })}
                description={t({
                  zh: '立即生效，对方再推送会被拒绝；已收到的数据不受影响。',
                  en: 'At once: pushes with it are refused. What came in stays.',
                })}
                okText={t({ zh: '吊销', en: 'Revoke' })}
                onConfirm={() => onRevoke(credential.id)}
              >
                <Button
                  type="link"
                  size="small"
                  danger
                  aria-label={t({ zh: `吊销 ${credential.label}`, en: `Revoke ${credential.label}` })}
                >
                  {t({ zh: '吊销', en: 'Revoke' })}
                </Button>
              </Popconfirm>
            ),
        },
      ]}
    />
  )
}
