import { describe, expect, it } from 'vitest'
import { runsPastRetention } from './run-folder.ts'

const run = (id: string, mode: 'trial' | 'formal', state: string) => ({ id, mode, state })

describe('retention of run folders', () => {
  it('keeps the rows of the five newest finished trials and of every formal run', () => {
    const trials = ['t1', 't2', 't3', 't4', 't5', 't6', 't7'].map((id) => run(id, 'trial', 'finished'))
    const formal = ['f1', 'f2'].map((id) => run(id, 'formal', 'finished'))
    expect(runsPastRetention([...formal, ...trials])).toEqual(['t6', 't7'])
  })

  it('keeps nothing of a run that did not finish, and does not touch one that is under way', () => {
    const runs = [
      run('a', 'trial', 'computing'),
      run('b', 'formal', 'interrupted'),
      run('c', 'trial', 'cancelled'),
      run('d', 'trial', 'queued'),
    ]
    expect(runsPastRetention(runs)).toEqual(['b', 'c'])
  })
})
