export * from './statute-in-force.ts'
export * from './statutes.ts'
