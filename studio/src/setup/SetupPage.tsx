import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { PreferenceButtons } from '../app/PreferenceButtons.tsx'
import { postJson } from '../app/post.ts'
import { useText } from '../text/use-text.ts'
import { ErrorNotice, Notice } from '../ui/index.ts'
import '../session/session.css'

interface FirstAdministrator {
  readonly organization: string
  readonly name: string
  readonly username: string
  readonly password: string
}

/** `/setup?token=…`: the one-time link of the first start makes the first administrator. */
export function SetupPage() {
  const t = useText()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const token = search.get('token') ?? ''
  const claim = useMutation({
    mutationFn: (person: FirstAdministrator) =>
      postJson('/setup/claim', {
        token,
        username: person.username,
        password: person.password,
        name: person.name,
        organization: person.organization,
      }),
    onSuccess: () => navigate('/sign-in', { replace: true }),
  })
  const needed = [{ required: true, whitespace: true, message: t({ zh: '请填写。', en: 'Please fill in.' }) }]

  return (
    <main className="door" id="main">
      <div className="door-card" data-wide="true">
        <div className="door-brand">
          <span className="brand-mark" aria-hidden="true">
            检
          </span>
          <div>
            <h1>{t({ zh: '设立第一位管理员', en: 'The first administrator' })}</h1>
            <p>{t({ zh: '此链接只能使用一次。', en: 'This link works once.' })}</p>
          </div>
        </div>
        {token === '' && (
          <Notice tone="error">
            {t({
              zh: '地址里没有一次性口令。请使用启动时打印的完整链接。',
              en: 'The address has no token. Use the whole link that the first start printed.',
            })}
          </Notice>
        )}
        <ErrorNotice error={claim.error} />
        <Form<FirstAdministrator> layout="vertical" requiredMark={false} onFinish={(person) => claim.mutate(person)}>
          <Form.Item
            name="organization"
            label={t({ zh: '省院名称', en: 'Name of the provincial office' })}
            rules={needed}
          >
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item name="name" label={t({ zh: '姓名', en: 'Your name' })} rules={needed}>
            <Input maxLength={80} autoComplete="name" />
          </Form.Item>
          <Form.Item name="username" label={t({ zh: '用户名', en: 'User name' })} rules={needed}>
            <Input maxLength={60} autoComplete="username" />
          </Form.Item>
          <Form.Item
            name="password"
            label={t({ zh: '密码', en: 'Password' })}
            rules={[{ required: true, min: 12, message: t({ zh: '至少 12 个字符。', en: 'At least 12 characters.' }) }]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Form.Item
            name="again"
            label={t({ zh: '再输一次密码', en: 'Password again' })}
            dependencies={['password']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_, value) =>
                  value === getFieldValue('password')
                    ? Promise.resolve()
                    : Promise.reject(new Error(t({ zh: '两次输入不一样。', en: 'The two differ.' }))),
              }),
            ]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block disabled={token === ''} loading={claim.isPending}>
            {t({ zh: '设立', en: 'Set up' })}
          </Button>
        </Form>
        <div className="door-foot">
          <PreferenceButtons />
        </div>
      </div>
    </main>
  )
}
