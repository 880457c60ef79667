import type { Text } from '@jianmo/connectors/words'
import type { IdentifierRules } from './dialect.ts'
import { whyUnprintable } from './sql-text.ts'

const bytes = (text: string) => new TextEncoder().encode(text).length

/** Rules of names: what no engine takes, the dialect's own length, and what else it does not keep. */
export function identifierRules(own: {
  readonly limit: IdentifierRules['limit']
  readonly foldsCase: boolean
  readonly whyNot?: (name: string) => Text | null
}): IdentifierRules {
  const { limit, foldsCase, whyNot } = own
  return {
    limit,
    foldsCase,
    whyUnfit(name) {
      if (name === '') return { zh: '名称不能为空', en: 'A name cannot be empty' }
      const unprintable = whyUnprintable(name)
      if (unprintable) return unprintable
      const length = limit?.units === 'bytes' ? bytes(name) : name.length
      if (limit && length > limit.count)
        return {
          zh: `名称过长：最多 ${limit.count} ${limit.units === 'bytes' ? '字节' : '个字'}`,
          en: `The name is too long: at most ${limit.count} ${limit.units}`,
        }
      return whyNot?.(name) ?? null
    },
  }
}
