export * from './columns-of.ts'
export * from './plan.ts'
export * from './prune-columns.ts'
export * from './walk.ts'
