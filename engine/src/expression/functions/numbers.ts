import { Decimal } from '../datum.ts'

/** A number of any of the three types, as the reference holds it. */
export type AnyNumber = bigint | number | Decimal

/** As a decimal that is computed with exactly. */
export const numberOf = (value: AnyNumber): Decimal => new Decimal(typeof value === 'bigint' ? String(value) : value)
