import { build, type TypedExpression } from '../expression/index.ts'
import { type Plan, type ProjectedColumn, visibleColumnsOf } from '../plan/index.ts'

const { call, choose, column, equal, isNotNull, isNull, text } = build

/** Every column of a relation, unchanged. Witness columns follow by themselves: the planner adds them. */
export function keepAll(plan: Plan): readonly ProjectedColumn[] {
  return visibleColumnsOf(plan).map(({ name, type, verified }) => ({
    name,
    expression: column(name, type),
    ...(verified ? { verified } : {}),
  }))
}

/**
 * Adds two columns for a resident id: `value` (18 characters or NULL) and `reason` (NULL if the value is there, else one of
 * `residentIdReasons`). It takes six short steps instead of one expression, because every step is used several times.
 */
export function withIdentity(
  input: Plan,
  {
    from,
    value,
    reason,
    nodeId,
  }: { readonly from: string; readonly value: string; readonly reason: string; readonly nodeId: string },
): Plan {
  const origin = [nodeId]
  const clean = column('__id_clean', 'text')
  const body = column('__id_body', 'integer')
  const expected = column('__id_check', 'text')
  const birthday = column('__id_birthday', 'boolean')

  const step = (plan: Plan, name: string, expression: TypedExpression): Plan => ({
    op: 'project',
    input: plan,
    columns: [...keepAll(plan), { name, expression }],
    origin,
  })
  const written = step(input, '__id_text', call('identity.compact', 'text', column(from, 'text')))
  const cleaned = step(written, '__id_clean', call('identity.clean', 'text', column('__id_text', 'text')))
  const digits = step(cleaned, '__id_body', call('identity.body', 'integer', clean))
  const checks: Plan = {
    op: 'project',
    input: digits,
    columns: [
      ...keepAll(digits),
      { name: '__id_check', expression: call('identity.check', 'text', body) },
      { name: '__id_birthday', expression: call('identity.is-birthday', 'boolean', body) },
    ],
    origin,
  }
  const isLong = equal(call('length', 'integer', clean), build.integer(18))
  const last = call('identity.last', 'text', clean)
  const why = choose(
    'text',
    [
      { when: isNull(clean), gives: text('missing') },
      // Asked only where there are no digits: almost every id has them, and a number with an exponent does not.
      {
        when: build.allOf([isNull(body), call('identity.is-scientific', 'boolean', clean)]),
        gives: text('damaged'),
      },
      { when: isNull(body), gives: text('bad-length') },
      {
        when: build.allOf([
          isLong,
          call('<>', 'boolean', last, expected),
          call('identity.ends-in-zeros', 'boolean', clean),
        ]),
        gives: text('damaged'),
      },
      { when: build.allOf([isLong, call('<>', 'boolean', last, expected)]), gives: text('bad-checksum') },
      // Permits of 81, 82, 83 and 9…: nothing may be derived from their other digits.
      { when: build.allOf([isLong, call('identity.is-permit', 'boolean', clean)]), gives: build.nullOf('text') },
      { when: build.not(birthday), gives: text('bad-birth-date') },
    ],
    null,
  )
  const judged = step(checks, reason, why)
  const valid = choose(
    'text',
    [
      { when: isNotNull(column(reason, 'text')), gives: build.nullOf('text') },
      { when: isLong, gives: clean },
    ],
    call('identity.join', 'text', body, expected),
  )
  const internal = new Set(['__id_text', '__id_clean', '__id_body', '__id_check', '__id_birthday', value])
  return {
    op: 'project',
    input: judged,
    columns: [
      ...keepAll(judged).filter(({ name }) => !internal.has(name)),
      { name: value, expression: valid, verified: true },
    ],
    origin,
  }
}
