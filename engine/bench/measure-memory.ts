import { parseDocument } from '../src/graph/index.ts'
import { createInference } from '../src/planner/index.ts'
import { contextOf } from './compile-stages.ts'
import { largeModel, persons } from './large-model.ts'

/** Prints the heap that a parsed document and its types hold, in megabytes. Run with --expose-gc. */
const collect = (globalThis as { gc?: () => void }).gc ?? (() => {})
const heap = () => {
  collect()
  return process.memoryUsage().heapUsed / 1_048_576
}
const text = JSON.stringify(largeModel(Number(process.argv[2])))
const before = heap()
const { document } = parseDocument(text)
const parsed = heap()
const infer = createInference()
const inferred =
  document &&
  infer(
    document,
    contextOf(persons, () => 0),
  )
const typed = heap()
const round = (value: number) => Math.round(value * 10) / 10
process.stdout.write(JSON.stringify({ document: round(parsed - before), typed: round(typed - before) }))
// Both are still held here.
if (!inferred || infer.length === 0) process.exitCode = 1
