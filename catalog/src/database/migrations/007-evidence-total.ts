import { type Kysely, sql } from 'kysely'

/** A lead keeps no more source rows than a person reads; how many there are is kept beside them. NULL: all are kept. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table jianmo.lead add column evidence_total integer check (evidence_total >= 0);
    grant update (evidence_total) on jianmo.lead to jianmo_app;
  `.execute(db)
}
