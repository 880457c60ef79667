import { addDays, later, monthsLater } from './calendar.ts'
import { addCase, addRuling, released, sentToPrison, servedInPlaceUntil } from './case.ts'
import type { Scenario } from './scenario.ts'

/** Looks like a lead to a hasty eye and is none: nothing is expected of any of them. */
export const traps: readonly Scenario[] = [
  {
    name: '余刑恰三个月，看守所代为执行',
    plant: (w) => addCase(w, { received: '2026-09-10', sentenceEnd: servedInPlaceUntil('2026-09-10') }),
  },
  { name: '月末收文余刑三个月', plant: (w) => addCase(w, { received: '2026-08-31', sentenceEnd: '2026-11-30' }) },
  {
    name: '经批准留所服刑',
    plant: (w) => addCase(w, { received: addDays(w.runDate, -100), stay: { stay_flag: 'true' } }),
  },
  {
    name: '监狱书面拒收',
    plant: (w) => addCase(w, { received: addDays(w.runDate, -90), stay: { refusal_note_no: `拒收${w.serial()}号` } }),
  },
  {
    name: '减刑后余刑不足三个月',
    plant: (w) => {
      const received = addDays(w.runDate, -50)
      return addCase(w, {
        received,
        ruling: { type: 'commute', ruling_date: addDays(received, 10), new_end_date: addDays(received, 80) },
      })
    },
  },
  {
    name: '已裁定暂予监外执行，名册未销',
    plant: (w) => {
      const received = addDays(w.runDate, -80)
      return addCase(w, {
        received,
        stay: { medical_flag: 'true' },
        ruling: { type: 'temp_outside', ruling_date: addDays(received, 20) },
      })
    },
  },
  {
    name: '已裁定假释',
    plant: (w) => {
      const received = addDays(w.runDate, -85)
      return addCase(w, { received, ruling: { type: 'parole', ruling_date: addDays(received, 15) } })
    },
  },
  {
    name: '监狱已收押，名册未销',
    plant: (w) => {
      const received = addDays(w.runDate, -150)
      return addCase(w, { received, prison: { admit_date: addDays(received, 18) } })
    },
  },
  {
    name: '监狱已收押且刑期已满，名册未销',
    plant: (w) => {
      const received = addDays(w.runDate, -300)
      return addCase(w, {
        received,
        sentenceEnd: addDays(w.runDate, -20),
        prison: { admit_date: addDays(received, 15), release_date: addDays(w.runDate, -20), release_reason: '刑满' },
      })
    },
  },
  {
    name: '名册推送两次，一次尚未登记出所',
    plant: (w) => {
      const received = addDays(w.runDate, -130)
      const planted = addCase(w, { received, stay: sentToPrison(addDays(received, 14)) })
      const last = w.tables.T03.at(-1)
      if (last) {
        const open = {
          ...last.fact,
          status: 'in',
          release_date: null,
          release_reason: null,
          to_prison_date: null,
          prison_name: null,
        }
        w.tables.T03.push({ ...last, fact: open })
      }
      return planted
    },
  },
  {
    name: '判决推送两次，先一次尚未生效',
    plant: (w) => {
      const received = addDays(w.runDate, -60)
      const planted = addCase(w, { received, stay: sentToPrison(addDays(received, 20)) })
      const last = w.tables.T01.at(-1)
      if (last) w.tables.T01.push({ ...last, fact: { ...last.fact, effective_date: null } })
      return planted
    },
  },
  {
    name: '缓刑',
    plant: (w) =>
      addCase(w, { received: addDays(w.runDate, -100), judgment: { probation_flag: 'true', probation_months: '24' } }),
  },
  {
    name: '拘役',
    plant: (w) =>
      addCase(w, {
        received: addDays(w.runDate, -100),
        judgment: { main_penalty: 'short_detention', main_months: '5' },
      }),
  },
  {
    name: '管制',
    plant: (w) => addCase(w, { received: addDays(w.runDate, -100), judgment: { main_penalty: 'public_surveillance' } }),
  },
  {
    name: '判决在运行日之后生效',
    plant: (w) => addCase(w, { effective: addDays(w.runDate, 3), received: addDays(w.runDate, -60) }),
  },
  {
    name: '上诉中、未生效',
    plant: (w) => addCase(w, { received: addDays(w.runDate, -60), judgment: { effective_date: null } }),
  },
  { name: '恰在届满日', plant: (w) => addCase(w, { received: '2026-10-21' }) },
  {
    name: '届满日当天投送',
    plant: (w) => {
      const received = '2026-04-15'
      return addCase(w, { received, stay: sentToPrison(later(addDays(received, 30), monthsLater(received, 1))) })
    },
  },
  {
    name: '刑期恰于运行日届满',
    plant: (w) => addCase(w, { received: addDays(w.runDate, -50), sentenceEnd: w.runDate }),
  },
  {
    name: '法院恰在第十日发出',
    plant: (w) => {
      const effective = '2026-02-20'
      const received = addDays(effective, 12)
      return addCase(w, {
        effective,
        received,
        delivery: { sent_date: addDays(effective, 10) },
        stay: sentToPrison(addDays(received, 10)),
      })
    },
  },
  {
    name: '前案旧判与本次羁押无关',
    plant: (w) => {
      const person = w.person()
      addCase(w, { person, received: '2019-03-01', sentenceEnd: '2021-02-28', without: ['T03'] })
      return addCase(w, { person, received: addDays(w.runDate, -12) })
    },
  },
  {
    name: '判前取保、生效前已离所',
    plant: (w) => {
      const received = addDays(w.runDate, -70)
      return addCase(w, {
        received,
        stay: released(addDays(received, -60), 'bail'),
        judgment: { custody_status: 'bail' },
      })
    },
  },
  {
    name: '在押期间死亡',
    plant: (w) => addCase(w, { received: addDays(w.runDate, -70), stay: released(addDays(w.runDate, -50), 'death') }),
  },
  {
    name: '有裁定的监外执行',
    plant: (w) => {
      const out = addDays(w.runDate, -30)
      return addCase(w, {
        received: addDays(out, -14),
        stay: released(out, 'community'),
        ruling: { type: 'temp_outside', ruling_date: addDays(out, -1) },
      })
    },
  },
  {
    name: '撤销后又重新裁定监外执行',
    plant: (w) => {
      const out = addDays(w.runDate, -60)
      const planted = addCase(w, {
        received: addDays(out, -14),
        stay: released(out, 'community'),
        ruling: { type: 'temp_outside', ruling_date: addDays(out, -1) },
      })
      addRuling(w, planted.person, { type: 'revoke', ruling_date: addDays(out, 20) })
      addRuling(w, planted.person, { type: 'temp_outside', ruling_date: addDays(out, 45) })
      return planted
    },
  },
  {
    name: '刑满当日释放',
    plant: (w) => {
      const out = addDays(w.runDate, -25)
      return addCase(w, { received: addDays(out, -40), sentenceEnd: out, stay: released(out, 'served') })
    },
  },
  {
    name: '减刑后刑满释放',
    plant: (w) => {
      const out = addDays(w.runDate, -22)
      return addCase(w, {
        received: addDays(out, -29),
        stay: released(out, 'served'),
        ruling: { type: 'commute', ruling_date: addDays(out, -9), new_end_date: out },
      })
    },
  },
  { name: '非本院案件', plant: (w) => addCase(w, { received: addDays(w.runDate, -100), without: ['T19'] }) },
  {
    name: '本市看守所之间转押，末次已投送',
    plant: (w) => {
      const received = addDays(w.runDate, -140)
      const person = w.person()
      addCase(w, {
        person,
        received,
        without: ['T01', 'T02', 'T19'],
        stay: { ...released(addDays(received, -30), 'transfer'), judgment_received_date: null },
      })
      const planted = addCase(w, {
        person,
        received,
        stay: { admit_date: addDays(received, -30), ...sentToPrison(addDays(received, 15)) },
      })
      return planted
    },
  },
  {
    name: '名册刑期止日误写较早',
    plant: (w) => addCase(w, { received: addDays(w.runDate, -15), stay: { sentence_end: addDays(w.runDate, -30) } }),
  },
  {
    name: '同名不同人',
    plant: (w) => {
      const person = w.person()
      const namesake = { ...w.person(), name: person.name }
      addCase(w, { person: namesake, received: addDays(w.runDate, -60), sentenceEnd: addDays(w.runDate, 20) })
      return addCase(w, { person, received: addDays(w.runDate, -100), stay: sentToPrison(addDays(w.runDate, -85)) })
    },
  },
  {
    name: '监室号码被两人先后使用，本人已投送',
    plant: (w) => {
      const inmate = `X${w.serial()}`
      const received = addDays(w.runDate, -200)
      const planted = addCase(w, { received, stay: { inmate_no: inmate, ...sentToPrison(addDays(received, 9)) } })
      addCase(w, { received: addDays(w.runDate, -8), stay: { inmate_no: inmate } })
      return planted
    },
  },
]
