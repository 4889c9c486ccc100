-- What was sent, what waits, what failed. Rows are never deleted: whoever was told is not told again.
create table notice (
  key text not null,
  channel text not null,
  contact text not null,               -- whose address it goes to: the recipient, or the office in his place
  thread text not null,
  data text not null,                  -- the notice, as JSON
  state text not null check (state in ('waiting', 'sending', 'sent', 'unsure', 'given-up', 'replaced',
                                         'withdrawn')),
  tries integer not null default 0,    -- refusals so far
  message text,                        -- the message it last went out with
  planned_at text not null,
  changed_at text not null,
  why_zh text not null default '',
  why_en text not null default '',
  primary key (key, channel)
) without rowid, strict;
create index notice_state on notice (state) where state <> 'sent';
create index notice_thread on notice (thread, channel) where state = 'waiting';

-- When something was handed over, for limits per minute; only the last minutes are kept.
create table attempt (lane text not null, at real not null) strict;
create index attempt_lane on attempt (lane, at);

-- Where nothing is tried until a moment, because it failed.
create table pause (
  place text primary key,              -- a channel's lane, or one address
  failures integer not null,
  until real not null,
  why_zh text not null,
  why_en text not null
) without rowid, strict;
