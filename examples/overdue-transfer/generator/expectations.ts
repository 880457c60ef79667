import { addDays, daysBetween, earlier, later, monthsLater } from './calendar.ts'
import type { PlantedCase } from './case.ts'
import type { RuleId, World } from './world.ts'

/** What a planted case must give, in the words of the rule and not of the engine. Limits: 30 days and one month. */
export const reasons = {
  noReceipt: '文书送达不明',
  beforeEffect: '收到文书日早于裁判生效日',
  medical: '病残待审：尚无暂予监外执行裁定',
  coDefendant: '同案被告人裁判未生效',
  otherCase: '另有未结案件，可能余罪漏罪或解回再审',
  noEnd: '刑期止日不明',
  notSent: '法院发出日期不明',
  moved: '已转其他看守所，本辖区无接收记录',
  noReason: '出所原因不明',
} as const

/** R1: past the later of the two limits. More than 30 days over is red. */
export function expectOverdue(world: World, planted: PlantedCase, received: string, act = world.runDate): void {
  const deadline = later(addDays(received, 30), monthsLater(received, 1))
  const days = daysBetween(deadline, act)
  push(world, planted, 'R1', 'violation', deadline, days, days > 30 ? 'red' : 'orange')
}

/** R1W: past the earlier limit, not past the later one. */
export function expectBetweenLimits(world: World, planted: PlantedCase, received: string, act = world.runDate): void {
  const deadline = earlier(addDays(received, 30), monthsLater(received, 1))
  push(world, planted, 'R1W', 'suspect', deadline, daysBetween(deadline, act), 'blue')
}

/** R2: documents left the court more than ten days after the judgment took effect. */
export function expectLateDocuments(world: World, planted: PlantedCase, sent: string): void {
  const deadline = addDays(planted.effective, 10)
  push(world, planted, 'R2', 'violation', deadline, daysBetween(deadline, sent), 'yellow')
}

/** R3: in custody after the last day of the sentence. */
export function expectHeldTooLong(world: World, planted: PlantedCase, end: string): void {
  push(world, planted, 'R3', 'violation', end, daysBetween(end, world.runDate), 'red')
}

/** R4: out before the sentence's last day. Life and death reprieve have no last day: no deadline, no days. */
export function expectReleasedEarly(world: World, planted: PlantedCase, out: string, end: string | null): void {
  push(world, planted, 'R4', 'violation', end, end === null ? null : daysBetween(out, end), 'orange')
}

export function expectUndetermined(world: World, planted: PlantedCase, rule: RuleId, reason: string): void {
  world.undetermined.push({ subject: planted.person.id, rule, reason })
}

function push(
  world: World,
  planted: PlantedCase,
  rule: RuleId,
  outcome: 'violation' | 'suspect',
  deadline: string | null,
  days: number | null,
  severity: 'red' | 'orange' | 'yellow' | 'blue',
): void {
  world.leads.push({ subject: planted.person.id, rule, outcome, deadline, days, severity })
}
