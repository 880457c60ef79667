import type { Plan } from '../plan/index.ts'
import type { PlanContext } from './plan-model.ts'
export function createInstrument(_context: PlanContext): (plan: Plan) => Plan { return (plan) => plan }
