import type { Column, Text } from '@jianmo/connectors/words'
import { z } from 'zod'
import type { NodeSpec } from './node-spec.ts'

/**
 * Makes a node type from its one description. The result forgets the config's type: whoever calls `infer` or `lower`
 * passes what `config` parsed, so the pair stays sound.
 */
export function defineNode<Config extends Record<string, unknown>>(spec: NodeSpec<Config>): NodeSpec {
  return spec as unknown as NodeSpec
}

/** Config texts. Empty means "not filled in yet", which checking reports; a document stays readable. */
export const ConfigText = z.string().max(4000)
export const ColumnName = z.string().max(200)
export const ColumnNames = z.array(ColumnName).max(200)

/** A plan beside the output ports: rows that a run counts to tell the drawer something (`~undecided`). */
export const observed = (what: string) => `~${what}`

export const rowsPort = { label: { zh: '行', en: 'Rows' } } as const

export const quoted = (texts: readonly string[]): Text => ({ zh: texts.join('、'), en: texts.join(', ') })

export type Columns = readonly Column[]
