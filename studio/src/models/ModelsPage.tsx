import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { trpc } from '../app/api.ts'
import { hasRole, usePerson } from '../session/use-person.ts'
import { useText } from '../text/use-text.ts'
import { EmptyState, Loaded, Page, PageHead, Panel } from '../ui/index.ts'
import { CreateModelDialog } from './CreateModelDialog.tsx'
import { ModelTable } from './ModelTable.tsx'

export function ModelsPage() {
  const t = useText()
  const mayCreate = hasRole(usePerson(), 'prosecutor')
  const models = useQuery(trpc.models.list.queryOptions())
  const [creating, setCreating] = useState(false)

  return (
    <Page>
      <PageHead
        title={t({ zh: '模型', en: 'Models' })}
        sub={t({
          zh: '本院画的和从市场安装的监督模型。',
          en: 'Supervision models drawn here or installed from the marketplace.',
        })}
        actions={
          <>
            <Link className="text-link" to="/runs">
              {t({ zh: '运行记录', en: 'Runs' })}
            </Link>
            {mayCreate && (
              <Button type="primary" onClick={() => setCreating(true)}>
                {t({ zh: '新建模型', en: 'New model' })}
              </Button>
            )}
          </>
        }
      />
      <Panel>
        <Loaded read={models} rows={6}>
          {(list) => (
            <ModelTable
              models={list}
              empty={
                <EmptyState
                  title={t({ zh: '还没有模型', en: 'No models yet' })}
                  actions={<Link to="/market">{t({ zh: '去模型市场看看', en: 'Look at the marketplace' })}</Link>}
                >
                  {t({
                    zh: '新建一个，或从模型市场安装一个已批准的模型。',
                    en: 'Draw one, or install an approved one from the marketplace.',
                  })}
                </EmptyState>
              }
            />
          )}
        </Loaded>
      </Panel>
      {creating && <CreateModelDialog onClose={() => setCreating(false)} />}
    </Page>
  )
}
