import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { trpc } from '../app/api.ts'
import { hasRole, usePerson } from '../session/use-person.ts'
import { useText } from '../text/use-text.ts'
import { Loaded, Page, PageHead, RefusedState } from '../ui/index.ts'
import { SourceEditor } from './SourceEditor.tsx'
import { SourcesSide } from './SourcesSide.tsx'
import './sources.css'

/** `/sources/new` */
export function NewSourcePage() {
  const t = useText()
  const kinds = useQuery({ ...trpc.sources.kinds.queryOptions(), staleTime: 300_000 })
  const mayCreate = hasRole(usePerson(), 'data-administrator')
  return (
    <Page side={<SourcesSide />}>
      <PageHead
        crumbs={<Link to="/sources">← {t({ zh: '数据源', en: 'Sources' })}</Link>}
        title={t({ zh: '添加数据源', en: 'Add a source' })}
        sub={t({
          zh: '只读；密码加密保存，不再显示。数据库地址须先由省级管理员登记。',
          en: 'Read-only. Secrets are encrypted and never shown again. A database’s address must be listed by the province.',
        })}
      />
      {mayCreate ? (
        <Loaded read={kinds} rows={6}>
          {(list) => <SourceEditor kinds={list} />}
        </Loaded>
      ) : (
        <RefusedState />
      )}
    </Page>
  )
}
