/** What a rule answers: a value, or none and why. A rule never throws, whatever it is given. */
export interface Outcome<Value, Reason extends string> {
  readonly value: Value | null
  readonly reason: Reason | null
}

export function found<Value>(value: Value): { readonly value: Value; readonly reason: null } {
  return { value, reason: null }
}

export function none<Reason extends string>(reason: Reason): { readonly value: null; readonly reason: Reason } {
  return { value: null, reason }
}
