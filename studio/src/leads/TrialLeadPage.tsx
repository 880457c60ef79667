import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { trpc } from '../app/api.ts'
import { useText } from '../text/use-text.ts'
import { Loaded } from '../ui/states.tsx'
import { LeadView } from './LeadView.tsx'

/** `/runs/:runId/leads/:rowId`: a lead as one run found it. */
export function TrialLeadPage() {
  const t = useText()
  const { runId = '', rowId = '' } = useParams()
  const lead = useQuery(trpc.runs.lead.queryOptions({ runId, rowId }))
  return (
    <Loaded read={lead} rows={8}>
      {(detail) => (
        <LeadView lead={detail} crumbs={<Link to={`/runs/${runId}`}>← {t({ zh: '本次运行', en: 'This run' })}</Link>} />
      )}
    </Loaded>
  )
}
