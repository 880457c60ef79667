import type { GraphDocument } from '../graph/index.ts'
import { type Plan, pruneColumns, type SharePlan, visibleColumnsOf, withUniqueNames } from '../plan/index.ts'
import { checkModel, createInstrument, createNormalise, createPlacement, lowerModel } from '../planner/index.ts'
import { anchorScans } from './anchor-run.ts'
import { emissionOf } from './compile-run.ts'
import type { CompileContext, CompiledScan, Statement } from './compiled.ts'
import { withQueries } from './count-queries.ts'
import { emitPlan } from './emit-plan.ts'
import { formatSql, type SqlLine, tokensOf } from './format-sql.ts'
import { createSplit, pruneSteps } from './split-shares.ts'
import { toStatement } from './statement.ts'

/** The lines of a text that say what one node does. */
export interface SqlPart {
  readonly nodeId: string
  /** First and last line, from 1. */
  readonly from: number
  readonly to: number
}

/** One statement for all rows of an output, to be read and to be run by hand: every node is a named query of its own. */
export interface ReadableStatement {
  /** Formatted, values written out; it runs as it stands where the relations of `scans` are loaded. */
  readonly text: string
  readonly parts: readonly SqlPart[]
  readonly scans: readonly CompiledScan[]
}

/**
 * Writes the SQL of an output node by node. A run merges neighbours and moves filters (its texts are those of `nodeSql`); here
 * nothing crosses the border of a node, so that every part can be pointed at. Both give the same rows. Null if the node, or one
 * before it, has a problem.
 */
export function compileReadable(
  document: GraphDocument,
  context: CompileContext,
  { nodeId, port }: { readonly nodeId: string; readonly port: string },
): ReadableStatement | null {
  const checked = checkModel(document, context)
  const sourcesOf = new Map(checked.nodes.map(({ node, sources }) => [node.id, sources]))
  const borders = new Map<Plan, SharePlan>()
  const mark = (input: Plan, reader: string, at: string): Plan => {
    const from = sourcesOf.get(reader)?.[at]
    if (from === undefined) return input
    const border = borders.get(input) ?? shareOf(input, from)
    borders.set(input, border)
    return border
  }
  const { value } = lowerModel.run({ document, checked, mark }, context)
  const lowered = value[nodeId]?.[port]
  if (lowered === undefined) return null
  const [normalise, instrument, place] = [createNormalise(), createInstrument(), createPlacement(context)]
  // Its own name is not needed where nobody reads it.
  const placed = place(instrument(normalise(lowered.op === 'share' ? lowered.input : lowered)))

  const { steps, split } = createSplit()
  const whole = split(withUniqueNames(placed))
  const main = pruneColumns(whole, new Set(visibleColumnsOf(whole).map(({ id }) => id)))
  const kept = pruneSteps(steps, [main])
  const emission = emissionOf(document, context)
  const queries = kept.map(({ relation, plan }) => ({
    name: relation,
    query: emitPlan(plan, emission),
    // Parts multiply where two paths meet again; each is computed once.
    materialized: true,
  }))
  const statement = toStatement(withQueries(emitPlan(main, emission), queries), [])
  const titles = new Map(document.nodes.map(({ id, title }) => [id, title]))
  const named = [...kept.map((step) => step.nodeId), nodeId].map((id) => ({ id, title: titles.get(id) ?? id }))
  return { ...layOut(statement, named), scans: scansBelow(main, kept, anchorScans(checked.nodes, context)) }
}

const shareOf = (input: Plan, { node, port }: { readonly node: string; readonly port: string }): SharePlan =>
  input.op === 'share' ? input : { op: 'share', nodeId: node, port, name: port, input, origin: [node] }

function scansBelow(
  main: Plan,
  steps: readonly { readonly plan: Plan }[],
  scans: readonly CompiledScan[],
): readonly CompiledScan[] {
  const read = JSON.stringify([main, steps.map(({ plan }) => plan)])
  return scans.filter(({ relation }) => read.includes(JSON.stringify(relation)))
}

/** Formats a statement whose queries belong to `nodes` in order, and heads each with the title of its node. */
function layOut(
  statement: Statement,
  nodes: readonly { readonly id: string; readonly title: string }[],
): Pick<ReadableStatement, 'text' | 'parts'> {
  const tokens = tokensOf(statement.text)
  const starts = queryStarts(tokens.map(({ text }) => text))
  const written = tokens.map((token) => ({ ...token, text: writeOut(token.text, statement.parameters) }))
  const lines: string[] = []
  const parts: { nodeId: string; from: number; to: number }[] = []
  for (const line of formatSql(written)) {
    const at = starts.indexOf(line.firstToken)
    const node = nodes[at]
    if (node !== undefined) {
      lines.push(`${indentOf(line)}-- ${asComment(node.title)}`)
      parts.push({ nodeId: node.id, from: lines.length, to: lines.length })
    }
    // A text may hold line breaks of its own.
    lines.push(...line.text.split('\n'))
    const open = parts.at(-1)
    if (open !== undefined) open.to = lines.length
  }
  return { text: lines.join('\n'), parts }
}

const indentOf = ({ text }: SqlLine): string => text.slice(0, text.length - text.trimStart().length)

/** A title stays within its line: what ends a line would end the comment. */
const asComment = (title: string): string => title.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')

/** The tokens at which the named queries and, last, the statement itself begin. */
function queryStarts(texts: readonly string[]): readonly number[] {
  if (texts[0]?.toLowerCase() !== 'with') return [0]
  const starts = [1]
  let depth = 0
  for (const [index, text] of texts.entries()) {
    if (text === '(') depth += 1
    if (text === ')') depth -= 1
    if (depth !== 0) continue
    if (text === ',') starts.push(index + 1)
    if (text.toLowerCase() === 'select') {
      starts.push(index)
      break
    }
  }
  return starts
}

/** A parameter as the value that it has; every other token as it is. */
function writeOut(token: string, parameters: Statement['parameters']): string {
  if (!/^\$\d+$/.test(token)) return token
  const value = parameters[Number(token.slice(1)) - 1] ?? null
  if (value === null) return 'null'
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
}
