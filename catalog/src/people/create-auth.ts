import { APIError } from 'better-auth/api'
import { openPool } from '../database/pool.ts'
import { catalogError } from '../errors.ts'
import type { Auth, Credentials } from './auth.ts'
import type { AuthOptions } from './better-auth.ts'
import { configureBetterAuth, leastPassword, usernamePattern } from './better-auth.ts'
import { clearAttempts, countAttempt } from './sign-in-failures.ts'

/** Password login in schema `auth`, through the role that sees nothing else. */
export function createAuth(options: AuthOptions): Auth {
  const pool = openPool(options.url, 4)
  const library = configureBetterAuth(pool, options)

  return {
    async signUp(credentials) {
      const { username, password } = checkCredentials(credentials)
      const { internalAdapter, password: passwords } = await library.$context
      const { rowCount } = await pool.query('select from auth."user" where username = $1', [username])
      if (rowCount !== 0) throw catalogError('username-taken', { username })
      const user = await internalAdapter.createUser(
        { name: username, email: `${username}@jianmo.invalid`, emailVerified: false, username },
        { method: 'email' },
      )
      await internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: await passwords.hash(password),
      })
      return { authUserId: user.id }
    },

    async signIn(input) {
      const username = input.username.trim().toLowerCase()
      if (!usernamePattern.test(username)) throw catalogError('sign-in-refused', {})
      await countAttempt(pool, username, input.ip)
      try {
        const { headers, response } = await library.api.signInUsername({
          body: { username, password: input.password },
          returnHeaders: true,
        })
        if (response === null) throw catalogError('sign-in-refused', {})
        await clearAttempts(pool, username)
        return { authUserId: response.user.id, cookies: headers.getSetCookie() }
      } catch (cause) {
        if (cause instanceof APIError && cause.statusCode < 500) throw catalogError('sign-in-refused', {}, { cause })
        throw cause
      }
    },

    async sessionOf(headers) {
      const session = await library.api.getSession({ headers })
      return session === null ? null : { authUserId: session.user.id }
    },

    async signOut(headers) {
      const { headers: answer } = await library.api.signOut({ headers, returnHeaders: true })
      return { cookies: answer.getSetCookie() }
    },

    async setPassword(authUserId, password) {
      checkPassword(password)
      const { internalAdapter, password: passwords } = await library.$context
      await internalAdapter.updatePassword(authUserId, await passwords.hash(password))
      await internalAdapter.deleteUserSessions(authUserId)
    },

    async remove(authUserId) {
      // Sessions and accounts go with it (on delete cascade).
      await pool.query('delete from auth."user" where id = $1', [authUserId])
    },

    close: () => pool.end(),
  }
}

/** @throws username-not-valid, password-too-short */
export function checkCredentials(credentials: Credentials): Credentials {
  const username = credentials.username.trim().toLowerCase()
  if (!usernamePattern.test(username)) throw catalogError('username-not-valid', { username: credentials.username })
  return { username, password: checkPassword(credentials.password) }
}

function checkPassword(password: string): string {
  if (password.length < leastPassword || password.length > 128) {
    throw catalogError('password-too-short', { least: leastPassword })
  }
  return password
}
