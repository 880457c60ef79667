export * from './format.ts'
export * from './preferences.ts'
export * from './use-text.ts'
export * from './state-names.ts'
