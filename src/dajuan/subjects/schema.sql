-- What the register holds. Everything in it follows from the log's first `size` entries and the packs.

create table made (size integer not null, root text not null, packs text not null, latest text not null);
insert into made values (0, '', '', '');

-- The log's side: nothing is ever taken out, so that any earlier size of the log can be asked for.

-- Whoever an entry spoke of; code '' stands for a whole programme.
create table subject (id integer primary key, programme text not null, code text not null, unique (code, programme));

-- Every entry but declarations. `died`: the entry by which it was withdrawn or corrected.
create table fact (
  seq integer primary key, subject integer not null, kind text not null, actor text not null, at integer not null,
  died integer
);
create index fact_of on fact (subject, seq);

-- Every value that an entry gave: of a field by its key, the stage as '#stage', the opening as '#opened', a link as
-- '>relation'. A flag is a blob of one byte, so that it is no number.
create table held (
  subject integer not null, key text not null, on_day text not null, seq integer not null, value, died integer,
  primary key (subject, key, on_day, seq)
) without rowid;

-- Moves that another person has verified, and by which entry.
create table seen (seq integer not null, by_seq integer not null, died integer, primary key (seq, by_seq)) without rowid;
create index seen_by on seen (by_seq);

-- Who ever named whom, in a link, a reference or a credit code (then of no programme).
create table named (
  code text not null, programme text not null, subject integer not null, primary key (code, programme, subject)
) without rowid;

-- Which entries brought which file, by its SHA-256.
create table file (sha256 text not null, seq integer not null, primary key (sha256, seq)) without rowid;

-- The present: subjects that were opened, as they are by now.

create table row (
  id integer primary key, programme text not null, code text not null, name text not null, stage text not null,
  stage_on text, stage_seq integer, verified integer not null, since text not null, last integer not null,
  last_at text not null, fields text not null, links text not null, owners text not null
);
create unique index row_by_code on row (programme, code);
create index row_by_name on row (programme, name, code);
create index row_by_stage on row (programme, stage, code);
create index row_by_stage_and_day on row (programme, stage, stage_on, code);
create index row_by_stage_on on row (programme, stage_on, code);
create index row_by_since on row (programme, since, code);
create index row_by_last on row (programme, last, code);

-- How many of them are in each stage, so that nobody counts them.
create table tally (
  programme text not null, stage text not null, verified integer not null, many integer not null,
  primary key (programme, stage, verified)
) without rowid;

create table value (
  subject integer not null, key text not null, value not null, programme text not null, code text not null,
  primary key (subject, key)
) without rowid;
create index value_by on value (programme, key, value, code);

create table owner (
  subject integer not null, organisation text not null, programme text not null, code text not null,
  primary key (subject, organisation)
) without rowid;
create index owner_by on owner (organisation, programme, code);

create table site (
  subject integer not null, key text not null, programme text not null, west real not null, south real not null,
  east real not null, north real not null, geometry text not null, primary key (subject, key)
) without rowid;
create index site_by on site (programme, west, east, south, north);

-- Pairs of characters, see words.py.
create virtual table search using fts5 (code, name, organisations, tokenize = "unicode61 remove_diacritics 0");
