import type { Role } from '@jianmo/engine/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { trpc } from '../app/api.ts'
import { useText } from '../text/use-text.ts'
import { Choice, ErrorNotice } from '../ui/index.ts'
import type { OrganizationChoice } from './CreateOrganizationDialog.tsx'
import { roleNames, roles } from './names.ts'

interface Filled {
  readonly name: string
  readonly username: string
  readonly password: string
  readonly roles: Role[]
}

export function CreatePersonDialog({
  organizations,
  onClose,
}: {
  readonly organizations: readonly OrganizationChoice[]
  readonly onClose: () => void
}) {
  const t = useText()
  const queries = useQueryClient()
  const [form] = Form.useForm<Filled>()
  const [organizationId, setOrganizationId] = useState<string | null>(null)
  const create = useMutation(
    trpc.admin.createPerson.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.admin.pathKey() })
        onClose()
      },
    }),
  )
  const needed = [{ required: true, whitespace: true, message: t({ zh: '请填写。', en: 'Please fill in.' }) }]
  const officeLabel = t({ zh: '单位', en: 'Office' })
  return (
    <Modal
      open
      title={t({ zh: '新增人员', en: 'Add a person' })}
      okText={t({ zh: '新增', en: 'Add' })}
      okButtonProps={{ disabled: organizationId === null }}
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
        initialValues={{ roles: ['prosecutor'] }}
        onFinish={({ name, username, password, roles: chosen }) => {
          if (organizationId !== null)
            create.mutate({ name: name.trim(), username: username.trim(), password, roles: chosen, organizationId })
        }}
      >
        <Form.Item label={officeLabel}>
          <Choice
            label={officeLabel}
            value={organizationId}
            options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setOrganizationId}
            placeholder={t({ zh: '选择单位', en: 'Choose an office' })}
            searchable
          />
        </Form.Item>
        <Form.Item name="name" label={t({ zh: '姓名', en: 'Name' })} rules={needed}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="username" label={t({ zh: '用户名', en: 'User name' })} rules={needed}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t({ zh: '初始密码', en: 'First password' })}
          rules={[{ required: true, min: 12, message: t({ zh: '至少 12 个字符。', en: 'At least 12 characters.' }) }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="roles"
          label={t({ zh: '角色', en: 'Roles' })}
          rules={[{ type: 'array', min: 1, message: t({ zh: '至少选择一个角色。', en: 'Choose at least one role.' }) }]}
        >
          <Checkbox.Group options={roles.map((role) => ({ value: role, label: t(roleNames[role]) }))} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
