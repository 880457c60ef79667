import type { Migration } from 'kysely/migration'
import * as context from './001-context.ts'
import * as auth from './002-auth.ts'
import * as people from './003-people.ts'
import * as sources from './004-sources.ts'
import * as models from './005-models.ts'
import * as runs from './006-runs.ts'

/** In order; a name that has run anywhere is never edited, only followed by another. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-context': context,
  '002-auth': auth,
  '003-people': people,
  '004-sources': sources,
  '005-models': models,
  '006-runs': runs,
}
