import { daysBetween } from './calendar.ts'
import type { Cell } from './physical.ts'
import type { Chance } from './random.ts'

export type DateStyle =
  | 'iso'
  | 'compact'
  | 'dots'
  | 'slash'
  | 'chinese'
  | 'midnight'
  | 'mixed'
  | 'sheet'
  | 'sheet-cells'
  | 'sql'

const empty = [null, null, '', '0000-00-00', '9999-12-31', '/']

/** Mixed: as several clerks wrote over the years. `sheet` adds real date cells and bare serials. `sql`: a date column. */
export function writeDate(day: string | null, style: DateStyle, chance: Chance): Cell {
  if (style === 'sql') return day ?? (chance.happens(0.3) ? '9999-12-31' : null)
  if (style === 'sheet-cells') return day === null ? null : { date: day }
  if (day === null) return style === 'mixed' || style === 'sheet' ? chance.pick(empty) : null
  const [year = '', month = '', date = ''] = day.split('-')
  const forms = {
    iso: () => day,
    compact: () => `${year}${month}${date}`,
    dots: () => `${year}.${Number(month)}.${Number(date)}`,
    slash: () => `${year}/${Number(month)}/${Number(date)}`,
    chinese: () => `${year}年${Number(month)}月${Number(date)}日`,
    midnight: () => `${day} 00:00:00`,
  } as const
  if (style !== 'mixed' && style !== 'sheet') return forms[style]()
  if (style === 'sheet' && chance.happens(0.5))
    return chance.happens(0.7) ? { date: day } : { number: daysBetween('1899-12-30', day) }
  return forms[chance.pick(['iso', 'iso', 'compact', 'dots', 'slash', 'chinese', 'midnight'] as const)]()
}
