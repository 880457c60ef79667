import { build, type ColumnId, type TypedExpression } from '../expression/index.ts'
import { columnOf, extend, keepAll, type Plan } from '../plan/index.ts'

const { call, choose, column, equal, isNotNull, isNull, text } = build

interface IdentityRequest {
  /** The column that holds the id as it was written. */
  readonly from: ColumnId
  /** Id of the new column with 18 characters or NULL. */
  readonly value: ColumnId
  /** Id of the new column that is NULL if the value is there, else one of `residentIdReasons`. */
  readonly reason: ColumnId
  readonly nodeId: string
}

/** Adds `value` and `reason` for a resident id. It takes six short steps instead of one expression, because every step is used several times. */
export function withIdentity(input: Plan, { from, value, reason, nodeId }: IdentityRequest): Plan {
  const origin = [nodeId]
  const at = (name: string) => `${value}/${name}`
  const step = (plan: Plan, added: Readonly<Record<string, TypedExpression>>): Plan =>
    extend(
      plan,
      Object.entries(added).map(([name, expression]) => ({ id: at(name), name: `__id_${name}`, expression })),
      origin,
    )
  const part = (name: string, type: 'text' | 'integer' | 'boolean') => column({ id: at(name), type })
  const clean = part('clean', 'text')
  const body = part('body', 'integer')
  const expected = part('check', 'text')
  const last = call('identity.last', 'text', clean)
  const isLong = equal(call('length', 'integer', clean), build.integer(18))

  const written = step(input, { text: call('identity.compact', 'text', column(columnOf(input, from))) })
  const cleaned = step(written, { clean: call('identity.clean', 'text', part('text', 'text')) })
  const digits = step(cleaned, { body: call('identity.body', 'integer', clean) })
  const checks = step(digits, {
    check: call('identity.check', 'text', body),
    birthday: call('identity.is-birthday', 'boolean', body),
  })
  const wrongCheck = call('<>', 'boolean', last, expected)
  const why = choose(
    'text',
    [
      { when: isNull(clean), gives: text('missing') },
      // Asked only where there are no digits: almost every id has them, and a number with an exponent does not.
      { when: build.allOf([isNull(body), call('identity.is-scientific', 'boolean', clean)]), gives: text('damaged') },
      { when: isNull(body), gives: text('bad-length') },
      {
        when: build.allOf([isLong, wrongCheck, call('identity.ends-in-zeros', 'boolean', clean)]),
        gives: text('damaged'),
      },
      { when: build.allOf([isLong, wrongCheck]), gives: text('bad-checksum') },
      // Permits of 81, 82, 83 and 9…: nothing may be derived from their other digits.
      { when: build.allOf([isLong, call('identity.is-permit', 'boolean', clean)]), gives: build.nullOf('text') },
      { when: build.not(part('birthday', 'boolean')), gives: text('bad-birth-date') },
    ],
    null,
  )
  const judged = extend(checks, [{ id: reason, name: '__id_reason', expression: why }], origin)
  const valid = choose(
    'text',
    [
      { when: isNotNull(column({ id: reason, type: 'text' })), gives: build.nullOf('text') },
      { when: isLong, gives: clean },
    ],
    call('identity.join', 'text', body, expected),
  )
  const internal = new Set(['text', 'clean', 'body', 'check', 'birthday'].map(at))
  return {
    op: 'project',
    input: judged,
    columns: [
      ...keepAll(judged).filter(({ id }) => !internal.has(id)),
      { id: value, name: '__id', expression: valid, verified: true },
    ],
    origin,
  }
}
