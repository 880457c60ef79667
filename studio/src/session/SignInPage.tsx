import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { trpc } from '../app/api.ts'
import { PreferenceButtons } from '../app/PreferenceButtons.tsx'
import { postJson } from '../app/post.ts'
import { useText } from '../text/use-text.ts'
import { ErrorNotice } from '../ui/states.tsx'
import './session.css'

interface Credentials {
  readonly username: string
  readonly password: string
}

/** Only addresses inside the studio are followed after sign-in. */
function safeNext(next: string | null): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/'
}

export function SignInPage() {
  const t = useText()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [search] = useSearchParams()
  const signIn = useMutation({
    mutationFn: (credentials: Credentials) => postJson('/auth/sign-in', credentials),
    onSuccess: async () => {
      queries.clear()
      await queries.fetchQuery(trpc.session.me.queryOptions())
      await navigate(safeNext(search.get('next')), { replace: true })
    },
  })

  return (
    <main className="door" id="main">
      <div className="door-card">
        <div className="door-brand">
          <span className="brand-mark" aria-hidden="true">
            检
          </span>
          <div>
            <h1>{t({ zh: '检模工坊', en: 'Jianmo Studio' })}</h1>
            <p>{t({ zh: '法律监督模型：画、跑、核、用', en: 'Supervision models: draw, run, verify, share' })}</p>
          </div>
        </div>
        <ErrorNotice error={signIn.error} />
        <Form<Credentials>
          layout="vertical"
          requiredMark={false}
          onFinish={(credentials) => signIn.mutate(credentials)}
        >
          <Form.Item
            name="username"
            label={t({ zh: '用户名', en: 'User name' })}
            rules={[{ required: true, message: t({ zh: '请填写用户名。', en: 'Fill in the user name.' }) }]}
          >
            <Input autoComplete="username" autoFocus size="large" />
          </Form.Item>
          <Form.Item
            name="password"
            label={t({ zh: '密码', en: 'Password' })}
            rules={[{ required: true, message: t({ zh: '请填写密码。', en: 'Fill in the password.' }) }]}
          >
            <Input.Password autoComplete="current-password" size="large" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block size="large" loading={signIn.isPending}>
            {t({ zh: '登录', en: 'Sign in' })}
          </Button>
        </Form>
        <div className="door-foot">
          <PreferenceButtons />
        </div>
      </div>
    </main>
  )
}
