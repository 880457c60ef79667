import type { Language, ProposedType, Reading, Text } from '@jianmo/connectors/words'
import type { DiagnosisStepId, SourceSummary } from '@jianmo/engine/api'
import { semanticNames } from '../text/column-names.ts'

export const readingNames = {
  live: { zh: '数据库，实时只读', en: 'database, read live' },
  file: { zh: '文件，上传导入', en: 'uploaded files' },
  folder: { zh: '文件夹，自动收取', en: 'watched folder' },
  push: { zh: '对方推送', en: 'pushed records' },
} as const satisfies Record<Reading, Text>

export const healthNames = {
  ok: { zh: '正常', en: 'fine' },
  unknown: { zh: '未测试', en: 'not tested' },
  failing: { zh: '读不到', en: 'failing' },
} as const satisfies Record<SourceSummary['health'], Text>

export const stepNames = {
  listed: { zh: '地址已登记', en: 'Address is listed' },
  resolved: { zh: '域名解析', en: 'Name resolves' },
  connected: { zh: '端口连通', en: 'Port answers' },
  'signed-in': { zh: '登录', en: 'Login' },
  readable: { zh: '读取权限', en: 'Read permission' },
  tables: { zh: '表清单', en: 'List of tables' },
  folder: { zh: '文件夹可读', en: 'Folder can be read' },
  batches: { zh: '批次', en: 'Batches' },
} as const satisfies Record<DiagnosisStepId, Text>

export const proposedNames = {
  ...semanticNames,
  date: { zh: '日期', en: 'date' },
  timestamp: { zh: '时间', en: 'time' },
  integer: { zh: '整数', en: 'whole number' },
  decimal: { zh: '小数', en: 'decimal' },
} as const satisfies Record<ProposedType, Text>

/** Intervals that a person chooses from, in days; the longest of each kind, so that nobody is warned a day early. */
export const intervals = [
  { days: 1, label: { zh: '每天', en: 'daily' } },
  { days: 7, label: { zh: '每周', en: 'weekly' } },
  { days: 31, label: { zh: '每月', en: 'monthly' } },
  { days: 92, label: { zh: '每季度', en: 'quarterly' } },
  { days: 366, label: { zh: '每年', en: 'yearly' } },
] as const satisfies readonly { readonly days: number; readonly label: Text }[]

export function intervalText(days: number): Text {
  const known = intervals.find((interval) => interval.days === days)
  return known?.label ?? { zh: `每 ${days} 天`, en: `every ${days} days` }
}

/** How long ago, in the largest unit that says something: `刚刚`, `12 分钟前`, `3 天前`. */
export function formatAge(iso: string, now: number, language: Language): string {
  const minutes = Math.floor((now - Date.parse(iso)) / 60_000)
  if (Number.isNaN(minutes)) return iso
  const zh = language === 'zh'
  if (minutes < 1) return zh ? '刚刚' : 'just now'
  if (minutes < 60) return zh ? `${minutes} 分钟前` : `${minutes} min ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return zh ? `${hours} 小时前` : `${hours} h ago`
  const days = Math.floor(hours / 24)
  return zh ? `${days} 天前` : `${days} days ago`
}
