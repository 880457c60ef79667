import { afterEach, beforeEach } from 'vitest'

/** The steps of a file are one thread: where one breaks, the next have nothing to stand on and are skipped. */
export function stopAtFirstFailure(): void {
  let broken = false
  afterEach(({ task }) => {
    broken ||= task.result?.state === 'fail'
  })
  beforeEach(({ skip }) => {
    if (broken) skip('an earlier step of the thread failed')
  })
}
