import { type NodeFamily, specOf } from '@jianmo/engine/nodes'

export type { NodeFamily }

/** The family of a node type; a type of a newer studio is drawn without colour. */
export function familyOf(type: string): NodeFamily | 'unknown' {
  return specOf(type)?.family ?? 'unknown'
}
