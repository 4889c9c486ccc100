"""``dajuan restore``: a zone out of a backup."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from dajuan.backups.progress import unseen
from dajuan.backups.restore import Restored, restore
from dajuan.backups.web_tables import web_address
from dajuan.cli import FOUND
from dajuan.cli.printing import put
from dajuan.cli.progress import progress_on_stderr


def run(options: Namespace) -> int:
    with progress_on_stderr("恢复 restore") as progress:
        done = restore(
            Path(options.file),
            Path(options.folder),
            database=options.database,
            web=not options.without_web,
            progress=progress or unseen,
        )
    put("\n".join(_told_en(done) if options.lang == "en" else _told(done)) + "\n", None)
    return FOUND if done.audit.faults else 0


def _told(done: Restored) -> list[str]:
    zone, manifest, found = done
    lines = [f"{one.where}：{one.zh}（备份时就是如此）" for one in found.faults]
    lines.append(f"{zone.title()}（{zone.code}）恢复到 {zone.folder}，台账在 {zone.database}")
    lines.append(
        f"备份时间 {manifest.taken_at}；{found.entries:,} 条记录、{found.evidence:,} 个佐证文件、{found.checkpoints:,} 个检查点"
        f"都核对过；根 {found.root.hex()}"
    )
    if not manifest.keys:
        lines.append("注意：备份里没有签名密钥，把原来的 keys/log.key 放回去才能再签检查点；不要用 dajuan init 另做。")
    if _has_other_accounts(done):
        lines.append(
            '注意：网页的账号在 web.sqlite 里，没有进 PostgreSQL；在 [web] 写 database = "web.sqlite" 接着用它。'
        )
    return lines


def _told_en(done: Restored) -> list[str]:
    zone, manifest, found = done
    lines = [f"{one.where}: {one.en} (so it was when it was backed up)" for one in found.faults]
    lines.append(f"{zone.title('en')} ({zone.code}) is restored in {zone.folder}, its ledger in {zone.database}")
    lines.append(
        f"Backed up at {manifest.taken_at}; {found.entries:,} entries, {found.evidence:,} evidence files and"
        f" {found.checkpoints:,} checkpoints were looked at; root {found.root.hex()}"
    )
    if not manifest.keys:
        lines.append(
            "Take care: the signing key is not in the backup. Put the old keys/log.key back to sign checkpoints again;"
            " do not make another with dajuan init."
        )
    if _has_other_accounts(done):
        lines.append(
            "Take care: the web application's accounts are in web.sqlite and not in PostgreSQL; to go on with them, say"
            ' database = "web.sqlite" under [web].'
        )
    return lines


def _has_other_accounts(done: Restored) -> bool:
    """The file came out of a zone on SQLite, and the zone is on PostgreSQL now."""
    return "zone/web.sqlite" in done.manifest.members and web_address(done.zone) is not None
