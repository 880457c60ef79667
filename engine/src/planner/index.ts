export * from './adaptation-layer.ts'
export { checkBinding, identityBinding } from './check-binding.ts'
export {
  type CheckedModel,
  type CheckedNode,
  checkedSpec,
  checkModel,
  createInference,
  type InferredModel,
  inferModel,
} from './infer-model.ts'
export { createInstrument, rowColumn, witnessId, witnessName } from './instrument.ts'
export { lowerModel, type PortPlans } from './lower-model.ts'
export { type NodePlace, nodePlaces } from './node-places.ts'
export { createNormalise } from './normalise-plans.ts'
export { createPlacement } from './place-plan.ts'
export { mapPlans, type PlanContext, type PlannedModel, parse, planModel } from './plan-model.ts'
export { type QualityKind, qualityPlans, writtenRelation } from './quality-plan.ts'
export { physicalColumns, readColumns, readRelation, scanRelation } from './read-columns.ts'
export { cameFrom, rowNumbersOf } from './row-numbers.ts'
export { type PlanRule, planRules } from './rules/index.ts'
export * from './stage.ts'
