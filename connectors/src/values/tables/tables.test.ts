import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { valueTables } from '../../../scripts/values-tables.ts'

it.each(Object.entries(valueTables))('holds in %s what the packages say', (file, write) => {
  expect(readFileSync(new URL(file, import.meta.url), 'utf8') === write()).toBe(true)
})
