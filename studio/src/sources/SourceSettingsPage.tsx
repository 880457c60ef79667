import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { trpc } from '../app/api.ts'
import { useText } from '../text/use-text.ts'
import { Loaded, Page, PageHead } from '../ui/index.ts'
import { SourceEditor } from './SourceEditor.tsx'
import { SourcesSide } from './SourcesSide.tsx'
import './sources.css'

/** `/sources/:sourceId/settings` */
export function SourceSettingsPage() {
  const t = useText()
  const { sourceId = '' } = useParams()
  const kinds = useQuery({ ...trpc.sources.kinds.queryOptions(), staleTime: 300_000 })
  // A form must not change under the person who fills it in.
  const config = useQuery({ ...trpc.sources.config.queryOptions({ sourceId }), staleTime: Number.POSITIVE_INFINITY })
  return (
    <Page side={<SourcesSide />}>
      <Loaded read={kinds} rows={6}>
        {(list) => (
          <Loaded read={config} rows={6}>
            {(stored) => (
              <>
                <PageHead
                  crumbs={<Link to={`/sources/${sourceId}`}>← {stored.name}</Link>}
                  title={t({ zh: '修改设置', en: 'Change the settings' })}
                  sub={t({
                    zh: '换了地址、库或用户时须重新输入密码。',
                    en: 'With another address, database or user the password must be typed again.',
                  })}
                />
                <SourceEditor key={sourceId} kinds={list} stored={{ sourceId, config: stored }} />
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}
