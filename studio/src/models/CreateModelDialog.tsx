import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Form, Input, Modal } from 'antd'
import { useNavigate } from 'react-router'
import { trpc } from '../app/api.ts'
import { useText } from '../text/use-text.ts'
import { ErrorNotice } from '../ui/states.tsx'

export function CreateModelDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [form] = Form.useForm<{ title: string }>()
  const create = useMutation(
    trpc.models.create.mutationOptions({
      onSuccess: async ({ modelId }) => {
        await queries.invalidateQueries({ queryKey: trpc.models.list.queryKey() })
        await navigate(`/models/${modelId}`)
      },
    }),
  )

  return (
    <Modal
      open
      title={t({ zh: '新建模型', en: 'New model' })}
      okText={t({ zh: '新建', en: 'Create' })}
      onOk={form.submit}
      onCancel={onClose}
      confirmLoading={create.isPending}
      width={440}
    >
      <ErrorNotice error={create.error} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ title }) => create.mutate({ title: title.trim() })}
      >
        <Form.Item
          name="title"
          label={t({ zh: '模型名称', en: 'Title of the model' })}
          help={t({
            zh: '写监督点，不写人名和案号，例如“看守所超期投送”。',
            en: 'Name the supervision point, never a person or a case.',
          })}
          rules={[{ required: true, whitespace: true, message: t({ zh: '请填写名称。', en: 'Fill in a title.' }) }]}
        >
          <Input maxLength={80} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  )
}
