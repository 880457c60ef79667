import type { Migration } from 'kysely/migration'
import { up as context } from './001-context.ts'
import { up as auth } from './002-auth.ts'
import { up as people } from './003-people.ts'
import { up as sources } from './004-sources.ts'
import { up as models } from './005-models.ts'
import { up as runs } from './006-runs.ts'
import { up as evidenceTotal } from './007-evidence-total.ts'
import { up as deliveries } from './008-deliveries.ts'
import { up as sourceFreshness } from './009-source-freshness.ts'

/** In order; a name that has run anywhere is never edited, only followed by another. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-context': { up: context },
  '002-auth': { up: auth },
  '003-people': { up: people },
  '004-sources': { up: sources },
  '005-models': { up: models },
  '006-runs': { up: runs },
  '007-evidence-total': { up: evidenceTotal },
  '008-deliveries': { up: deliveries },
  '009-source-freshness': { up: sourceFreshness },
}
