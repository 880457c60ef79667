import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** Models with their revisions, immutable versions, submissions, decisions, listings. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table model (
      id uuid primary key default gen_random_uuid(),
      organization_id uuid not null references organization,
      title text not null,
      summary text not null,
      revision integer not null default 1,
      origin_listing_id uuid,
      created_by uuid not null references person,
      created_at timestamptz not null default now(),
      updated_by uuid not null references person,
      updated_at timestamptz not null default now(),
      removed_at timestamptz,
      unique (organization_id, id)
    );
    -- Cloning twice gives the same model.
    create unique index model_one_clone on model (organization_id, origin_listing_id)
      where origin_listing_id is not null and removed_at is null;
    alter table model enable row level security;
    alter table model force row level security;
    create policy seen on model for select using (jianmo.is_signed_in() and organization_id = jianmo.current_organization());
    create policy made on model for insert with check (
      jianmo.is_signed_in() and organization_id = jianmo.current_organization() and jianmo.has_role('prosecutor'));
    create policy changed on model for update
      using (jianmo.is_signed_in() and organization_id = jianmo.current_organization() and jianmo.has_role('prosecutor'));
    grant select, insert, update (title, summary, revision, updated_by, updated_at, removed_at) on model to jianmo_app;

    create table model_revision (
      model_id uuid not null,
      organization_id uuid not null,
      revision integer not null,
      document json not null,
      saved_by uuid not null references person,
      saved_at timestamptz not null default now(),
      primary key (model_id, revision),
      foreign key (organization_id, model_id) references model (organization_id, id)
    );
    alter table model_revision enable row level security;
    alter table model_revision force row level security;
    create policy seen on model_revision for select
      using (jianmo.is_signed_in() and organization_id = jianmo.current_organization());
    create policy made on model_revision for insert with check (
      jianmo.is_signed_in() and organization_id = jianmo.current_organization() and saved_by = jianmo.current_person());
    create trigger model_revision_is_immutable before update or delete on model_revision
      for each row execute function jianmo.refuse_change();
    grant select, insert on model_revision to jianmo_app;

    create table listing (
      id uuid primary key default gen_random_uuid(),
      version_id uuid not null unique,
      model_id uuid not null,
      organization_id uuid not null references organization,
      organization_name text not null,
      version_number integer not null,
      title text not null,
      summary text not null,
      inputs json not null,
      clones integer not null default 0,
      listed_at timestamptz not null default now()
    );
    alter table model add foreign key (origin_listing_id) references listing;
    alter table listing enable row level security;
    alter table listing force row level security;
    create policy seen on listing for select using (jianmo.is_signed_in());
    create policy listed on listing for insert with check (jianmo.is_signed_in() and jianmo.has_role('provincial-admin'));
    create policy counted on listing for update using (jianmo.is_signed_in());
    grant select, insert, update (clones) on listing to jianmo_app;

    create table version (
      id uuid primary key default gen_random_uuid(),
      model_id uuid not null,
      organization_id uuid not null,
      number integer not null,
      title text not null,
      summary text not null,
      hash text not null,
      canonical text not null,
      document json not null,
      author_id uuid not null references person,
      author_name text not null,
      created_at timestamptz not null default now(),
      unique (model_id, number),
      unique (model_id, hash),
      unique (organization_id, id),
      foreign key (organization_id, model_id) references model (organization_id, id),
      check (hash = encode(sha256(convert_to(canonical, 'UTF8')), 'hex'))
    );
    alter table listing add foreign key (organization_id, version_id) references version (organization_id, id);
    alter table version enable row level security;
    alter table version force row level security;
    create policy seen on version for select using (
      jianmo.is_signed_in() and (
        organization_id = jianmo.current_organization()
        or jianmo.has_role('provincial-admin')
        or exists (select from listing where listing.version_id = version.id)));
    create policy made on version for insert with check (
      jianmo.is_signed_in() and organization_id = jianmo.current_organization()
      and jianmo.has_role('prosecutor') and author_id = jianmo.current_person());
    create trigger version_is_immutable before update or delete on version
      for each row execute function jianmo.refuse_change();
    grant select, insert on version to jianmo_app;

    create table submission (
      id uuid primary key default gen_random_uuid(),
      version_id uuid not null,
      organization_id uuid not null,
      organization_name text not null,
      note text not null,
      checks json not null,
      inputs json not null,
      submitted_by uuid not null references person,
      submitted_by_name text not null,
      submitted_at timestamptz not null default now(),
      unique (organization_id, id),
      foreign key (organization_id, version_id) references version (organization_id, id)
    );
    create index on submission (version_id);
    alter table submission enable row level security;
    alter table submission force row level security;
    create policy seen on submission for select using (
      jianmo.is_signed_in() and (organization_id = jianmo.current_organization() or jianmo.has_role('provincial-admin')));
    create policy made on submission for insert with check (
      jianmo.is_signed_in() and organization_id = jianmo.current_organization()
      and jianmo.has_role('prosecutor') and submitted_by = jianmo.current_person());
    create trigger submission_is_immutable before update or delete on submission
      for each row execute function jianmo.refuse_change();
    grant select, insert on submission to jianmo_app;

    create table decision (
      submission_id uuid primary key,
      organization_id uuid not null,
      decision text not null check (decision in ('approve', 'return')),
      reason text not null check (length(trim(reason)) > 0),
      decided_by uuid not null references person,
      decided_by_name text not null,
      decided_at timestamptz not null default now(),
      foreign key (organization_id, submission_id) references submission (organization_id, id)
    );
    alter table decision enable row level security;
    alter table decision force row level security;
    create policy seen on decision for select using (
      jianmo.is_signed_in() and (organization_id = jianmo.current_organization() or jianmo.has_role('provincial-admin')));
    create policy made on decision for insert with check (
      jianmo.is_signed_in() and jianmo.has_role('provincial-admin') and decided_by = jianmo.current_person());
    create trigger decision_is_immutable before update or delete on decision
      for each row execute function jianmo.refuse_change();
    grant select, insert on decision to jianmo_app;

    -- Four eyes: whoever wrote or submitted the version may not decide on it.
    create function jianmo.refuse_own_decision() returns trigger language plpgsql as $$
      begin
        if not exists (
          select from jianmo.submission s join jianmo.version v on v.id = s.version_id
          where s.id = new.submission_id and s.submitted_by <> new.decided_by and v.author_id <> new.decided_by
            and not exists (select from jianmo.model_revision r where r.model_id = v.model_id and r.saved_by = new.decided_by)
        ) then
          raise exception 'jianmo: the author may not decide' using errcode = 'JM002';
        end if;
        return new;
      end $$;
    create trigger decision_by_another before insert on decision
      for each row execute function jianmo.refuse_own_decision();

    -- Only an approved version is listed.
    create function jianmo.refuse_unapproved_listing() returns trigger language plpgsql as $$
      begin
        if not exists (
          select from jianmo.submission s join jianmo.decision d on d.submission_id = s.id
          where s.version_id = new.version_id and d.decision = 'approve'
        ) then
          raise exception 'jianmo: only an approved version is listed' using errcode = 'JM003';
        end if;
        return new;
      end $$;
    create trigger listing_of_approved before insert on listing
      for each row execute function jianmo.refuse_unapproved_listing();
  `.execute(db)
}
