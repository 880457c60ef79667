export * from './columns.ts'
export * from './replacements.ts'
