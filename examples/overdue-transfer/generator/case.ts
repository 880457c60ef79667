import { addDays, monthsLater, termEnd } from './calendar.ts'
import type { Person } from './people.ts'
import type { Damage, Fact, Spelling, TableId, World } from './world.ts'

/** What differs from an ordinary case: custody before trial, three years, documents in time, still in the detention centre. */
export interface CaseWish {
  readonly person?: Person
  /** The day the detention centre received the documents; other days follow from it unless given. */
  readonly received?: string
  readonly effective?: string
  readonly sentenceEnd?: string | null
  readonly judgment?: Fact
  readonly delivery?: Fact
  readonly stay?: Fact
  readonly procCase?: Fact
  /** Left: in the prison's own record. */
  readonly prison?: Fact
  readonly ruling?: Fact
  readonly without?: readonly TableId[]
  readonly damage?: { readonly [Table in TableId]?: Damage }
  readonly spelling?: { readonly [Table in TableId]?: Spelling }
}

export interface PlantedCase {
  readonly person: Person
  readonly caseNo: string
  readonly procCaseNo: string
  readonly effective: string
  readonly sentenceEnd: string | null
}

const charges = ['盗窃罪', '诈骗罪', '故意伤害罪', '抢劫罪', '贩卖毒品罪', '危险驾驶罪', '寻衅滋事罪', '非法拘禁罪']
const words = {
  a: {
    court: '甲县人民法院',
    police: '甲县公安局',
    procuratorate: '甲检刑诉',
    courtMark: '甲0101',
    prison: '第一监狱',
    centre: 'JK',
  },
  b: {
    court: '乙县人民法院',
    police: '乙县公安局',
    procuratorate: '乙检刑诉',
    courtMark: '乙0202',
    prison: '第二监狱',
    centre: 'YK',
  },
} as const

/** Writes one person's records into the tables and returns what the scenario needs to say what it expects. */
export function addCase(world: World, wish: CaseWish = {}): PlantedCase {
  const { chance, district } = world
  const local = words[district]
  const person = wish.person ?? world.person()
  const received = wish.received ?? addDays(world.runDate, -10)
  const effective = wish.effective ?? addDays(received, -6)
  const serial = world.serial()
  const detained = addDays(effective, -150)
  const months = chance.between(26, 84)
  const sentenceEnd = wish.sentenceEnd === undefined ? termEnd(detained, months) : wish.sentenceEnd
  const caseNo = wish.judgment?.['case_no'] ?? `（${effective.slice(0, 4)}）${local.courtMark}刑初${serial}号`
  const procCaseNo = wish.procCase?.['proc_case_no'] ?? `${local.procuratorate}〔${effective.slice(0, 4)}〕${serial}号`
  const charge = chance.pick(charges)
  const write = (table: TableId, fact: Fact) =>
    wish.without?.includes(table) ||
    world.tables[table].push({ fact, damage: wish.damage?.[table], spelling: wish.spelling?.[table] })
  const identity = { person_name: person.name, id_no: person.id }

  write('T19', {
    proc_case_no: procCaseNo,
    stage: 'prosecution',
    police_case_no: `A${serial}`,
    ...identity,
    accepted_date: addDays(effective, -90),
    decision: '提起公诉',
    decision_date: addDays(effective, -65),
    charge,
    plea_flag: chance.happens(0.85) ? 'true' : 'false',
    sentencing_rec: null,
    handler_code: `J${chance.between(1, 9)}`,
    ...wish.procCase,
  })
  write('T01', {
    case_no: caseNo,
    proc_case_no: procCaseNo,
    ...identity,
    id_type: 'resident',
    birth_date: person.birth,
    sex: person.sex === '男' ? 'male' : 'female',
    charge,
    court_code: local.court,
    trial_level: '一审',
    pronounced_date: addDays(effective, -11),
    effective_date: effective,
    main_penalty: 'fixed_term',
    main_penalty_text: null,
    main_months: String(months),
    probation_flag: 'false',
    probation_months: null,
    dpr_months: null,
    fine_amount: String(chance.between(1, 30) * 1000),
    custody_status: 'in_custody',
    pre_custody_days: '150',
    sentence_start: detained,
    sentence_end: sentenceEnd,
    ...wish.judgment,
  })
  write('T02', {
    case_no: caseNo,
    id_no: person.id,
    doc_type: '执行通知书',
    to_agency: `${local.police}看守所`,
    sent_date: addDays(received, -3),
    received_date: addDays(received, -1),
    receipt_flag: 'true',
    ...wish.delivery,
  })
  write('T03', {
    inmate_no: `${local.centre}${effective.slice(0, 4)}${String(serial).padStart(5, '0')}`,
    ...identity,
    alias: null,
    id_type: 'resident',
    admit_date: detained,
    stage: '已决',
    charge,
    case_unit: local.police,
    judgment_received_date: received,
    sentence_end: sentenceEnd,
    status: 'in',
    release_date: null,
    release_reason: null,
    to_prison_date: null,
    prison_name: null,
    refusal_note_no: null,
    medical_flag: 'false',
    stay_flag: 'false',
    ...wish.stay,
  })
  if (wish.prison) {
    write('T04', {
      prison_code: local.prison,
      ...identity,
      admit_date: null,
      release_date: null,
      release_reason: null,
      dpr_notice_date: null,
      hukou_place: null,
      ...wish.prison,
    })
  }
  if (wish.ruling) addRuling(world, person, wish.ruling, wish.damage?.T05)
  return { person, caseNo, procCaseNo, effective, sentenceEnd }
}

export function addRuling(world: World, person: Person, fact: Fact, damage?: Damage): void {
  world.tables.T05.push({
    fact: {
      ruling_no: `刑更${world.serial()}号`,
      id_no: person.id,
      type: 'commute',
      ruling_date: null,
      effective_date: fact['ruling_date'] ?? null,
      new_end_date: null,
      new_dpr_months: null,
      ...fact,
    },
    damage,
  })
}

/** Facts of a stay that ended in prison on `day`. */
export function sentToPrison(day: string): Fact {
  return {
    status: 'out',
    release_date: day,
    release_reason: 'to_prison',
    to_prison_date: day,
    prison_name: '省第一监狱',
  }
}

export function released(day: string, reason: string | null): Fact {
  return { status: 'out', release_date: day, release_reason: reason }
}

/** Last day of the sentence for which the detention centre serves it in place: three months after receipt. */
export function servedInPlaceUntil(received: string): string {
  return monthsLater(received, 3)
}
