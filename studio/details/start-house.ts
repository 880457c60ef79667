import type { TestProject } from 'vitest/node'
import { startHouse } from '../e2e/house.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    readonly houseUrl: string
    /** Its state folder: what it keeps on disk. */
    readonly houseState: string
  }
}

/** One demo house for all details, as a newcomer starts it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const house = await startHouse()
  project.provide('houseUrl', house.url)
  project.provide('houseState', house.state)
  return () => house.stop()
}
