import { chinaCalendar } from '@jianmo/connectors/values'
import type { GraphDocument } from '../graph/index.ts'
import { createStageRunner, parse, planModel, type StageRunner } from '../planner/index.ts'
import { anchor } from './anchor-run.ts'
import {
  type CompileContext,
  type CompiledModel,
  type CompiledRun,
  noRun,
  type RunOf,
  type Statement,
  selectsOf,
} from './compiled.ts'
import { duckdb } from './dialects/index.ts'
import type { Emission } from './emit-plan.ts'
import { emit } from './emit-run.ts'
import { hashText } from './statement.ts'

/**
 * The whole chain, from a model's text to the texts of its run: parse, bind, lower, normalise, instrument, place, anchor, emit.
 * Total: with an error among the problems all lists are empty. The same input gives the same texts.
 */
export function compileModel(json: unknown, context: CompileContext): CompiledModel {
  const stages = createStageRunner(context.now)
  const document = stages.run(parse, json, null)
  const run = document && !hasError(stages.problems) ? runStages(document, context, stages) : noRun
  return { ...hashed(run), problems: stages.problems, needs: stages.needs, times: stages.times }
}

/** Everything a run executes, from a document that was read before. */
export function compileRun(document: GraphDocument, context: CompileContext): CompiledRun {
  const stages = createStageRunner(context.now)
  const run = runStages(document, context, stages)
  return { ...hashed(run), problems: stages.problems }
}

function runStages(document: GraphDocument, context: CompileContext, stages: StageRunner): RunOf<Statement> {
  const { plans, checked } = planModel(document, context, stages)
  if (hasError(stages.problems)) return noRun
  return stages.run(emit, stages.run(anchor, { checked, plans }, context), emissionOf(document, context))
}

const hasError = (problems: CompiledRun['problems']) => problems.some(({ severity }) => severity === 'error')

function hashed(run: RunOf<Statement>) {
  let hash: string | undefined
  return {
    ...run,
    get hash() {
      hash ??= hashText(
        selectsOf(run)
          .map((statement) => statement.hash)
          .join('\n'),
      )
      return hash
    },
  }
}

/** For the hub, with this run's parameter values over the document's, and the State Council's calendar unless another is given. */
export function emissionOf(document: GraphDocument, context: CompileContext): Emission {
  const given = Object.fromEntries(context.parameters.map(({ name, value }) => [name, value]))
  const values = document.parameters.map(({ name, value }) => [name, context.values?.[name] ?? given[name] ?? value])
  return {
    dialect: duckdb,
    values: Object.fromEntries(values),
    context: { calendar: context.calendar ?? chinaCalendar },
  }
}
