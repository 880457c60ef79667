export interface Credentials {
  readonly username: string
  readonly password: string
}

export interface SignIn extends Credentials {
  /** Address of the caller, kept with failures. */
  readonly ip: string
}

/** Password login with server-side sessions (better-auth behind it, in its own schema and database role). */
export interface Auth {
  /** Makes credentials; only for code that has checked that an administrator asked. No public sign-up exists.
   * @throws username-taken, username-not-valid, password-too-short (10 characters) */
  signUp(credentials: Credentials): Promise<{ readonly authUserId: string }>
  /** `cookies` are complete Set-Cookie header values. @throws sign-in-refused, sign-in-locked (10 failures in 15 min) */
  signIn(input: SignIn): Promise<{ readonly authUserId: string; readonly cookies: readonly string[] }>
  /** Whose session the request's Cookie header names. */
  sessionOf(headers: Headers): Promise<{ readonly authUserId: string } | null>
  /** Ends the session in the database; the returned Set-Cookie values clear the cookie. */
  signOut(headers: Headers): Promise<{ readonly cookies: readonly string[] }>
  /** Sets the password and ends all sessions of that user. */
  setPassword(authUserId: string, password: string): Promise<void>
  /** Deletes the credentials and sessions of that user. */
  remove(authUserId: string): Promise<void>
  close(): Promise<void>
}
