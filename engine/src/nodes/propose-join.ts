import type { Column, SemanticType } from '@jianmo/connectors/words'
import { sameName } from '../schema/index.ts'
import type { Columns } from './define-node.ts'
import { identityColumns } from './identity-columns.ts'

/** Meanings that tell one person, case or body from another. Names of people do not: they share them. */
const telling: readonly SemanticType[] = ['resident-id', 'case-number', 'credit-code']

interface ProposedJoin {
  readonly keys: readonly { readonly left: string; readonly right: string }[]
  /** Columns of the right that the left has none of: never personal ones, which somebody has to ask for. */
  readonly take: readonly { readonly from: string; readonly name: string }[]
}

/**
 * What two inputs might be joined by: columns of one name and one telling meaning, and the only resident id of either side.
 * Null if there is nothing of the kind. It is a proposal: a wrong key joins the wrong people.
 */
export function proposeJoin(left: Columns, right: Columns): ProposedJoin | null {
  const keys = telling.flatMap((semantic) => pairs(columnsOf(left, semantic), columnsOf(right, semantic), semantic))
  if (keys.length === 0) return null
  const take = right
    .filter(({ name, sensitivity }) => {
      const own = left.some((column) => sameName(column.name, name)) || keys.some((key) => key.right === name)
      return !own && (sensitivity === 'public' || sensitivity === 'internal')
    })
    .map(({ name }) => ({ from: name, name }))
  return { keys, take }
}

function columnsOf(columns: Columns, semantic: SemanticType): Columns {
  return semantic === 'resident-id'
    ? identityColumns(columns)
    : columns.filter((column) => column.semantic === semantic && column.type === 'text')
}

function pairs(left: Columns, right: Columns, semantic: SemanticType): ProposedJoin['keys'] {
  const named = left.filter(({ name }) => right.some((column) => column.name === name))
  const pair = ({ name }: Column, other: Column) => ({ left: name, right: other.name })
  if (named.length > 0) return named.map((column) => pair(column, column))
  const [one, other] = [left[0], right[0]]
  const only = left.length === 1 && right.length === 1 && semantic === 'resident-id'
  return only && one && other ? [pair(one, other)] : []
}
