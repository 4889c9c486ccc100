-- The ledger in PostgreSQL: the tables of sqlite.sql, in its own words. `data` is text, not jsonb: the bytes are what is
-- hashed, and jsonb would write them anew.
create table entry (
  seq bigint primary key check (seq >= 0),
  data text not null,
  leaf bytea not null check (length(leaf) = 32)
);
create index entry_of_subject on entry ((data::jsonb ->> 'programme'), (data::jsonb ->> 'subject'));
create unique index entry_with_key on entry ((data::jsonb ->> 'key')) where data::jsonb ? 'key';

create function never() returns trigger language plpgsql as $$
begin raise exception '% of %: what is recorded is never changed', lower(tg_op), tg_table_name; end $$;
create trigger entry_is_never_changed before update or delete on entry for each row execute function never();
create trigger entry_is_never_emptied before truncate on entry for each statement execute function never();

create table log_node (level int not null, place bigint not null, hash bytea not null, primary key (level, place));
create table log_head (
  one int primary key check (one = 1), size bigint not null, edge bytea not null, recorded_at text not null
);
insert into log_head values (1, 0, '', '');

create table pack (
  programme text not null, version int not null, sha256 text not null, text text not null,
  primary key (programme, version)
);
create trigger pack_is_never_changed before update or delete on pack for each row execute function never();

create table ledger_version (version int not null);
insert into ledger_version values (1);
