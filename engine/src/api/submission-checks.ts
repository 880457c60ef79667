import type { SubmissionCheck, VersionInput } from '@jianmo/catalog'
import type { Column, Problem } from '@jianmo/connectors/words'
import type { GraphDocument } from '../graph/index.ts'
import { identityBinding, inferModel } from '../planner/index.ts'
import type { CompileContext } from '../sql/index.ts'
import type { MemberContext } from './context.ts'
import { compileContext, tablesOf } from './documents.ts'

export type InferredColumns = Readonly<Record<string, Readonly<Record<string, readonly Column[]>>>>

export function inferOf(ctx: MemberContext, document: GraphDocument) {
  const { tables, statutes } = ctx.house
  return inferModel(document, { tables, statutes, parameters: document.parameters })
}

/** A version is read without any district's binding: every column is taken as its own physical column. */
export function unboundContext(ctx: MemberContext, document: GraphDocument): CompileContext {
  const bindings = tablesOf(ctx.house, document).flatMap((id) => {
    const table = ctx.house.tables.find((each) => each.id === id)
    return table === undefined ? [] : [[id, identityBinding(table)] as const]
  })
  return compileContext(ctx.house, document, Object.fromEntries(bindings))
}

/** Which columns of which tables the model reads: the required ones, and every one that some node names. */
export function inputsOf(
  ctx: MemberContext,
  document: GraphDocument,
  columns: InferredColumns,
): readonly VersionInput[] {
  const written = JSON.stringify(document.nodes.map(({ config }) => config))
  return tablesOf(ctx.house, document).map((id) => {
    const table = ctx.house.tables.find((each) => each.id === id)
    const known = new Set(document.nodes.flatMap(({ id: nodeId }) => Object.keys(columns[nodeId] ?? {})))
    const named = (table?.columns ?? []).filter(
      ({ name, required }) => required || (known.size > 0 && hasWord(written, name)),
    )
    return { table: id, columns: named.map(({ name }) => name) }
  })
}

function hasWord(text: string, word: string): boolean {
  return new RegExp(`(?<![\\w])${word.replaceAll(/[^\w]/g, '\\$&')}(?![\\w])`, 'u').test(text)
}

/** What was looked at before a person looks: shown to the approver, all of them passed or the submission was refused. */
export function checksOf(
  document: GraphDocument,
  problems: readonly Problem[],
  inputs: readonly VersionInput[],
): readonly SubmissionCheck[] {
  const warnings = problems.filter(({ severity }) => severity === 'warning').length
  const columns = inputs.reduce((sum, input) => sum + input.columns.length, 0)
  return [
    {
      name: { zh: '模型完整，没有错误', en: 'The model is complete and has no errors' },
      passed: true,
      detail: {
        zh: `${document.nodes.length} 个节点，${warnings} 处提醒`,
        en: `${document.nodes.length} nodes, ${warnings} warnings`,
      },
    },
    {
      name: { zh: '不含个人信息、地址和口令', en: 'No personal data, addresses or secrets' },
      passed: true,
      detail: { zh: '已检查标题、便签、条件、参数', en: 'Titles, notes, conditions and parameters were read' },
    },
    {
      name: { zh: '只读取声明的数据', en: 'Reads only what it declares' },
      passed: true,
      detail: {
        zh: `${inputs.length} 张逻辑表，${columns} 列`,
        en: `${inputs.length} logical tables, ${columns} columns`,
      },
    },
  ]
}
