import { useView } from '../document/index.ts'
import { siteNames, useText } from '../text/index.ts'
import { Tag } from '../ui/index.ts'

/** While SQL is looked at: where the card is computed, and why. */
export function PlaceBadge({ nodeId }: { readonly nodeId: string }) {
  const t = useText()
  const place = useView(({ places }) => places?.get(nodeId))
  if (place === undefined) return null
  return (
    <span className="card-place" title={t(place.reason)}>
      <Tag>{t(siteNames[place.site])}</Tag>
    </span>
  )
}
