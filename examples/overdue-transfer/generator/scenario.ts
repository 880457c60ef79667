import type { PlantedCase } from './case.ts'
import type { Planted, World } from './world.ts'

/** One planted kind. `plant` writes its records, says what it expects, and returns the person it is about. */
export interface Scenario {
  readonly name: string
  readonly plant: (world: World) => PlantedCase
}

/** Plants every scenario once, in order. */
export function plantAll(world: World, kind: Planted['kind'], scenarios: readonly Scenario[]): void {
  for (const scenario of scenarios) {
    const { person } = scenario.plant(world)
    world.planted.push({ name: scenario.name, kind, subject: person.id })
  }
}
