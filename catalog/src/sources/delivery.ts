import type { Text } from '@jianmo/connectors/words'
import type { AuditEntry } from '../audit/audit.ts'
import type { SourceHealth, SourceSettings } from './source.ts'

/** A source to which an agency brings data by itself: no person asks for them, the server takes them in. */
export interface DeliverySource {
  readonly id: string
  readonly organizationId: string
  readonly kind: 'push' | 'folder'
  /** Without secrets: deliveries need none. */
  readonly settings: SourceSettings
  readonly health: SourceHealth
}

/** What one delivery left behind: its entry in the trail, and how the source stands now. */
export interface Delivery {
  readonly organizationId: string
  readonly sourceId: string
  /** Null if nothing worth an entry happened, only the health changed. */
  readonly entry: Pick<AuditEntry, 'action' | 'data'> | null
  readonly health: SourceHealth
  readonly healthText: Text | null
  /** The credential that was used, if any. */
  readonly credentialId: string | null
  /** Data came in: the source was read just now. */
  readonly received: boolean
}
