"""A folder of made-up reports through ``dajuan read DIR``: throughput, memory, and a kill in the middle.

``python bench/folder.py --files 10000`` writes the reports to a temporary folder and prints, from this one run:

- files and characters per second of CPU, beside two floors on the same files: reading them and running the bare
  alternation of sixty units over them, and a plain loop of ``dajuan.read`` in one process;
- the peak memory of the parent and of the largest worker at a tenth of the files and at all of them;
- whether a run killed (SIGKILL, the whole process group) in the middle and begun again ends with the same bytes.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Thread
from typing import NamedTuple

import psutil

from language_speed import AMOUNTS

SAMPLE = 300
"""Files that the single-process loop and the floor are timed on."""

PLACES = ["云岭高新区", "云岭新城", "云岭科创园", "云溪片区", "南屏产业园", "松涛物流园", "碧湖新区", "青石镇"]
TRADES = [
    "新能源汽车",
    "电子信息",
    "生物医药",
    "高端装备",
    "现代物流",
    "新材料",
    "数字创意",
    "软件服务",
    "节能环保",
    "智能传感器",
]
VERBS = ["完成", "实现", "达到", "突破"]
HEADS = (
    ("综合实力稳步提升", "产业结构持续优化", "项目建设提速增效", "创新活力不断增强"),
    ("城市功能更加完善", "营商环境持续改善", "民生福祉不断增进", "生态底色更加鲜明"),
)
DONE = (
    "全年{place}地区生产总值{verb}{a}.{b}亿元，同比增长{c}.{b}%。",
    "{place}规模以上工业增加值增长{c}.{d}%，高于年初目标{e}个百分点，{trade}产业产值占比提高到{f}%。",
    "新签约{trade}项目{e}个，总投资{a}亿元，其中超{f}亿元项目{g}个。",
    "一般公共预算收入{verb}{f}.{d}亿元，税收占比{h}%，增速居全市第{g}位。",
    "{place}新增高新技术企业{f}家，累计达到{a}家；科技型中小企业入库{h}家，比上年多{e}家。",
    "{trade}园一期{f}万平方米标准厂房建成投用，入驻企业{e}家，吸纳就业{a}余人。",
    "投入{d}.{b}亿元改造老旧小区{e}个，惠及居民{a}户，{place}新建口袋公园{g}处、绿道{f}公里。",
    "空气质量优良天数{h2}天，PM2.5平均浓度{f}微克/立方米，下降{c}.{d}%。",
    "{place}新建{trade}中试基地{g}个，攻克关键技术{f}项，获授权发明专利{a}件。",
    "城镇新增就业{a}人，举办招聘会{f}场，登记失业率控制在{g}%以内。",
    "建成学校{g}所，新增学位{a}个；改扩建社区卫生服务中心{g}家，床位增加{f}张。",
    "盘活低效用地{a}亩，亩均税收由{e}万元提高到{f}万元。",
)
PLANNED = (
    "力争{place}地区生产总值增长{c}%左右，固定资产投资增长{c}.{d}%以上。",
    "{year}年计划新引进{trade}企业{f}家以上，到位资金不低于{a}亿元。",
    "一季度前开工{trade}项目{g}个，年底前建成投产{e}个，完成年度投资{f}亿元。",
    "{place}确保新建改建道路{f}条、{e}公里，{year}年6月底前全部通车。",
    "实施{trade}强链工程，培育专精特新企业{f}家，力争规模突破{a}亿元。",
    "加快{place}智慧化改造，推进“一网通办”，审批时限压缩{h}%。",
    "到{year}年底，{place}建成公共充电桩{a}个、5G基站{f}座。",
    "持续抓好安全生产和信访稳定，坚决守住不发生重大事故的底线。",
)
PROSE = (
    "坚持把{trade}作为{place}转型的主攻方向，围绕龙头企业补链延链，主动上门对接上下游配套，推动项目早落地、早开工、早见效，产业集聚的态势越来越清晰。",
    "{place}深化“放管服”改革，推行帮办代办和容缺受理，让数据多跑路、群众少跑腿，企业办事越来越方便，满意度稳步提升。",
    "紧盯重点领域和薄弱环节，压实属地、部门和企业责任，{place}安全生产形势总体平稳，社会大局保持和谐稳定。",
    "抢抓区域协同发展机遇，主动融入都市圈建设，{place}与周边园区在{trade}上的分工更加明确，人才、资金、技术的流动更加顺畅。",
    "同时也要看到，{place}发展中还存在不少困难：{trade}龙头企业不多，创新平台支撑不够，部分干部攻坚克难的本领有待增强，对此要高度重视，认真加以解决。",
    "{place}聚焦群众急难愁盼，从一件件具体的小事抓起，修路、通水、装灯、种树，家门口的变化看得见、摸得着，居民的获得感更加充实。",
    "以{trade}为重点，支持高校院所和企业共建联合实验室，推动科研人员走进车间、工程师走上讲台，科技成果在{place}转化落地的通道更加畅通。",
    "加强和改进党的建设，严格落实中央八项规定精神，整治形式主义为基层减负，{place}干部队伍的精气神明显提振。",
)
"""Most sentences of a real report hold no figure: with these the density is about that of real ones."""


def sentence(random: Random, forms: tuple[str, ...], year: int) -> str:
    """One sentence about 云岭, with figures of its own."""
    return random.choice(forms).format(
        place=random.choice(PLACES),
        trade=random.choice(TRADES),
        verb=random.choice(VERBS),
        year=year,
        a=random.randint(100, 4800),
        b=random.randint(0, 9),
        c=random.randint(3, 19),
        d=random.randint(1, 9),
        e=random.randint(2, 60),
        f=random.randint(11, 99),
        g=random.randint(2, 9),
        h=random.randint(30, 95),
        h2=random.randint(230, 330),
    )


def report(index: int) -> list[str]:
    """The paragraphs of one made-up report of 2,000 to 6,000 characters; the same index gives the same report."""
    random = Random(index)
    year, wanted = 2015 + index % 11, random.randint(2000, 6000)
    rows = [f"{random.choice(PLACES)}{year}年工作总结和{year + 1}年工作计划"]
    for part, (forms, of) in enumerate(((DONE, year), (PLANNED, year + 1))):
        rows.append(("一、", "二、")[part] + (f"{year}年工作回顾", f"{year + 1}年重点工作")[part])
        share, written, chapter = wanted * (0.6, 0.4)[part], 0, 0
        while written < share:
            if chapter < len(HEADS[part]):
                rows.append(f"（{'一二三四'[chapter]}）{HEADS[part][chapter]}")
            chapter += 1
            for _ in range(4):
                picked = [PROSE if random.random() < 0.55 else forms for _ in range(random.randint(2, 4))]
                rows.append("".join(sentence(random, these, of) for these in picked))
                written += len(rows[-1])
    return rows


def write_reports(folder: Path, files: int) -> int:
    """Mostly txt (one in ten of them gb18030), some md and docx. Returns the characters written."""
    shell = docx_shell()
    characters = 0
    for index in range(files):
        rows = report(index)
        characters += sum(map(len, rows))
        place = folder / f"{2015 + index % 11}"
        place.mkdir(parents=True, exist_ok=True)
        kind = index % 20
        if kind == 7:
            text = "# " + "\n\n".join(rows) + "\n"
            (place / f"r{index:06}.md").write_text(text, encoding="utf-8")
        elif kind in (3, 13):
            (place / f"r{index:06}.docx").write_bytes(docx(shell, rows))
        else:
            text = "\n\n".join(rows) + "\n"
            (place / f"r{index:06}.txt").write_bytes(text.encode("gb18030" if kind in (5, 15) else "utf-8"))
    return characters


def docx_shell() -> dict[str, bytes]:
    """The parts of an empty Word file, styles and all."""
    import docx as maker

    out = io.BytesIO()
    maker.Document().save(out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def docx(shell: dict[str, bytes], rows: list[str]) -> bytes:
    head, _, tail = shell["word/document.xml"].partition(b"<w:body>")
    body = "".join(f"<w:p><w:r><w:t>{row}</w:t></w:r></w:p>" for row in rows).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in shell.items():
            if name == "word/document.xml":
                content = head + b"<w:body>" + body + tail
            archive.writestr(name, content)
    return out.getvalue()


class Cost(NamedTuple):
    """What a run of the command took."""

    wall: float
    cpu: float
    parent: int
    worker: int
    """Peak resident memory of the parent and of the largest worker, in bytes."""


@dataclass
class Peak:
    """The most memory seen in a process and in its children, looked at every 50 ms."""

    parent: int = 0
    worker: int = 0

    def watch(self, pid: int) -> None:
        try:
            process = psutil.Process(pid)
            while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
                self.parent = max(self.parent, process.memory_info().rss)
                for child in process.children(recursive=True):
                    self.worker = max(self.worker, resident(child))
                time.sleep(0.05)
        except psutil.Error:
            return


def resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def command(folder: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "dajuan", "read", str(folder), "--format", "parquet", "-o", str(out)]


def run(folder: Path, out: Path) -> Cost:
    peak = Peak()
    begin = time.perf_counter()
    process = subprocess.Popen(command(folder, out), stderr=subprocess.PIPE, text=True)
    watcher = Thread(target=peak.watch, args=(process.pid,))
    watcher.start()
    said = process.stderr.read() if process.stderr else ""
    _, status, used = os.wait4(process.pid, 0)
    watcher.join()
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"the run failed: {said}")
    return Cost(time.perf_counter() - begin, used.ru_utime + used.ru_stime, peak.parent, peak.worker)


def killed_run(folder: Path, out: Path, parts: int) -> int:
    """Begin, kill the whole group when half the parts are there. Returns the parts that were finished then."""
    process = subprocess.Popen(command(folder, out), stderr=subprocess.DEVNULL, start_new_session=True)
    kept = out.with_name(out.name + ".parts")
    while process.poll() is None and len(list(kept.glob("*.done"))) < parts // 2:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return len(list(kept.glob("*.done")))


def floor_seconds(paths: list[Path]) -> float:
    """CPU seconds a file of opening it, decoding it and running the alternation of sixty units over it."""
    begin = time.process_time()
    for path in paths:
        data = path.read_bytes()
        if path.suffix == ".docx":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = archive.read("word/document.xml")
        try:
            text = data.decode()
        except UnicodeDecodeError:
            text = data.decode("gb18030")
        for _ in AMOUNTS.finditer(text):
            pass
    return (time.process_time() - begin) / len(paths)


def loop_seconds(paths: list[Path]) -> float:
    """CPU seconds a file of ``dajuan.read`` in a loop, nothing written."""
    import dajuan

    for path in paths[:20]:
        dajuan.read(path)
    begin = time.process_time()
    for path in paths:
        dajuan.read(path)
    return (time.process_time() - begin) / len(paths)


def speed(name: str, a_file: float, characters: float, ours: float) -> None:
    print(
        f"    {name:44} {1 / a_file:9,.0f} files/s {characters / a_file:12,.0f} chars/s  {ours / a_file:6.2f} x `read DIR`"
    )


def measured(place: Path, files: int) -> bool:
    folder, tenth = place / "reports", place / "tenth"
    begin = time.perf_counter()
    characters = write_reports(folder, files)
    write_reports(tenth, max(files // 10, 1))
    print(
        f"{files:,} reports, {characters:,} characters, written in {time.perf_counter() - begin:.0f} s; {os.cpu_count()} cores"
    )
    few, whole = run(tenth, place / "tenth.parquet"), run(folder, place / "whole.parquet")
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    some = paths[:: max(len(paths) // SAMPLE, 1)]
    ours, average = whole.cpu / files, characters / files
    print("  a second of CPU on one core")
    speed("floor: open, decode, alternation of 60 units", floor_seconds(some), average, ours)
    speed("dajuan.read in a loop, one process", loop_seconds(some), average, ours)
    speed("dajuan read DIR --format parquet", ours, average, ours)
    print(
        f"  by the clock: {whole.wall:.1f} s, {files / whole.wall:,.0f} files/s, {characters / whole.wall:,.0f} chars/s, "
        f"{whole.cpu / whole.wall:.2f} cores busy"
    )
    print("  peak memory, MB                         parent   largest worker")
    for count, cost in ((max(files // 10, 1), few), (files, whole)):
        print(f"    {count:>10,} files {'':22} {cost.parent / 2**20:8.0f} {cost.worker / 2**20:16.0f}")
    done = killed_run(folder, place / "killed.parquet", (files + 31) // 32)
    again = run(folder, place / "killed.parquet")
    same = (place / "killed.parquet").read_bytes() == (place / "whole.parquet").read_bytes()
    print(
        f"  kill -9 after {done} of {(files + 31) // 32} parts, resumed in {again.wall:.1f} s: "
        f"{'the same bytes' if same else 'OTHER BYTES'} ({(place / 'whole.parquet').stat().st_size:,})"
    )
    return same


def main() -> int:
    arguments = argparse.ArgumentParser(description="`dajuan read DIR` on made-up reports")
    arguments.add_argument("--files", type=int, default=10_000)
    arguments.add_argument("--keep", type=Path, help="a folder to work in and leave behind")
    options = arguments.parse_args()
    place = options.keep or Path(tempfile.mkdtemp(prefix="dajuan-folder-"))
    try:
        return 0 if measured(place, options.files) else 1
    finally:
        if not options.keep:
            shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
