import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** Listed hosts, sources, logical tables, statutes, bindings. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table network_host (
      host text not null check (host ~ '^[A-Za-z0-9.:-]{1,253}$'),
      port integer not null check (port between 1 and 65535),
      listed_by uuid not null references person,
      listed_at timestamptz not null default now(),
      primary key (host, port)
    );
    alter table network_host enable row level security;
    alter table network_host force row level security;
    create policy seen on network_host for select using (jianmo.is_signed_in());
    create policy listed on network_host for insert
      with check (jianmo.is_signed_in() and jianmo.has_role('provincial-admin') and listed_by = jianmo.current_person());
    create policy unlisted on network_host for delete
      using (jianmo.is_signed_in() and jianmo.has_role('provincial-admin'));
    grant select, insert, delete on network_host to jianmo_app;

    create table source (
      id uuid primary key,
      organization_id uuid not null references organization,
      name text not null check (length(trim(name)) between 1 and 80),
      kind text not null,
      agency text not null,
      settings json not null,
      -- AES-256-GCM under secret.key, which lies outside the database.
      sealed bytea,
      health text not null default 'unknown' check (health in ('ok', 'unknown', 'failing')),
      health_text json,
      last_read_at timestamptz,
      created_by uuid not null references person,
      created_at timestamptz not null default now(),
      unique (organization_id, id),
      unique (organization_id, name)
    );
    alter table source enable row level security;
    alter table source force row level security;
    create policy seen on source for select using (jianmo.is_signed_in() and organization_id = jianmo.current_organization());
    create policy made on source for insert with check (
      jianmo.is_signed_in() and organization_id = jianmo.current_organization() and jianmo.has_role('data-administrator'));
    create policy noted on source for update using (jianmo.is_signed_in() and organization_id = jianmo.current_organization());
    create policy removed on source for delete using (
      jianmo.is_signed_in() and organization_id = jianmo.current_organization() and jianmo.has_role('data-administrator'));
    grant select, insert, delete, update (health, health_text, last_read_at) on source to jianmo_app;

    create table logical_table (
      id text not null,
      version integer not null,
      definition json not null,
      primary key (id, version)
    );
    create table statute (
      key text not null,
      in_force_from date,
      definition json not null,
      unique nulls not distinct (key, in_force_from)
    );
    alter table logical_table enable row level security;
    alter table logical_table force row level security;
    alter table statute enable row level security;
    alter table statute force row level security;
    create policy seen on logical_table for select using (jianmo.is_signed_in() or jianmo.is_system());
    create policy seeded on logical_table for insert with check (jianmo.is_system());
    create policy seen on statute for select using (jianmo.is_signed_in() or jianmo.is_system());
    create policy seeded on statute for insert with check (jianmo.is_system());
    grant select on logical_table, statute to jianmo_app;

    create table binding (
      organization_id uuid not null references organization,
      logical_table text not null,
      source_id uuid not null,
      document json not null,
      state text not null check (state in ('bound', 'broken')),
      problems json not null,
      saved_by uuid not null references person,
      saved_by_name text not null,
      saved_at timestamptz not null default now(),
      primary key (organization_id, logical_table),
      -- The source must be the same district's.
      foreign key (organization_id, source_id) references source (organization_id, id)
    );
    alter table binding enable row level security;
    alter table binding force row level security;
    create policy seen on binding for select using (jianmo.is_signed_in() and organization_id = jianmo.current_organization());
    create policy made on binding for insert with check (
      jianmo.is_signed_in() and organization_id = jianmo.current_organization() and saved_by = jianmo.current_person());
    create policy changed on binding for update
      using (jianmo.is_signed_in() and organization_id = jianmo.current_organization())
      with check (organization_id = jianmo.current_organization() and saved_by = jianmo.current_person());
    create policy removed on binding for delete using (jianmo.is_signed_in() and organization_id = jianmo.current_organization());
    grant select, insert, update, delete on binding to jianmo_app;
  `.execute(db)
}
