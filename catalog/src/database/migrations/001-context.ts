import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** Who acts, as row-level security sees it: three settings that live for one transaction. Without them nobody is there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function jianmo.current_organization() returns uuid language sql stable as
      $$ select nullif(current_setting('jianmo.organization', true), '')::uuid $$;
    create function jianmo.current_person() returns uuid language sql stable as
      $$ select nullif(current_setting('jianmo.person', true), '')::uuid $$;
    create function jianmo.has_role(role text) returns boolean language sql stable as
      $$ select role = any(string_to_array(coalesce(current_setting('jianmo.roles', true), ''), ',')) $$;
    create function jianmo.is_signed_in() returns boolean language sql stable as
      $$ select jianmo.current_organization() is not null and jianmo.current_person() is not null $$;
    -- The server without a person: it may resolve sessions, end abandoned runs and admit the first administrator.
    create function jianmo.is_system() returns boolean language sql stable as
      $$ select jianmo.has_role('system') and jianmo.current_person() is null $$;

    create function jianmo.refuse_change() returns trigger language plpgsql as
      $$ begin raise exception 'jianmo: % is immutable', tg_table_name using errcode = 'JM001'; end $$;

    grant usage on schema jianmo to jianmo_app;
  `.execute(db)
}
