import { writeFileSync } from 'node:fs'
import { bindingsOf } from './generator/bindings.ts'
import { shapesOfA } from './generator/district-a.ts'
import { shapesOfB } from './generator/district-b.ts'
import { demoSeed, demoSize, generateDistrict } from './generator/generate.ts'

const text = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`

/** What the committed files must say: `expected.json` and both districts' bindings, made from the planted facts only. */
export function expectedFiles(): Readonly<Record<string, string>> {
  const districts = { a: generateDistrict({ district: 'a' }).expected, b: generateDistrict({ district: 'b' }).expected }
  return {
    'expected.json': text({ seed: demoSeed, people: demoSize, districts }),
    'bindings-a.json': text(bindingsOf(shapesOfA)),
    'bindings-b.json': text(bindingsOf(shapesOfB)),
  }
}

if (import.meta.main)
  for (const [name, content] of Object.entries(expectedFiles())) writeFileSync(new URL(name, import.meta.url), content)
