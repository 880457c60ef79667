import { addDays } from './calendar.ts'
import { addCase, addRuling, sentToPrison } from './case.ts'
import type { Scenario } from './scenario.ts'
import type { Damage, TableId } from './world.ts'

/** Overdue people whose id is unusable in one table: they take no part in any collision and wait in 待核身份. */
const spoilt = (name: string, table: TableId, damage: Damage): Scenario => ({
  name,
  plant: (w) =>
    addCase(w, { person: w.person({ digits: true }), received: addDays(w.runDate, -100), damage: { [table]: damage } }),
})

export const identities: readonly Scenario[] = [
  spoilt('名册证号被表格软件改成科学记数', 'T03', 'spreadsheet'),
  spoilt('名册证号末三位变零', 'T03', 'zeros'),
  spoilt('名册证号“不详”', 'T03', 'unknown'),
  spoilt('名册证号空白', 'T03', 'missing'),
  spoilt('判决证号校验位错', 'T01', 'checksum'),
  spoilt('判决登记护照号', 'T01', 'passport'),
  spoilt('案件证号缺位', 'T19', 'short'),
  spoilt('案件证号空白', 'T19', 'missing'),
  {
    name: '监狱收押记录证号损坏，名册已登记投送',
    plant: (w) => {
      const received = addDays(w.runDate, -160)
      const out = addDays(received, 16)
      return addCase(w, { received, stay: sentToPrison(out), prison: { admit_date: out }, damage: { T04: 'checksum' } })
    },
  },
  {
    name: '裁定证号损坏，另有完好一份',
    plant: (w) => {
      const received = addDays(w.runDate, -82)
      const planted = addCase(w, { received, ruling: { type: 'parole', ruling_date: addDays(received, 9) } })
      addRuling(w, planted.person, { type: 'parole', ruling_date: addDays(received, 9) }, 'short')
      return planted
    },
  },
]
