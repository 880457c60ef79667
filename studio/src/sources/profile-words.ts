import type { ColumnProfile, Text, Trust } from '@jianmo/connectors/words'
import { formatCount, formatShare } from '../text/format.ts'

/** How far a figure can be trusted, in words; exact ones need none. */
export function trustText(trust: Trust, sampledRows: number): Text | null {
  if (trust === 'exact') return null
  if (trust === 'estimated') return { zh: '估计', en: 'estimated' }
  return { zh: `${formatCount(sampledRows)} 行样本`, en: `sample of ${formatCount(sampledRows)} rows` }
}

/** `≈` before what was not counted. */
export function formatTrusted(count: number, trust: Trust): string {
  return `${trust === 'exact' ? '' : '≈ '}${formatCount(count)}`
}

/** A histogram in one sentence, for those who cannot see it. */
export function histogramText({ bins }: NonNullable<ColumnProfile['histogram']>): Text {
  const total = bins.reduce((sum, bin) => sum + bin.rows, 0)
  const most = bins.reduce<(typeof bins)[number] | null>((a, b) => (a === null || b.rows > a.rows ? b : a), null)
  if (most === null) return { zh: '没有值', en: 'no values' }
  const share = formatShare(most.rows, total)
  const [from, to] = [bins[0]?.from ?? '', bins.at(-1)?.to ?? '']
  return {
    zh: `从 ${from} 到 ${to}，分 ${bins.length} 段；最多的一段 ${most.from} 至 ${most.to}，占 ${share}`,
    en: `from ${from} to ${to} in ${bins.length} ranges; most (${share}) from ${most.from} to ${most.to}`,
  }
}

/** `2026-01-01 00:00:00` → `2026-01-01`; long decimals are cut to what an axis holds. */
export function axisText(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}[ T]/.test(value)) return value.slice(0, 10)
  if (/^-?\d+\.\d{3,}$/.test(value)) return Number(value).toFixed(2)
  return value.length > 16 ? `${value.slice(0, 15)}…` : value
}
