import type { Column } from '@jianmo/connectors/words'
import { describe, expect, it } from 'vitest'
import { checkGraph, graph, table } from '../sql/testing/run-graph.ts'
import { identityColumns } from './identity-columns.ts'
import { specOf } from './index.ts'
import { proposeJoin } from './propose-join.ts'

const column = (name: string, more: Partial<Column> = {}): Column => ({
  name,
  label: { zh: name, en: name },
  type: 'text',
  sensitivity: 'internal',
  ...more,
})
const id = (name = 'id_no') => column(name, { semantic: 'resident-id', sensitivity: 'sensitive' })
const person = column('person_name', { semantic: 'person-name', sensitivity: 'personal' })
const caseNo = (name: string) => column(name, { semantic: 'case-number' })
const day = (name: string) => column(name, { type: 'date' })

describe('the keys that a join proposes', () => {
  it('are columns of one name and one telling meaning; people share names and offences', () => {
    const judged = [caseNo('case_no'), caseNo('proc_case_no'), person, id(), column('charge')]
    expect(proposeJoin(judged, [caseNo('case_no'), id(), person, column('charge')])?.keys).toEqual([
      { left: 'id_no', right: 'id_no' },
      { left: 'case_no', right: 'case_no' },
    ])
    expect(proposeJoin([person, column('charge')], [person, column('charge')])).toBeNull()
    expect(proposeJoin([caseNo('case_no')], [caseNo('police_case_no')])).toBeNull()
  })

  it('are the only resident id of either side, whatever it is called; of several none is guessed', () => {
    expect(proposeJoin([id('applicant_id')], [id()])?.keys).toEqual([{ left: 'applicant_id', right: 'id_no' }])
    expect(proposeJoin([id('husband_id'), id('wife_id')], [id()])).toBeNull()
  })

  it('never are an id as it was written where a normalised one is there', () => {
    expect(identityColumns([id(), id('id_no_raw')]).map(({ name }) => name)).toEqual(['id_no'])
    expect(proposeJoin([id(), id('id_no_raw')], [id(), id('id_no_raw')])?.keys).toEqual([
      { left: 'id_no', right: 'id_no' },
    ])
  })

  it('bring along what the left lacks, and nothing personal', () => {
    const right = [id(), person, column('alias', { sensitivity: 'personal' }), day('admit_date'), day('Sentence_End')]
    expect(proposeJoin([id(), day('sentence_end')], right)?.take).toEqual([{ from: 'admit_date', name: 'admit_date' }])
  })
})

const tables = [table('T1', { id_no: 'id', who: 'name', day: 'date' }), table('T2', { id_no: 'id', sent: 'date' })]
const sources = { a: ['source', { table: 'T1' }], b: ['source', { table: 'T2' }] } as const

describe('a join without keys', () => {
  it('says which it proposes and waits: the model does not run before somebody takes them', () => {
    const model = graph({ ...sources, j: ['join', {}, { left: 'a', right: 'b' }] })
    const { problems } = checkGraph(model, tables)
    expect(problems).toMatchObject([
      { code: 'keys-proposed', field: 'keys', zh: expect.stringContaining('id_no = id_no') },
    ])
  })

  it('takes no columns where both sides are not kept together', () => {
    const propose = (kind: string) =>
      specOf('join')?.propose?.({
        config: { kind, keys: [], take: [] },
        inputs: { left: [id()], right: [id(), day('sent')] },
        title: '',
      })
    expect(propose('left')).toMatchObject({ take: [{ from: 'sent', name: 'sent' }] })
    expect(propose('anti')).toEqual({ keys: [{ left: 'id_no', right: 'id_no' }] })
  })

  it('proposes nothing once a key was chosen', () => {
    const config = { kind: 'inner', keys: [{ left: 'id_no', right: '' }], take: [] }
    expect(specOf('join')?.propose?.({ config, inputs: { left: [id()], right: [id()] }, title: '' })).toBeNull()
  })
})

describe('what a fresh node takes from what arrives', () => {
  const prefill = (type: string, columns: readonly Column[], port = 'rows') => {
    const spec = specOf(type)
    return spec?.prefill?.({ config: spec.initial, inputs: { [port]: columns }, title: '超期投送' })
  }

  it('is the one resident id to be normalised; not one that is, nor one of two', () => {
    expect(prefill('normalise-identity', [person, id()])).toEqual({ column: 'id_no' })
    expect(prefill('normalise-identity', [id(), id('id_no_raw')])).toEqual({})
    expect(prefill('normalise-identity', [id('husband_id'), id('wife_id')])).toEqual({})
  })

  it('is the person whom a judge judges, and a first rule to be written', () => {
    expect(prefill('judge', [caseNo('case_no'), person, id(), id('id_no_raw')])).toMatchObject({
      subject: { id: 'id_no', name: 'person_name' },
      rules: [{ id: 'R1', title: '', when: '' }],
    })
    expect(prefill('judge', [id('husband_id'), id('wife_id'), person])).not.toHaveProperty('subject')
  })

  it('is the title of the model for its leads, and an empty column to be computed', () => {
    expect(prefill('lead-output', [id()], 'leads')).toEqual({ title: '超期投送' })
    expect(prefill('derive', [id()])).toEqual({ columns: [{ name: 'col_1', label: '', expression: '' }] })
  })
})
