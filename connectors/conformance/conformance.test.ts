import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectors } from '../src/index.ts'
import { type Fixture, tableFor } from './fixture.ts'
import { fixtureKinds } from './fixtures/index.ts'
import { promises } from './promises.ts'

it('holds every kind of source to its promises', () => {
  expect(fixtureKinds.map(({ kind }) => kind)).toEqual(connectors.map(({ kind }) => kind))
})

describe.each(connectors.map((connector) => [connector.kind, connector] as const))('%s', (kind, connector) => {
  const found = fixtureKinds.find((each) => each.kind === kind)
  if (!found) throw new Error(`no fixture for ${kind}`)
  const table = tableFor(connector, found)
  let fixture: Fixture
  beforeAll(async () => {
    fixture = await found.start(connector, table)
  })
  afterAll(() => fixture[Symbol.asyncDispose]())

  for (const { id, owed, check } of promises) {
    it.skipIf(owed && !owed(connector))(id, () => check({ connector, fixture, table }))
  }
})
