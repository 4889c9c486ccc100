-- The ledger in SQLite. An entry is its canonical bytes; every column beside them is computed from them by the database,
-- so that it cannot say anything else.
create table entry (
  seq integer primary key check (seq >= 0),
  data text not null,
  leaf blob not null check (length(leaf) = 32),
  programme text generated always as (json_extract(data, '$.programme')) virtual,
  subject text generated always as (json_extract(data, '$.subject')) virtual,
  recorded_at text generated always as (json_extract(data, '$.recorded_at')) virtual,
  key text generated always as (json_extract(data, '$.key')) virtual
);
create index entry_of_subject on entry (programme, subject);
create unique index entry_with_key on entry (key) where key is not null;

create trigger entry_is_never_changed before update on entry
begin select raise(abort, 'an entry is never changed'); end;
create trigger entry_is_never_dropped before delete on entry
begin select raise(abort, 'an entry is never dropped'); end;

create table log_node (
  level integer not null, place integer not null, hash blob not null, primary key (level, place)
) without rowid;
create table log_head (
  one integer primary key check (one = 1), size integer not null, edge blob not null, recorded_at text not null
);
insert into log_head values (1, 0, x'', '');

create table pack (
  programme text not null, version integer not null, sha256 text not null, text text not null,
  primary key (programme, version)
);
create trigger pack_is_never_changed before update on pack
begin select raise(abort, 'a version of a programme is never changed'); end;
pragma user_version = 1;
