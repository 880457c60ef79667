import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { trpc } from '../app/api.ts'
import { useText } from '../text/use-text.ts'
import { Loaded } from '../ui/states.tsx'
import { LeadView } from './LeadView.tsx'

/** `/leads/:leadId`: a lead of the formal list. */
export function LeadPage() {
  const t = useText()
  const { leadId = '' } = useParams()
  const lead = useQuery(trpc.leads.open.queryOptions({ leadId }))
  return (
    <Loaded read={lead} rows={8}>
      {(detail) => <LeadView lead={detail} crumbs={<Link to="/leads">← {t({ zh: '线索', en: 'Leads' })}</Link>} />}
    </Loaded>
  )
}
