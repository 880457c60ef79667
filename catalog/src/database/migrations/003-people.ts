import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** Organizations, people, the first administrator's token, the append-only trail. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table organization (
      id uuid primary key default gen_random_uuid(),
      name text not null unique check (length(trim(name)) between 1 and 120),
      level text not null check (level in ('province', 'city', 'district')),
      parent_id uuid references organization,
      created_at timestamptz not null default now(),
      check ((level = 'province') = (parent_id is null))
    );
    -- One catalogue, one province.
    create unique index organization_one_province on organization (level) where level = 'province';
    alter table organization enable row level security;
    alter table organization force row level security;
    create policy seen on organization for select using (jianmo.is_signed_in() or jianmo.is_system());
    create policy made on organization for insert
      with check (jianmo.is_system() or jianmo.is_signed_in() and jianmo.has_role('provincial-admin'));
    grant select, insert on organization to jianmo_app;

    create table person (
      id uuid primary key default gen_random_uuid(),
      auth_user_id text not null unique,
      username text not null unique,
      name text not null check (length(trim(name)) between 1 and 80),
      organization_id uuid not null references organization,
      roles text[] not null check (roles <@ array['prosecutor', 'provincial-admin', 'data-administrator'] and cardinality(roles) > 0),
      disabled_at timestamptz,
      created_at timestamptz not null default now()
    );
    create index on person (organization_id);
    alter table person enable row level security;
    alter table person force row level security;
    create policy seen on person for select using (
      jianmo.is_system() or jianmo.is_signed_in()
      and (organization_id = jianmo.current_organization() or jianmo.has_role('provincial-admin')));
    create policy made on person for insert
      with check (jianmo.is_system() or jianmo.is_signed_in() and jianmo.has_role('provincial-admin'));
    create policy changed on person for update
      using (jianmo.is_signed_in() and jianmo.has_role('provincial-admin'));
    grant select, insert, update (disabled_at) on person to jianmo_app;

    create table first_administrator (
      id boolean primary key default true check (id),
      token_hash text not null,
      expires_at timestamptz not null,
      used_at timestamptz
    );
    alter table first_administrator enable row level security;
    alter table first_administrator force row level security;
    create policy system_only on first_administrator using (jianmo.is_system());
    grant select, insert, update on first_administrator to jianmo_app;

    create table audit (
      id bigint generated always as identity primary key,
      at timestamptz not null default now(),
      organization_id uuid,
      person_id uuid,
      action text not null,
      subject text,
      data json not null
    );
    alter table audit enable row level security;
    alter table audit force row level security;
    create policy written on audit for insert with check (
      jianmo.is_system()
      or jianmo.is_signed_in() and organization_id = jianmo.current_organization() and person_id = jianmo.current_person());
    create trigger audit_is_immutable before update or delete on audit
      for each row execute function jianmo.refuse_change();
    create trigger audit_is_not_truncated before truncate on audit
      for each statement execute function jianmo.refuse_change();
    grant insert on audit to jianmo_app;
  `.execute(db)
}
