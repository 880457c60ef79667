import type { ConnectorKind } from '@jianmo/engine/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Checkbox, Form, Input, InputNumber, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { trpc } from '../app/api.ts'
import { useText } from '../text/use-text.ts'
import { ErrorNotice, Notice } from '../ui/index.ts'

type Settings = Record<string, string | number | boolean>

interface Filled {
  readonly name: string
  readonly agency: string
  readonly settings?: Readonly<Record<string, string | number | boolean | null | undefined>>
}

/** A new source: the connector's own typed fields make the form. */
export function CreateSourceDialog({
  kinds,
  onClose,
}: {
  readonly kinds: readonly ConnectorKind[]
  readonly onClose: () => void
}) {
  const t = useText()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [form] = Form.useForm<Filled>()
  const [kindName, setKindName] = useState(kinds[0]?.kind ?? '')
  const kind = kinds.find((candidate) => candidate.kind === kindName)
  const create = useMutation(
    trpc.sources.create.mutationOptions({
      onSuccess: async ({ sourceId }) => {
        await queries.invalidateQueries({ queryKey: trpc.sources.pathKey() })
        await navigate(`/sources/${sourceId}`)
      },
    }),
  )

  const submit = ({ name, agency, settings }: Filled) => {
    const given: Settings = {}
    for (const [field, value] of Object.entries(settings ?? {})) {
      if (value !== null && value !== undefined && value !== '') given[field] = value
    }
    create.mutate({ name: name.trim(), agency: agency.trim(), kind: kindName, settings: given })
  }
  const required = [{ required: true, whitespace: true, message: t({ zh: '请填写。', en: 'Please fill in.' }) }]

  return (
    <Modal
      open
      title={t({ zh: '添加数据源', en: 'Add a source' })}
      okText={t({ zh: '添加', en: 'Add' })}
      onOk={form.submit}
      onCancel={onClose}
      confirmLoading={create.isPending}
      width={560}
    >
      <ErrorNotice error={create.error} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item label={t({ zh: '种类', en: 'Kind' })}>
          <Radio.Group
            value={kindName}
            onChange={(event) => {
              setKindName(String(event.target.value))
              form.resetFields(['settings'])
            }}
            optionType="button"
            options={kinds.map((candidate) => ({ value: candidate.kind, label: t(candidate.label) }))}
          />
        </Form.Item>
        {kind !== undefined && <Notice tone="info">{t(kind.about)}</Notice>}
        <Form.Item name="name" label={t({ zh: '名称', en: 'Name' })} rules={required}>
          <Input maxLength={80} placeholder={t({ zh: '例如：看守所在押台账', en: 'e.g. detention register' })} />
        </Form.Item>
        <Form.Item name="agency" label={t({ zh: '来源机关', en: 'Agency' })} rules={required}>
          <Input maxLength={80} placeholder={t({ zh: '例如：甲县看守所', en: 'e.g. detention centre' })} />
        </Form.Item>
        {Object.entries(kind?.form ?? {}).map(([field, hint]) => (
          <Form.Item
            key={`${kindName} ${field}`}
            name={['settings', field]}
            label={hint.control === 'checkbox' ? undefined : t(hint.label)}
            extra={hint.help && t(hint.help)}
            {...(hint.control === 'checkbox' ? { valuePropName: 'checked' } : {})}
          >
            {hint.control === 'text' ? (
              <Input />
            ) : hint.control === 'password' ? (
              <Input.Password autoComplete="new-password" />
            ) : hint.control === 'number' ? (
              <InputNumber style={{ width: 160 }} />
            ) : (
              <Checkbox>{t(hint.label)}</Checkbox>
            )}
          </Form.Item>
        ))}
      </Form>
    </Modal>
  )
}
