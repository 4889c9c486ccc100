"""``dajuan log``: look at the log, verify it, sign checkpoints, prove to others that nothing was touched."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from dajuan.cli import FOUND
from dajuan.cli.log_show import show
from dajuan.cli.printing import put
from dajuan.cli.zone import opened, today_in
from dajuan.ledger.audit import Audit, Fault, audit
from dajuan.ledger.checkpoint import Checkpoint, checkpoint_of
from dajuan.ledger.kept import newest_kept, notes_in
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.note import NoteError, Verifier
from dajuan.ledger.proofs import proof_of_entry, proof_of_growth, root_at, signed_checkpoint
from dajuan.ledger.store import Reader
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import Zone
from dajuan.outputs.atomic import write_whole
from dajuan.outputs.contract import json_text
from dajuan.programmes.pack import Language


def run(options: Namespace) -> int:
    return _ACTIONS[options.action](options)


# Verify ----------------------------------------------------------------------------------------------------------


def _verify(options: Namespace) -> int:
    with opened(options) as (zone, ledger), ledger.store.reading() as reader:
        kept = notes_in(zone.checkpoints)
        verifier, faults = _verifier_of(zone, kept)
        found = audit(reader, zone.evidence(), kept, verifier, _progress())
        derived = _derived_faults(zone)
    every = [*found.faults, *faults, *derived]
    if options.format == "json" or (options.output or "").endswith(".json"):
        told = json_text(_object(found, every))
    else:
        told = "\n".join(_told(found, every, options.lang)) + "\n"
    put(told, options.output)
    return FOUND if every else 0


def _verifier_of(zone: Zone, kept: list[Path]) -> tuple[Verifier | None, list[Fault]]:
    """The public key; without it the checkpoints cannot be looked at, which is a fault of its own."""
    try:
        return zone.verifier(), []
    except (OSError, ValueError) as error:
        zh, en = (
            f"公钥读不出，{len(kept)} 个检查点没有查：{error}",
            f"no public key, {len(kept)} checkpoints not looked at: {error}",
        )
        return None, [Fault("keys/log.pub", zh, en)]


def _derived_faults(zone: Zone) -> list[Fault]:
    from dajuan.figures.copy import Copy

    return [
        Fault(
            f"derived/columns/{name}",
            "列式副本的文件不是写下时的样子：台账无碍，运行 dajuan rebuild 重建",
            "this file of the columnar copy is not as written: the ledger is not touched by it; run dajuan rebuild",
        )
        for name in Copy(zone.derived / "columns").faults()
    ]


def _progress() -> Callable[[int, int], None]:
    """Only for somebody who watches."""
    if not sys.stderr.isatty():
        return lambda done, of: None

    def told(done: int, of: int) -> None:
        print(f"\r{done:,} / {of:,}", end="" if done < of else "\n", file=sys.stderr, flush=True)

    return told


def _told(found: Audit, faults: list[Fault], language: Language) -> list[str]:
    zh = language == "zh"
    lines = [f"{one.where}：{one.zh}" if zh else f"{one.where}: {one.en}" for one in faults]
    looked = (
        f"查了 {found.entries:,} 条记录、{found.evidence:,} 个佐证文件、{found.checkpoints:,} 个检查点；根 {found.root.hex()}"
        if zh
        else f"Looked at {found.entries:,} entries, {found.evidence:,} evidence files, {found.checkpoints:,} checkpoints;"
        f" root {found.root.hex()}"
    )
    lines.append(looked)
    if found.spare:
        lines.append(
            f"另有 {found.spare:,} 个佐证文件没有记录提到，可能是被拒的导入留下的"
            if zh
            else f"{found.spare:,} evidence files are named by no entry; a refused import may have left them"
        )
    if faults:
        lines.append(f"有 {len(faults):,} 处不符" if zh else f"{len(faults):,} faults")
    else:
        lines.append("没有改动，没有缺失" if zh else "Nothing was changed, nothing is missing")
    if not found.checkpoints and found.entries:
        lines.append(
            "还没有检查点：dajuan log checkpoint 签一个，交给别人保存，才能证明没有整体重写过"
            if zh
            else "There is no checkpoint yet: sign one with dajuan log checkpoint and hand it to somebody else; without"
            " one, a log rewritten from end to end would not show"
        )
    return lines


def _object(found: Audit, faults: list[Fault]) -> dict[str, object]:
    return {
        "entries": found.entries,
        "root": found.root.hex(),
        "evidence": found.evidence,
        "checkpoints": found.checkpoints,
        "spare": found.spare,
        "faults": [{"where": one.where, "zh": one.zh, "en": one.en} for one in faults],
    }


# Checkpoints and proofs ------------------------------------------------------------------------------------------


def _checkpoint(options: Namespace) -> int:
    with opened(options) as (zone, ledger), ledger.store.reading() as reader:
        path, note = _signed_now(zone, reader)
        put(note, None)
        key = str(zone.signer().verifier)
    _aside(
        options.lang,
        f"存在 {path}；请把它交给园区之外的人保存，连同公钥 {key}",
        f"kept in {path}; hand it to somebody outside the zone, with the public key {key}",
    )
    return 0


def _signed_now(zone: Zone, reader: Reader) -> tuple[Path, str]:
    note = signed_checkpoint(reader, zone.origin, zone.signer())
    path = zone.checkpoints / f"{today_in(zone)}-{reader.head().size}.note"
    zone.checkpoints.mkdir(exist_ok=True)
    write_whole(path, note)
    return path, note


def _prove(options: Namespace) -> int:
    if (options.seq is None) == (options.since is None):
        raise LedgerError(
            "写第几条，或 --since 旧检查点，二者之一", "give an entry's number, or --since with an older checkpoint"
        )
    with opened(options) as (zone, ledger), ledger.store.reading() as reader:
        verifier = _public_key(zone)
        if options.since is not None:
            proof = _growth(options, zone, reader, verifier)
        else:
            proof = _inclusion(options, zone, ledger, reader, verifier)
    put(json_text(proof), options.output)
    name = options.output or "proof.json"
    held = options.since or options.checkpoint
    command = f"python3 verify.py {name} --key '{verifier}'" + (f" --held {held}" if held else "")
    _aside(
        options.lang,
        f"离线核验：dajuan log verifier -o verify.py，然后 {command}",
        f"to check it offline: dajuan log verifier -o verify.py, then {command}",
    )
    return 0


def _public_key(zone: Zone) -> Verifier:
    try:
        return zone.verifier()
    except (OSError, ValueError) as error:
        path = zone.folder / "keys" / "log.pub"
        raise LedgerError(
            f"公钥读不出：{path}；从备份恢复它", f"the public key cannot be read: {path}; restore it"
        ) from error


def _inclusion(options: Namespace, zone: Zone, ledger: Ledger, reader: Reader, verifier: Verifier) -> dict[str, object]:
    size = reader.head().size
    if not 0 <= options.seq < size:
        raise LedgerError(
            f"没有第 {options.seq} 条；日志有 {size} 条（从 0 起）",
            f"there is no entry {options.seq}; the log has {size}, from 0 on",
        )
    note, checkpoint = _under(options, zone, reader, verifier, options.seq + 1)
    _refuse_other_log(reader, checkpoint, options.checkpoint or "checkpoints/")
    return proof_of_entry(reader, options.seq, checkpoint.size, note, str(verifier))


def _growth(options: Namespace, zone: Zone, reader: Reader, verifier: Verifier) -> dict[str, object]:
    old, before = _note(Path(options.since), verifier)
    _refuse_other_log(reader, before, options.since)
    new, after = _under(options, zone, reader, verifier, max(before.size, reader.head().size))
    if after.size < before.size:
        raise LedgerError(
            f"新检查点（{after.size} 条）比旧的（{before.size} 条）还早",
            f"the newer checkpoint ({after.size}) is older ({before.size})",
        )
    _refuse_other_log(reader, after, options.checkpoint or "checkpoints/")
    return proof_of_growth(reader, before.size, after.size, (old, new), str(verifier))


def _under(options: Namespace, zone: Zone, reader: Reader, verifier: Verifier, least: int) -> tuple[str, Checkpoint]:
    """The checkpoint named; else the newest kept that reaches far enough; else one signed now."""
    if options.checkpoint:
        return _note(Path(options.checkpoint), verifier)
    if kept := newest_kept(zone.checkpoints, reader, verifier, least=least):
        return kept.note, kept.checkpoint
    path, note = _signed_now(zone, reader)
    _aside(options.lang, f"签了一个新检查点：{path}", f"signed a new checkpoint: {path}")
    return note, checkpoint_of(note, verifier)


def _note(path: Path, verifier: Verifier) -> tuple[str, Checkpoint]:
    try:
        note = path.read_text("utf-8")
        return note, checkpoint_of(note, verifier)
    except OSError as error:
        raise LedgerError(
            f"检查点打不开：{path}（{error.strerror}）", f"cannot open {path}: {error.strerror}"
        ) from error
    except (NoteError, UnicodeDecodeError) as error:
        raise LedgerError(
            f"{path} 不是本园区日志签的检查点：{error}", f"{path} is no checkpoint of this log: {error}"
        ) from error


def _refuse_other_log(reader: Reader, checkpoint: Checkpoint, where: str) -> None:
    """A checkpoint that is not of this log as it is now cannot be proved: it is the sign of a change."""
    size = reader.head().size
    if checkpoint.size > size:
        raise LedgerError(
            f"{where} 内有 {checkpoint.size} 条，日志现在只有 {size} 条：有记录丢了（是不是恢复了旧备份？）",
            f"{where} holds {checkpoint.size} entries, the log only {size}: entries are lost (an older backup restored?)",
        )
    if root_at(reader, checkpoint.size) != checkpoint.root:
        raise LedgerError(
            f"日志的前 {checkpoint.size} 条与 {where} 不符：已被改动，无法证明；dajuan log verify 查是哪一条",
            f"the first {checkpoint.size} entries are not those of {where}: they were changed and nothing can be proved;"
            " dajuan log verify says which",
        )


def _verifier(options: Namespace) -> int:
    """The program as it stands in the package, word for word."""
    put((files("dajuan.ledger") / "offline.py").read_text("utf-8"), options.output)
    return 0


def _aside(language: Language, zh: str, en: str) -> None:
    """What is no part of the answer goes to stderr, so that the answer can be piped."""
    print(f"dajuan: {zh if language == 'zh' else en}", file=sys.stderr)


_ACTIONS: dict[str, Callable[[Namespace], int]] = {
    "show": show,
    "verify": _verify,
    "checkpoint": _checkpoint,
    "prove": _prove,
    "verifier": _verifier,
}
