import type { Pool } from 'pg'
import { catalogError } from '../errors.ts'

const allowed = 10
const windowMinutes = 15

/**
 * Counts an attempt before the password is looked at, so that many at once cannot pass together; a right password
 * clears the count. The library has no lock-out of its own.
 * @throws sign-in-locked after 10 failures in 15 minutes
 */
export async function countAttempt(pool: Pool, username: string, ip: string): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`sign-in:${username}`])
    const { rows } = await client.query<{ seconds: number }>(
      `select extract(epoch from at + make_interval(mins => $2) - now())::float8 as seconds
       from auth.sign_in_failure where username = $1 and at > now() - make_interval(mins => $2)
       order by at desc offset $3 limit 1`,
      [username, windowMinutes, allowed - 1],
    )
    const [tenth] = rows
    if (tenth !== undefined)
      throw catalogError('sign-in-locked', { minutes: Math.max(1, Math.ceil(tenth.seconds / 60)) })
    await client.query(`delete from auth.sign_in_failure where username = $1 and at < now() - interval '1 day'`, [
      username,
    ])
    await client.query('insert into auth.sign_in_failure (username, ip) values ($1, $2)', [username, ip.slice(0, 100)])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

export async function clearAttempts(pool: Pool, username: string): Promise<void> {
  await pool.query('delete from auth.sign_in_failure where username = $1', [username])
}
