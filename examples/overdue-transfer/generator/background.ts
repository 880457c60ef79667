import { addDays, termEnd } from './calendar.ts'
import { addCase, released, sentToPrison } from './case.ts'
import type { Damage, World } from './world.ts'

const damages: readonly Damage[] = ['spreadsheet', 'zeros', 'unknown', 'checksum', 'short']

/** Ordinary people, who give neither leads nor 待补; a few ids are unusable, a few records were pushed twice. */
export function addBackground(world: World, people: number): void {
  for (let index = 0; index < people; index += 1) addOrdinary(world)
}

function addOrdinary(world: World): void {
  const { chance, runDate } = world
  const kind = chance.next()
  const spoilt = chance.happens(0.015)
  const person = world.person(spoilt ? { digits: true } : {})
  const table = chance.pick(['T01', 'T03', 'T03', 'T19'] as const)
  const about = spoilt ? { person, damage: { [table]: chance.pick(damages) } } : { person }

  if (kind < 0.5) {
    const received = addDays(runDate, -chance.between(40, 900))
    const out = addDays(received, chance.between(4, 25))
    const hasRecord = chance.happens(0.9)
    addCase(world, {
      ...about,
      received,
      stay: sentToPrison(out),
      ...(hasRecord ? { prison: { admit_date: out } } : {}),
    })
    if (chance.happens(0.03)) repeat(world)
  } else if (kind < 0.58) {
    addCase(world, { ...about, received: addDays(runDate, -chance.between(1, 25)) })
  } else if (kind < 0.72) {
    const received = addDays(runDate, -chance.between(90, 700))
    const end = addDays(received, chance.between(8, 80))
    addCase(world, { ...about, received, sentenceEnd: end, stay: released(end, 'served') })
  } else if (kind < 0.86) {
    const received = addDays(runDate, -chance.between(10, 900))
    addCase(world, {
      ...about,
      received,
      judgment: { probation_flag: 'true', probation_months: '24', custody_status: 'bail' },
      stay: released(addDays(received, -70), 'bail'),
    })
  } else if (kind < 0.93) {
    const effective = addDays(runDate, -chance.between(20, 900))
    addCase(world, {
      ...about,
      effective,
      received: addDays(effective, 5),
      sentenceEnd: termEnd(addDays(effective, -60), 4),
      judgment: { main_penalty: 'short_detention', main_months: '4' },
      stay: released(termEnd(addDays(effective, -60), 4), 'served'),
    })
  } else {
    addCase(world, {
      ...about,
      received: addDays(runDate, -chance.between(5, 60)),
      without: ['T01', 'T02', 'T03'],
      procCase: { stage: 'arrest_review', decision: '批准逮捕' },
    })
  }
}

function repeat(world: World): void {
  for (const table of ['T01', 'T02', 'T03'] as const) {
    const last = world.tables[table].at(-1)
    if (last) world.tables[table].push(last)
  }
}
