import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** What agencies bring by themselves: credentials for pushing, and what the server notes about a delivery without a person. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table push_credential (
      id uuid primary key,
      organization_id uuid not null references organization,
      source_id uuid not null,
      label text not null check (length(trim(label)) between 1 and 80),
      -- SHA-256 of 256 random bits: nothing to guess, so no slow hash is needed.
      secret_hash bytea not null check (octet_length(secret_hash) = 32),
      -- Two may be valid at a time, so that an agency changes from one to the other without a gap.
      slot smallint not null check (slot in (1, 2)),
      created_by uuid not null references person,
      created_by_name text not null,
      created_at timestamptz not null default now(),
      last_used_at timestamptz,
      revoked_at timestamptz,
      foreign key (organization_id, source_id) references source (organization_id, id) on delete cascade
    );
    create index on push_credential (source_id);
    create unique index push_credential_two_at_a_time on push_credential (source_id, slot) where revoked_at is null;

    create function jianmo.check_push_credential() returns trigger language plpgsql as $$
      begin
        if old.revoked_at is not null then
          raise exception 'jianmo: a revoked credential stays revoked' using errcode = 'JM006';
        end if;
        return new;
      end $$;
    create trigger push_credential_is_checked before update on push_credential
      for each row execute function jianmo.check_push_credential();

    alter table push_credential enable row level security;
    alter table push_credential force row level security;
    create policy seen on push_credential for select using (
      jianmo.is_system() or jianmo.is_signed_in() and organization_id = jianmo.current_organization()
      and jianmo.has_role('data-administrator'));
    create policy made on push_credential for insert with check (
      jianmo.is_signed_in() and organization_id = jianmo.current_organization()
      and jianmo.has_role('data-administrator') and created_by = jianmo.current_person());
    create policy revoked on push_credential for update using (
      jianmo.is_signed_in() and organization_id = jianmo.current_organization()
      and jianmo.has_role('data-administrator'));
    create policy used on push_credential for update using (jianmo.is_system());
    grant select, insert, update (revoked_at, last_used_at) on push_credential to jianmo_app;

    -- The server itself sees only the sources to which something is delivered, and notes only how that went.
    create policy delivered_to on source for select using (jianmo.is_system() and kind in ('push', 'folder'));
    create policy delivered on source for update using (jianmo.is_system() and kind in ('push', 'folder'));
  `.execute(db)
}
