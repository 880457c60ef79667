import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** How often new data are expected, how new they were when last looked at, and settings that can be mended. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table source
      add column expected_days integer check (expected_days between 1 and 400),
      add column newest_at timestamptz,
      add column checked_at timestamptz;
    grant update (newest_at, checked_at, name, agency, settings, sealed, expected_days) on source to jianmo_app;

    -- Everybody of the district notes health and readings; what a source is, only the data administrator changes.
    create function jianmo.guard_source_change() returns trigger language plpgsql as $$
    begin
      if (new.name, new.agency, new.settings::text, new.sealed, new.expected_days)
           is distinct from (old.name, old.agency, old.settings::text, old.sealed, old.expected_days)
         and not jianmo.has_role('data-administrator') then
        raise exception 'only a data administrator changes a source' using errcode = '42501';
      end if;
      return new;
    end $$;
    create trigger guarded before update on source for each row execute function jianmo.guard_source_change();
  `.execute(db)
}
