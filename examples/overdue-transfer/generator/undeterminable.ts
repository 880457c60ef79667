import { addDays } from './calendar.ts'
import { addCase, released } from './case.ts'
import { expectUndetermined, reasons } from './expectations.ts'
import type { Scenario } from './scenario.ts'

/** A person would have to ask somebody before anything can be said: 待补. */
export const undeterminable: readonly Scenario[] = [
  {
    name: '签收与收文日均缺',
    plant: (w) => {
      const planted = addCase(w, {
        received: addDays(w.runDate, -90),
        delivery: { received_date: null, receipt_flag: 'false' },
        stay: { judgment_received_date: null },
      })
      expectUndetermined(w, planted, 'R1', reasons.noReceipt)
      return planted
    },
  },
  {
    name: '无送达记录且看守所未记收文日',
    plant: (w) => {
      const planted = addCase(w, {
        received: addDays(w.runDate, -95),
        without: ['T02'],
        stay: { judgment_received_date: null },
      })
      expectUndetermined(w, planted, 'R1', reasons.noReceipt)
      expectUndetermined(w, planted, 'R2', reasons.notSent)
      return planted
    },
  },
  {
    name: '收文日早于生效日',
    plant: (w) => {
      const effective = addDays(w.runDate, -70)
      const received = addDays(effective, -9)
      const planted = addCase(w, {
        effective,
        received,
        delivery: { sent_date: addDays(effective, 2), received_date: addDays(effective, 4) },
      })
      expectUndetermined(w, planted, 'R1', reasons.beforeEffect)
      return planted
    },
  },
  {
    name: '病残无裁定',
    plant: (w) => {
      const planted = addCase(w, { received: addDays(w.runDate, -75), stay: { medical_flag: 'true' } })
      expectUndetermined(w, planted, 'R1', reasons.medical)
      return planted
    },
  },
  {
    name: '同案被告人上诉',
    plant: (w) => {
      const received = addDays(w.runDate, -80)
      const planted = addCase(w, { received })
      addCase(w, {
        received,
        judgment: { case_no: planted.caseNo, effective_date: null },
        delivery: { case_no: planted.caseNo },
      })
      expectUndetermined(w, planted, 'R1', reasons.coDefendant)
      return planted
    },
  },
  {
    name: '另有后案审查中',
    plant: (w) => {
      const planted = addCase(w, { received: addDays(w.runDate, -88) })
      addCase(w, {
        person: planted.person,
        without: ['T01', 'T02', 'T03'],
        procCase: {
          stage: 'arrest_review',
          accepted_date: addDays(w.runDate, -20),
          decision: null,
          decision_date: null,
        },
      })
      expectUndetermined(w, planted, 'R1', reasons.otherCase)
      return planted
    },
  },
  {
    name: '刑满仍在押但另案羁押',
    plant: (w) => {
      const end = addDays(w.runDate, -12)
      const planted = addCase(w, { received: addDays(end, -40), sentenceEnd: end })
      addCase(w, {
        person: planted.person,
        without: ['T01', 'T02', 'T03'],
        procCase: { accepted_date: addDays(end, -5), decision: null, decision_date: null },
      })
      expectUndetermined(w, planted, 'R3', reasons.otherCase)
      return planted
    },
  },
  {
    name: '刑期止日两处均缺',
    plant: (w) => {
      const planted = addCase(w, { received: addDays(w.runDate, -77), sentenceEnd: null })
      expectUndetermined(w, planted, 'R1', reasons.noEnd)
      expectUndetermined(w, planted, 'R3', reasons.noEnd)
      return planted
    },
  },
  {
    name: '法院未记发出日',
    plant: (w) => {
      const planted = addCase(w, { received: addDays(w.runDate, -9), delivery: { sent_date: null } })
      expectUndetermined(w, planted, 'R2', reasons.notSent)
      return planted
    },
  },
  {
    name: '转往外市看守所',
    plant: (w) => {
      const planted = addCase(w, {
        received: addDays(w.runDate, -65),
        stay: released(addDays(w.runDate, -55), 'transfer'),
      })
      expectUndetermined(w, planted, 'R4', reasons.moved)
      return planted
    },
  },
  {
    name: '出所原因漏填',
    plant: (w) => {
      const planted = addCase(w, { received: addDays(w.runDate, -68), stay: released(addDays(w.runDate, -58), null) })
      expectUndetermined(w, planted, 'R4', reasons.noReason)
      return planted
    },
  },
  {
    name: '送达记录证号损坏',
    plant: (w) => {
      const planted = addCase(w, {
        received: addDays(w.runDate, -99),
        damage: { T02: 'checksum' },
        stay: { judgment_received_date: null },
      })
      expectUndetermined(w, planted, 'R1', reasons.noReceipt)
      expectUndetermined(w, planted, 'R2', reasons.notSent)
      return planted
    },
  },
]
