import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber } from 'antd'
import { trpc } from '../app/api.ts'
import { useText } from '../text/use-text.ts'
import { DataTable, EmptyState, ErrorNotice, Loaded, Page, PageHead, Panel } from '../ui/index.ts'
import { SourcesSide } from './SourcesSide.tsx'

interface Address {
  readonly host: string
  readonly port: number
}

/** `/sources/hosts`: the exact addresses that database sources may be read from. */
export function HostsPage() {
  const t = useText()
  const queries = useQueryClient()
  const [form] = Form.useForm<Address>()
  const hosts = useQuery(trpc.admin.hosts.queryOptions())
  const allow = useMutation(
    trpc.admin.allowHost.mutationOptions({
      onSuccess: async () => {
        form.resetFields()
        await queries.invalidateQueries({ queryKey: trpc.admin.hosts.queryKey() })
      },
    }),
  )
  const needed = [{ required: true, message: t({ zh: '请填写。', en: 'Please fill in.' }) }]

  return (
    <Page side={<SourcesSide />}>
      <PageHead
        title={t({ zh: '允许的地址', en: 'Allowed hosts' })}
        sub={t({
          zh: '数据库数据源只能连到这里列出的地址和端口；本系统自己的数据库永远不能作为数据源。',
          en: 'Database sources may reach only these host and port pairs; the catalogue’s own database never.',
        })}
      />
      <Panel title={t({ zh: '添加地址', en: 'Add an address' })} padded>
        <ErrorNotice error={allow.error} />
        <Form<Address>
          form={form}
          layout="inline"
          requiredMark={false}
          onFinish={(address) => allow.mutate({ host: address.host.trim(), port: address.port })}
        >
          <Form.Item name="host" label={t({ zh: '主机', en: 'Host' })} rules={needed}>
            <Input style={{ width: 260 }} className="mono" />
          </Form.Item>
          <Form.Item name="port" label={t({ zh: '端口', en: 'Port' })} rules={needed}>
            <InputNumber min={1} max={65535} style={{ width: 110 }} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={allow.isPending}>
            {t({ zh: '允许', en: 'Allow' })}
          </Button>
        </Form>
      </Panel>
      <Panel>
        <Loaded read={hosts} rows={4}>
          {(list) => (
            <DataTable
              label={t({ zh: '允许的地址', en: 'Allowed hosts' })}
              rows={list}
              rowKey={(address) => `${address.host}:${address.port}`}
              empty={<EmptyState title={t({ zh: '还没有允许任何地址', en: 'No address is allowed yet' })} />}
              columns={[
                { key: 'host', title: t({ zh: '主机', en: 'Host' }), kind: 'mono', render: (address) => address.host },
                { key: 'port', title: t({ zh: '端口', en: 'Port' }), kind: 'mono', render: (address) => address.port },
              ]}
            />
          )}
        </Loaded>
      </Panel>
    </Page>
  )
}
