import type { Problem } from '@jianmo/connectors/words'

/** Something that a stage was not given: the caller fetches it and calls again (the stages themselves ask nobody). */
export type Need =
  | { readonly kind: 'table'; readonly table: string }
  | { readonly kind: 'binding'; readonly table: string }

/** What a stage gives: as much of a value as there can be, everything that is wrong, and what it lacked. */
export interface StageResult<Value> {
  readonly value: Value
  readonly problems: readonly Problem[]
  readonly needs: readonly Need[]
}

/** One pure step from a drawing to SQL: total, JSON in and out. */
export interface Stage<Input, Context, Value> {
  readonly name: StageName
  readonly run: (input: Input, context: Context) => StageResult<Value>
}

export const stageNames = ['parse', 'bind', 'lower', 'normalise', 'instrument', 'place', 'anchor', 'emit'] as const
export type StageName = (typeof stageNames)[number]

/** How long a stage took, in milliseconds of the clock that was given. */
export interface StageTime {
  readonly stage: StageName
  readonly milliseconds: number
}

export type StageRunner = ReturnType<typeof createStageRunner>

/** Runs stages one after the other: collects their problems and needs, and times them with a clock that the caller brings. */
export function createStageRunner(now: () => number = () => 0) {
  const problems: Problem[] = []
  const needs: Need[] = []
  const times: StageTime[] = []
  return {
    problems,
    needs,
    times,
    run<Input, Context, Value>(stage: Stage<Input, Context, Value>, input: Input, context: Context): Value {
      const started = now()
      const result = stage.run(input, context)
      times.push({ stage: stage.name, milliseconds: now() - started })
      problems.push(...result.problems)
      needs.push(...result.needs)
      return result.value
    },
  }
}

export const stage = <Input, Context, Value>(
  name: StageName,
  run: (input: Input, context: Context) => Value,
): Stage<Input, Context, Value> => ({
  name,
  run: (input, context) => ({ value: run(input, context), problems: [], needs: [] }),
})
