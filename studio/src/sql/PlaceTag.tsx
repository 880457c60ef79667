import type { NodePlace } from '@jianmo/engine/planner'
import { siteNames, useText } from '../text/index.ts'
import { Tag } from '../ui/index.ts'

/** Where a node is computed, and why. */
export function PlaceTag({ place }: { readonly place: NodePlace }) {
  const t = useText()
  return (
    <span className="place-tag">
      <Tag>{t(siteNames[place.site])}</Tag>
      <span>{t(place.reason)}</span>
    </span>
  )
}
