import type { OrganizationLevel } from '@jianmo/engine/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { trpc } from '../app/api.ts'
import { useText } from '../text/use-text.ts'
import { Choice, ErrorNotice } from '../ui/index.ts'
import { levelNames, levels } from './names.ts'

interface Filled {
  readonly name: string
  readonly level: OrganizationLevel
}

export interface OrganizationChoice {
  readonly id: string
  readonly name: string
}

export function CreateOrganizationDialog({
  organizations,
  onClose,
}: {
  readonly organizations: readonly OrganizationChoice[]
  readonly onClose: () => void
}) {
  const t = useText()
  const queries = useQueryClient()
  const [form] = Form.useForm<Filled>()
  const [parentId, setParentId] = useState<string | null>(organizations[0]?.id ?? null)
  const create = useMutation(
    trpc.admin.createOrganization.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.admin.pathKey() })
        onClose()
      },
    }),
  )
  const parentLabel = t({ zh: '上级单位', en: 'Office above it' })
  return (
    <Modal
      open
      title={t({ zh: '新增单位', en: 'Add an office' })}
      okText={t({ zh: '新增', en: 'Add' })}
      onOk={form.submit}
      onCancel={onClose}
      confirmLoading={create.isPending}
      width={460}
    >
      <ErrorNotice error={create.error} />
      <Form<Filled>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ level: 'district' }}
        onFinish={({ name, level }) => create.mutate({ name: name.trim(), level, parentId })}
      >
        <Form.Item
          name="name"
          label={t({ zh: '名称', en: 'Name' })}
          rules={[{ required: true, whitespace: true, message: t({ zh: '请填写名称。', en: 'Fill in a name.' }) }]}
        >
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="level" label={t({ zh: '级别', en: 'Level' })}>
          <Radio.Group
            optionType="button"
            options={levels.map((level) => ({ value: level, label: t(levelNames[level]) }))}
          />
        </Form.Item>
        <Form.Item label={parentLabel}>
          <Choice
            label={parentLabel}
            value={parentId}
            options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setParentId}
            clearable
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
