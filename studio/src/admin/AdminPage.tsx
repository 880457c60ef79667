import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { trpc } from '../app/api.ts'
import { useText } from '../text/use-text.ts'
import { DataTable, Loaded, Page, PageHead, Panel, Tag } from '../ui/index.ts'
import { CreateOrganizationDialog } from './CreateOrganizationDialog.tsx'
import { CreatePersonDialog } from './CreatePersonDialog.tsx'
import { levelNames, roleNames } from './names.ts'

/** `/admin`: the offices of the province and their people. */
export function AdminPage() {
  const t = useText()
  const organizations = useQuery(trpc.admin.organizations.queryOptions())
  const people = useQuery(trpc.admin.people.queryOptions())
  const [creating, setCreating] = useState<'organization' | 'person' | null>(null)
  const nameOf = (id: string | null) => organizations.data?.find((organization) => organization.id === id)?.name ?? '—'

  return (
    <Page>
      <PageHead
        title={t({ zh: '单位与人员', en: 'Offices and people' })}
        sub={t({
          zh: '各院的数据互相隔离；角色决定能看到和能做什么。',
          en: 'The data of each office stay apart; roles say who may see and do what.',
        })}
        actions={
          <>
            <Button onClick={() => setCreating('organization')} disabled={organizations.data === undefined}>
              {t({ zh: '新增单位', en: 'Add an office' })}
            </Button>
            <Button type="primary" onClick={() => setCreating('person')} disabled={organizations.data === undefined}>
              {t({ zh: '新增人员', en: 'Add a person' })}
            </Button>
          </>
        }
      />
      <Panel title={t({ zh: '单位', en: 'Offices' })}>
        <Loaded read={organizations} rows={4}>
          {(list) => (
            <DataTable
              label={t({ zh: '单位', en: 'Offices' })}
              rows={list}
              rowKey={(organization) => organization.id}
              columns={[
                {
                  key: 'name',
                  title: t({ zh: '名称', en: 'Name' }),
                  render: (organization) => <b>{organization.name}</b>,
                },
                {
                  key: 'level',
                  title: t({ zh: '级别', en: 'Level' }),
                  kind: 'nowrap',
                  render: (organization) => t(levelNames[organization.level]),
                },
                {
                  key: 'parent',
                  title: t({ zh: '上级', en: 'Above it' }),
                  render: (organization) => nameOf(organization.parentId),
                },
              ]}
            />
          )}
        </Loaded>
      </Panel>
      <Panel title={t({ zh: '人员', en: 'People' })}>
        <Loaded read={people} rows={5}>
          {(list) => (
            <DataTable
              label={t({ zh: '人员', en: 'People' })}
              rows={list}
              rowKey={(person) => person.id}
              columns={[
                {
                  key: 'name',
                  title: t({ zh: '姓名', en: 'Name' }),
                  kind: 'nowrap',
                  render: (person) => <b>{person.name}</b>,
                },
                {
                  key: 'username',
                  title: t({ zh: '用户名', en: 'User name' }),
                  kind: 'mono',
                  render: (person) => person.username,
                },
                {
                  key: 'organization',
                  title: t({ zh: '单位', en: 'Office' }),
                  render: (person) => person.organization.name,
                },
                {
                  key: 'roles',
                  title: t({ zh: '角色', en: 'Roles' }),
                  render: (person) => (
                    <span className="actions" style={{ gap: 4 }}>
                      {person.roles.map((role) => (
                        <Tag key={role}>{t(roleNames[role])}</Tag>
                      ))}
                    </span>
                  ),
                },
              ]}
            />
          )}
        </Loaded>
      </Panel>
      {creating === 'organization' && (
        <CreateOrganizationDialog organizations={organizations.data ?? []} onClose={() => setCreating(null)} />
      )}
      {creating === 'person' && (
        <CreatePersonDialog organizations={organizations.data ?? []} onClose={() => setCreating(null)} />
      )}
    </Page>
  )
}
