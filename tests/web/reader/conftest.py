"""Uploading as people do it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dajuan.web.reader.models import Document

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
REPORT = "samples/yunling-2026.docx"
ROOT = SAMPLES.parent

WRONG = "一、2025年工作回顾\n\n全年新签约项目5个，分别是甲项目、乙项目、丙项目。装机规模达到5万千瓦时。规上工业增加值增长9.5%。\n"
"""A made-up report with something to find in it."""


@pytest.fixture
def upload(as_) -> Callable[..., Document]:
    """``upload("office", "报告.txt", b"…")`` or a path under the project's folder; the document, read."""

    def send(username: str, name: str, content: bytes | str | None = None) -> Document:
        data = (
            (ROOT / name).read_bytes() if content is None else content.encode() if isinstance(content, str) else content
        )
        answer = as_(username).post("/reader/", {"file": SimpleUploadedFile(Path(name).name, data)})
        assert answer.status_code == 302, answer.content.decode()
        return Document.objects.get(by__username=username, name=Path(name).name)

    return send
