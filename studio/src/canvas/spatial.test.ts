import { expect, it } from 'vitest'
import { nearestIn } from './spatial.ts'

const things = [
  { id: 'near-right', point: { x: 300, y: 20 } },
  { id: 'far-right', point: { x: 600, y: 0 } },
  { id: 'below', point: { x: 10, y: 190 } },
  { id: 'left-below', point: { x: -290, y: 190 } },
]
const from = { x: 0, y: 0 }

it('walks to the nearest thing in a direction, and stays where there is none', () => {
  expect(nearestIn(things, from, 'right')?.id).toBe('near-right')
  expect(nearestIn(things, from, 'down')?.id).toBe('below')
  expect(nearestIn(things, from, 'left')?.id).toBe('left-below')
  expect(nearestIn(things, from, 'up')).toBeNull()
})
