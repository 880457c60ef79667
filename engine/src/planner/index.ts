export * from './adaptation-layer.ts'
export { checkBinding, identityBinding } from './check-binding.ts'
export { inferModel, type InferredModel } from './infer-model.ts'
export { type PlanContext, type PlannedModel, planModel } from './plan-model.ts'
