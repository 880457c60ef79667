import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** Runs with what they read and the text that ran; leads with their evidence. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table run (
      id uuid primary key default gen_random_uuid(),
      organization_id uuid not null,
      model_id uuid not null,
      model_title text not null,
      mode text not null check (mode in ('trial', 'formal')),
      state text not null default 'queued'
        check (state in ('queued', 'reading', 'computing', 'finished', 'failed', 'cancelled', 'interrupted')),
      started_by uuid not null references person,
      started_by_name text not null,
      started_at timestamptz not null default now(),
      finished_at timestamptz,
      run_date date not null,
      parameters json not null,
      statutes json not null,
      version_id uuid references version,
      version_number integer,
      version_hash text not null,
      sql_hash text not null,
      -- Never null: a lease that compares as unknown would never run out.
      server_instance text not null,
      lease_until timestamptz not null default now() + interval '30 seconds',
      leads integer not null default 0,
      undetermined integer not null default 0,
      unidentified integer not null default 0,
      result json,
      problem json,
      unique (organization_id, id),
      foreign key (organization_id, model_id) references model (organization_id, id),
      check (mode = 'trial' or version_id is not null),
      check ((finished_at is null) = (state in ('queued', 'reading', 'computing')))
    );
    create index on run (organization_id, model_id, started_at desc);
    create index run_unfinished on run (lease_until) where finished_at is null;
    alter table run enable row level security;
    alter table run force row level security;
    create policy seen on run for select using (
      jianmo.is_system() or jianmo.is_signed_in() and organization_id = jianmo.current_organization());
    create policy started on run for insert with check (
      jianmo.is_signed_in() and organization_id = jianmo.current_organization()
      and jianmo.has_role('prosecutor') and started_by = jianmo.current_person());
    create policy moved on run for update using (
      jianmo.is_system() or jianmo.is_signed_in() and organization_id = jianmo.current_organization());
    grant select, insert,
      update (state, finished_at, lease_until, leads, undetermined, unidentified, result, problem) on run to jianmo_app;

    -- The table of runs/run.ts once more, where no caller can pass by.
    create function jianmo.check_run() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          if new.state <> 'queued' then
            raise exception 'jianmo: a run begins queued' using errcode = 'JM004';
          end if;
          if new.mode = 'formal' and not exists (
            select from jianmo.listing l join jianmo.version v on v.id = l.version_id join jianmo.model m on m.id = new.model_id
            where v.id = new.version_id and v.hash = new.version_hash
              and (v.model_id = m.id or l.id = m.origin_listing_id)
          ) then
            raise exception 'jianmo: a formal run needs an approved version' using errcode = 'JM005';
          end if;
        elsif new.state <> old.state and not (case new.state
            when 'reading' then old.state = 'queued'
            when 'computing' then old.state = 'reading'
            when 'finished' then old.state = 'computing'
            else old.state in ('queued', 'reading', 'computing') and new.state in ('failed', 'cancelled', 'interrupted')
          end) then
          raise exception 'jianmo: a run does not go from % to %', old.state, new.state using errcode = 'JM004';
        end if;
        return new;
      end $$;
    create trigger run_is_checked before insert or update on run for each row execute function jianmo.check_run();

    create table run_source (
      run_id uuid not null,
      organization_id uuid not null,
      node_id text not null,
      logical_table text not null,
      source_id uuid not null,
      source_name text not null,
      snapshot text not null,
      read_at timestamptz not null,
      rows bigint not null,
      counted bigint not null check (counted = rows),
      rejected bigint not null,
      primary key (run_id, node_id),
      foreign key (organization_id, run_id) references run (organization_id, id)
    );
    create table run_step (
      run_id uuid not null,
      organization_id uuid not null,
      position integer not null,
      node_id text not null,
      port text not null,
      relation text not null,
      node_ids text[] not null,
      text text not null,
      hash text not null check (hash = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
      primary key (run_id, position),
      foreign key (organization_id, run_id) references run (organization_id, id)
    );

    create table lead (
      id uuid primary key default gen_random_uuid(),
      organization_id uuid not null,
      model_id uuid not null,
      key text not null,
      state text not null check (state in ('new', 'still', 'gone')),
      subject_id text not null,
      subject_name text not null,
      severity text not null check (severity in ('red', 'orange', 'yellow', 'blue', 'green')),
      outcome text not null,
      deadline date,
      days integer,
      unit text,
      rules json not null,
      "values" json not null,
      timeline json not null,
      first_run_id uuid not null,
      run_id uuid not null,
      found_at timestamptz not null default now(),
      -- The same run again gives no second lead.
      unique (organization_id, model_id, key),
      unique (organization_id, id),
      foreign key (organization_id, model_id) references model (organization_id, id),
      foreign key (organization_id, first_run_id) references run (organization_id, id),
      foreign key (organization_id, run_id) references run (organization_id, id)
    );
    create table lead_sighting (
      run_id uuid not null,
      organization_id uuid not null,
      lead_id uuid not null,
      state text not null check (state in ('new', 'still', 'gone')),
      primary key (run_id, lead_id),
      foreign key (organization_id, run_id) references run (organization_id, id),
      foreign key (organization_id, lead_id) references lead (organization_id, id)
    );
    create index on lead_sighting (lead_id);
    -- A copy of source rows: no foreign key to the source, which may change or go.
    create table lead_evidence (
      lead_id uuid not null,
      organization_id uuid not null,
      position integer not null,
      node_id text not null,
      logical_table text not null,
      table_label json not null,
      source_id text not null,
      source_name text not null,
      batch text not null,
      row bigint not null,
      "values" json not null,
      primary key (lead_id, position),
      foreign key (organization_id, lead_id) references lead (organization_id, id)
    );
  `.execute(db)

  for (const table of ['run_source', 'run_step', 'lead', 'lead_sighting', 'lead_evidence']) {
    const own = table.startsWith('run')
      ? sql`jianmo.is_signed_in() and organization_id = jianmo.current_organization()`
      : sql`jianmo.is_signed_in() and organization_id = jianmo.current_organization() and jianmo.has_role('prosecutor')`
    const name = sql.id('jianmo', table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy own on ${name} using (${own}) with check (${own})`.execute(db)
    await sql`grant select, insert on ${name} to jianmo_app`.execute(db)
  }
  await sql`
    grant update (state, subject_name, severity, outcome, deadline, days, unit, rules, "values", timeline, run_id) on lead to jianmo_app;
    grant delete on lead_evidence to jianmo_app;
  `.execute(db)
}
