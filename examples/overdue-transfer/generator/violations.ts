import { addDays, monthsLater } from './calendar.ts'
import {
  addCase,
  addRuling,
  type CaseWish,
  type PlantedCase,
  released,
  sentToPrison,
  servedInPlaceUntil,
} from './case.ts'
import {
  expectBetweenLimits,
  expectHeldTooLong,
  expectLateDocuments,
  expectOverdue,
  expectReleasedEarly,
} from './expectations.ts'
import type { Scenario } from './scenario.ts'
import type { World } from './world.ts'

/** Documents received on `received`, never sent on (or on `act`): R1. */
function overdue(world: World, received: string, wish: CaseWish = {}, act?: string): PlantedCase {
  const planted = addCase(world, { received, ...wish, stay: { ...(act ? sentToPrison(act) : {}), ...wish.stay } })
  expectOverdue(world, planted, received, act)
  return planted
}

/** In custody on the run date although the sentence ended on `end`; short enough at receipt to be served in place. */
function heldTooLong(world: World, end: string, wish: CaseWish = {}): PlantedCase {
  const planted = addCase(world, { received: addDays(end, -60), sentenceEnd: end, ...wish })
  expectHeldTooLong(world, planted, end)
  return planted
}

export const violations: readonly Scenario[] = [
  { name: '超期数月仍在押', plant: (w) => overdue(w, addDays(w.runDate, -w.chance.between(70, 160))) },
  { name: '超期一年以上仍在押', plant: (w) => overdue(w, addDays(w.runDate, -w.chance.between(400, 600))) },
  { name: '届满日在新监狱法施行后', plant: (w) => overdue(w, '2026-10-05') },
  { name: '届满日恰为新监狱法施行首日', plant: (w) => overdue(w, '2026-10-01') },
  { name: '届满日恰为旧监狱法最后一日', plant: (w) => overdue(w, '2026-09-30') },
  { name: '一月三十一日收文（三十日晚于一个月）', plant: (w) => overdue(w, '2026-01-31', {}, '2026-03-05') },
  { name: '二月末日收文（一个月至三月末日）', plant: (w) => overdue(w, '2026-02-28', {}, '2026-04-01') },
  { name: '一月三十日收文（次月无该日）', plant: (w) => overdue(w, '2026-01-30', {}, '2026-03-15') },
  { name: '闰年二月二十九日收文', plant: (w) => overdue(w, '2024-02-29', {}, '2024-04-10') },
  {
    name: '迟到的投送：仅监狱收押记录可见',
    plant: (w) => {
      const planted = addCase(w, { received: '2025-10-31', prison: { admit_date: '2025-12-20' } })
      expectOverdue(w, planted, '2025-10-31', '2025-12-20')
      return planted
    },
  },
  {
    name: '无期徒刑',
    plant: (w) =>
      overdue(w, addDays(w.runDate, -w.chance.between(80, 200)), {
        sentenceEnd: null,
        judgment: { main_penalty: 'life', main_months: null },
      }),
  },
  {
    name: '死刑缓期执行',
    plant: (w) =>
      overdue(w, addDays(w.runDate, -w.chance.between(80, 200)), {
        sentenceEnd: null,
        judgment: { main_penalty: 'death_reprieve', main_months: null },
      }),
  },
  {
    name: '看守所未记收文日，以法院送达签收日为准',
    plant: (w) => {
      const received = addDays(w.runDate, -w.chance.between(50, 58))
      return overdue(w, received, { delivery: { received_date: received }, stay: { judgment_received_date: null } })
    },
  },
  {
    name: '判决登记十五位旧证号',
    plant: (w) =>
      overdue(w, addDays(w.runDate, -50), {
        person: w.person({ old: true }),
        spelling: { T01: 'fifteen', T03: 'plain' },
      }),
  },
  {
    name: '证号全角与小写 x',
    plant: (w) =>
      overdue(w, addDays(w.runDate, -55), {
        person: w.person({ x: true }),
        spelling: { T01: 'full-width', T03: 'lower-x' },
      }),
  },
  {
    name: '检察案号漏填，以证号加罪名碰撞',
    plant: (w) => overdue(w, addDays(w.runDate, -66), { judgment: { proc_case_no: null } }),
  },
  {
    name: '检察案号括号写法不同',
    plant: (w) => {
      const number = `${w.district === 'a' ? '甲' : '乙'}检刑诉[2026]${w.serial()}`
      return overdue(w, addDays(w.runDate, -48), { judgment: { proc_case_no: number } })
    },
  },
  {
    name: '余刑三个月又一日',
    plant: (w) => overdue(w, '2026-09-10', { sentenceEnd: addDays(servedInPlaceUntil('2026-09-10'), 1) }),
  },
  { name: '超期恰三十日（橙）', plant: (w) => overdue(w, '2026-09-21') },
  { name: '超期恰三十一日（红）', plant: (w) => overdue(w, '2026-09-20') },
  {
    name: '口头拒收、无书面说明',
    plant: (w) => overdue(w, addDays(w.runDate, -75), { stay: { prison_name: '省第一监狱' } }),
  },
  {
    name: '监狱旧收押记录属前案',
    plant: (w) =>
      overdue(w, addDays(w.runDate, -90), {
        prison: { admit_date: '2019-04-02', release_date: '2021-04-01', release_reason: '刑满' },
      }),
  },
  {
    name: '减刑裁定属前案',
    plant: (w) => overdue(w, addDays(w.runDate, -95), { ruling: { type: 'parole', ruling_date: '2018-06-01' } }),
  },
  {
    name: '撤销假释后仍未投送',
    plant: (w) => {
      const received = addDays(w.runDate, -120)
      const planted = overdue(w, received, { ruling: { type: 'parole', ruling_date: addDays(received, 5) } })
      addRuling(w, planted.person, { type: 'revoke', ruling_date: addDays(received, 25) })
      return planted
    },
  },
  {
    name: '监室号码被两人先后使用',
    plant: (w) => {
      const received = addDays(w.runDate, -85)
      const inmate = `X${w.serial()}`
      addCase(w, {
        received: addDays(received, -20),
        stay: { inmate_no: inmate, ...sentToPrison(addDays(received, -5)) },
      })
      return overdue(w, received, { stay: { inmate_no: inmate } })
    },
  },
  {
    name: '同一判决、名册、送达重复推送',
    plant: (w) => {
      const planted = overdue(w, addDays(w.runDate, -100))
      for (const table of ['T01', 'T02', 'T03'] as const) {
        const last = w.tables[table].at(-1)
        if (last) w.tables[table].push(last)
      }
      return planted
    },
  },
  {
    name: '后案已办结，不影响投送',
    plant: (w) => {
      const planted = overdue(w, addDays(w.runDate, -110))
      addCase(w, {
        person: planted.person,
        without: ['T01', 'T02', 'T03'],
        procCase: {
          accepted_date: addDays(w.runDate, -80),
          decision: '不起诉',
          decision_date: addDays(w.runDate, -50),
        },
      })
      return planted
    },
  },
  {
    name: '同案被告人均已生效',
    plant: (w) => {
      const planted = overdue(w, addDays(w.runDate, -105))
      addCase(w, {
        received: addDays(w.runDate, -105),
        judgment: { case_no: planted.caseNo },
        delivery: { case_no: planted.caseNo },
        stay: sentToPrison(addDays(w.runDate, -90)),
      })
      return planted
    },
  },
  { name: '两期限之间：今日恰在其间', plant: (w) => between(w, '2026-10-20') },
  { name: '两期限之间：二月内投送', plant: (w) => between(w, '2026-01-31', '2026-03-01') },
  { name: '两期限之间：三十日已过一个月未满', plant: (w) => between(w, '2026-07-15', '2026-08-15') },
  { name: '法院迟送一日', plant: (w) => lateDocuments(w, '2026-09-01', 11) },
  {
    name: '法院迟送多日',
    plant: (w) => lateDocuments(w, addDays(w.runDate, -w.chance.between(200, 300)), w.chance.between(25, 60)),
  },
  { name: '法院迟送（月末生效）', plant: (w) => lateDocuments(w, '2026-01-31', 12) },
  {
    name: '法院迟送且看守所超期',
    plant: (w) => {
      const effective = addDays(w.runDate, -120)
      const sent = addDays(effective, 20)
      const planted = overdue(w, addDays(sent, 3), { effective, delivery: { sent_date: sent } })
      expectLateDocuments(w, planted, sent)
      return planted
    },
  },
  { name: '刑期届满次日仍在押', plant: (w) => heldTooLong(w, addDays(w.runDate, -1)) },
  { name: '刑期届满多日仍在押', plant: (w) => heldTooLong(w, addDays(w.runDate, -w.chance.between(20, 60))) },
  {
    name: '名册刑期止日误写较晚',
    plant: (w) => heldTooLong(w, addDays(w.runDate, -9), { stay: { sentence_end: addDays(w.runDate, 21) } }),
  },
  {
    name: '减刑后刑期已满仍在押',
    plant: (w) => {
      const end = addDays(w.runDate, -4)
      const received = addDays(end, -70)
      const planted = addCase(w, {
        received,
        ruling: { type: 'commute', ruling_date: addDays(received, 30), new_end_date: end },
      })
      expectHeldTooLong(w, planted, end)
      return planted
    },
  },
  { name: '生效后取保、余刑未满', plant: (w) => early(w, addDays(w.runDate, -w.chance.between(40, 90)), 'bail') },
  {
    name: '未满即以刑满释放',
    plant: (w) => {
      const out = addDays(w.runDate, -45)
      return early(w, out, 'served', { sentenceEnd: addDays(out, 20), received: addDays(out, -30) })
    },
  },
  { name: '无裁定即转社区', plant: (w) => early(w, addDays(w.runDate, -33), 'community') },
  {
    name: '监外执行已撤销未收监',
    plant: (w) => {
      const out = addDays(w.runDate, -70)
      const planted = early(w, out, 'community')
      addRuling(w, planted.person, { type: 'temp_outside', ruling_date: addDays(out, -2) })
      addRuling(w, planted.person, { type: 'revoke', ruling_date: addDays(out, 40) })
      return planted
    },
  },
  {
    name: '无期徒刑生效后取保',
    plant: (w) =>
      early(w, addDays(w.runDate, -28), 'bail', {
        sentenceEnd: null,
        judgment: { main_penalty: 'life', main_months: null },
      }),
  },
  {
    name: '减刑后仍有余刑即释放',
    plant: (w) => {
      const out = addDays(w.runDate, -15)
      const end = addDays(out, 12)
      const planted = addCase(w, {
        received: addDays(out, -25),
        stay: released(out, 'served'),
        ruling: { type: 'commute', ruling_date: addDays(out, -10), new_end_date: end },
      })
      expectReleasedEarly(w, planted, out, end)
      return planted
    },
  },
]

function between(world: World, received: string, act?: string): PlantedCase {
  const planted = addCase(world, { received, stay: act ? sentToPrison(act) : {} })
  expectBetweenLimits(world, planted, received, act)
  return planted
}

/** Sent `late` days after effectiveness; the detention centre then does its part in time. */
function lateDocuments(world: World, effective: string, late: number): PlantedCase {
  const sent = addDays(effective, late)
  const received = addDays(sent, 2)
  const planted = addCase(world, {
    effective,
    received,
    delivery: { sent_date: sent, received_date: received },
    stay: sentToPrison(addDays(received, 12)),
  })
  expectLateDocuments(world, planted, sent)
  return planted
}

function early(world: World, out: string, reason: string, wish: CaseWish = {}): PlantedCase {
  const sentenceEnd = wish.sentenceEnd === undefined ? monthsLater(out, 14) : wish.sentenceEnd
  const planted = addCase(world, { received: addDays(out, -12), ...wish, sentenceEnd, stay: released(out, reason) })
  expectReleasedEarly(world, planted, out, sentenceEnd)
  return planted
}
