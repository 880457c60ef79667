import { dropTrue } from './drop-true.rule.ts'
import { filterThroughGroups } from './filter-through-groups.rule.ts'
import { filterThroughJoin } from './filter-through-join.rule.ts'
import { filterThroughProject } from './filter-through-project.rule.ts'
import { filterThroughUnion } from './filter-through-union.rule.ts'
import { fuseProjects } from './fuse-projects.rule.ts'
import { mergeFilters } from './merge-filters.rule.ts'
import type { PlanRule } from './rule.ts'

/**
 * Only what placement and legible SQL need: conditions move towards the sources, projects fuse. The order is the order in which
 * they are tried at an operator. No joins are reordered: that is the engines' business.
 */
export const planRules: readonly PlanRule[] = [
  dropTrue,
  mergeFilters,
  filterThroughProject,
  filterThroughJoin,
  filterThroughUnion,
  filterThroughGroups,
  fuseProjects,
]

export type { PlanRule } from './rule.ts'
