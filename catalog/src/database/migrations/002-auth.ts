import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** Tables of better-auth 1.7 with its username plugin (its column names are camel case), and the failures that lock
 * a username. Only jianmo_auth sees them; they belong to the owner role like everything else. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create schema auth;
    create table auth."user" (
      id text primary key,
      name text not null,
      email text not null unique,
      "emailVerified" boolean not null,
      image text,
      "createdAt" timestamptz not null default now(),
      "updatedAt" timestamptz not null default now(),
      username text unique,
      "displayUsername" text
    );
    create table auth.session (
      id text primary key,
      "expiresAt" timestamptz not null,
      token text not null unique,
      "createdAt" timestamptz not null default now(),
      "updatedAt" timestamptz not null,
      "ipAddress" text,
      "userAgent" text,
      "userId" text not null references auth."user" on delete cascade
    );
    create index on auth.session ("userId");
    create table auth.account (
      id text primary key,
      "accountId" text not null,
      "providerId" text not null,
      "userId" text not null references auth."user" on delete cascade,
      "accessToken" text,
      "refreshToken" text,
      "idToken" text,
      "accessTokenExpiresAt" timestamptz,
      "refreshTokenExpiresAt" timestamptz,
      scope text,
      password text,
      "createdAt" timestamptz not null default now(),
      "updatedAt" timestamptz not null
    );
    create index on auth.account ("userId");
    create table auth.verification (
      id text primary key,
      identifier text not null,
      value text not null,
      "expiresAt" timestamptz not null,
      "createdAt" timestamptz not null default now(),
      "updatedAt" timestamptz not null default now()
    );
    create table auth.sign_in_failure (
      id bigint generated always as identity primary key,
      username text not null,
      ip text not null,
      at timestamptz not null default now()
    );
    create index on auth.sign_in_failure (username, at);
  `.execute(db)
  for (const table of ['user', 'session', 'account', 'verification', 'sign_in_failure']) {
    const name = sql.id('auth', table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy login on ${name} to jianmo_auth using (true) with check (true)`.execute(db)
    await sql`grant select, insert, update, delete on ${name} to jianmo_auth`.execute(db)
  }
  await sql`grant usage on schema auth to jianmo_auth`.execute(db)
}
