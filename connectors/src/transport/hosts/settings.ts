import { z } from 'zod'

const controlCharacter = /\p{Cc}/u
const plain = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => !controlCharacter.test(text))

/** Settings that every networked source has. Control characters end a field on the wire (a NUL in a PostgreSQL startup
 * message begins the next option), so no setting may hold one. */
export const HostName = z.string().trim().min(1).max(253)
export const PortNumber = z.number().int().min(1).max(65_535)
/** A name in the source: database, schema, user. */
export const SourceName = plain(80).trim().min(1)
export const SourcePassword = plain(500)
