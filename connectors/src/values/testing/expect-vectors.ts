import { describe, expect, it } from 'vitest'
import type { Vector } from '../vector.ts'

type Call = (args: readonly unknown[]) => { readonly value: unknown; readonly reason: unknown }

/** One test a vector, named by the call and its reasoning. */
export function expectVectors(name: string, vectors: readonly Vector[], calls: Readonly<Record<string, Call>>): void {
  describe(`vectors of ${name}`, () => {
    it.each(
      vectors.map(
        (vector) => [`${vector.call}(${vector.args.map((arg) => JSON.stringify(arg)).join(', ')})`, vector] as const,
      ),
    )('%s', (_, { call, args, expected, reason, why }) => {
      const answer = calls[call]?.(args)
      expect({ value: answer?.value, reason: answer?.reason }, why).toEqual({ value: expected, reason })
    })
  })
}
