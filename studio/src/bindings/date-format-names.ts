import type { DateFormat, Text } from '@jianmo/connectors/words'

export const dateFormatNames = {
  auto: { zh: '自动识别', en: 'Recognise' },
  iso: { zh: '2026-05-28', en: '2026-05-28' },
  yyyymmdd: { zh: '20260528', en: '20260528' },
  'yyyy.m.d': { zh: '2026.5.28', en: '2026.5.28' },
  'yyyy/m/d': { zh: '2026/5/28', en: '2026/5/28' },
  yyyy年m月d日: { zh: '2026年5月28日', en: '2026年5月28日' },
  'd/m/yyyy': { zh: '28/5/2026（日/月/年）', en: '28/5/2026 (day/month/year)' },
  'm/d/yyyy': { zh: '5/28/2026（月/日/年）', en: '5/28/2026 (month/day/year)' },
  'excel-serial': { zh: 'Excel 序号', en: 'Excel serial number' },
} as const satisfies Record<DateFormat, Text>
