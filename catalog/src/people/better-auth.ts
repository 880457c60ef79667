import { betterAuth } from 'better-auth'
import { username } from 'better-auth/plugins'
import type { Pool } from 'pg'

export const leastPassword = 10
export const usernamePattern = /^[a-z][a-z0-9._-]{1,39}$/

export interface AuthOptions {
  /** Connection of jianmo_auth. */
  readonly url: string
  /** Signs the cookies; lies outside the database, so a stolen database holds no usable session. */
  readonly secret: string
  readonly https: boolean
}

/** The login library, as we use it: no routes of its own, no public sign-up, no mail, no telemetry. */
export function configureBetterAuth(pool: Pool, { secret, https }: Omit<AuthOptions, 'url'>) {
  return betterAuth({
    database: pool,
    secret,
    // Only its scheme matters: no route of the library is served.
    baseURL: https ? 'https://localhost' : 'http://localhost',
    telemetry: { enabled: false },
    logger: { level: 'error' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: leastPassword,
      maxPasswordLength: 128,
    },
    // 12 hours at most, whatever happens; a prosecutor signs in once a working day.
    session: { expiresIn: 12 * 60 * 60, disableSessionRefresh: true },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 40,
        usernameValidator: (name) => usernamePattern.test(name),
      }),
    ],
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: {
          // Browsers keep a __Host- cookie only over https.
          name: https ? '__Host-jianmo-session' : 'jianmo-session',
          attributes: { httpOnly: true, sameSite: 'strict', secure: https, path: '/' },
        },
      },
    },
  })
}
