import { describe, expect, it } from 'vitest'
import { RouteError } from '../app/problem-of.ts'
import { draftOf, problemsOf, settingsOf } from './source-draft.ts'

describe('a draft of a source', () => {
  it('sends what was filled in of its own kind, without blanks around', () => {
    const draft = {
      ...draftOf('postgres'),
      settings: {
        postgres: { host: ' 10.0.0.8 ', port: 5432, schema: '', ssl: false, user: null },
        mysql: { host: 'x' },
      },
    }
    expect(settingsOf(draft)).toEqual({ host: '10.0.0.8', port: 5432, ssl: false })
  })

  it('finds which fields were refused, and none in another failure', () => {
    const problem = { field: 'host', label: { zh: '主机', en: 'Host' }, text: { zh: '请填写。', en: 'Missing.' } }
    const text = { zh: '不完整', en: 'incomplete' }
    const refused = new RouteError({ code: 'source-settings-invalid', text, data: { problems: [problem] } })
    expect(problemsOf(refused)).toEqual({ host: problem })
    expect(problemsOf(new RouteError({ code: 'name-taken', text, data: {} }))).toEqual({})
    expect(problemsOf(null)).toEqual({})
  })
})
