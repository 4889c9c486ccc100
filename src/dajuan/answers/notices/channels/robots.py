"""Group robots 群机器人: WeCom, DingTalk and Feishu, which differ in how a text is put, signed and answered.

None of them knows a message again, so a lost answer stays unsure. A robot's webhook holds its key: it is never printed
or kept, and names its lane by a hash.

WeCom 企业微信: ``{"msgtype": "text", "text": {"content": …}}``, answered by ``errcode`` and ``errmsg``
(https://developer.work.weixin.qq.com/document/path/91770).

DingTalk 钉钉: the same, and where 加签 is on, ``timestamp`` (milliseconds) and ``sign`` in the address: HMAC-SHA256 with
the secret over ``timestamp + "\\n" + secret``, Base64, percent-encoded
(https://open.dingtalk.com/document/robots/customize-robot-security-settings).

Feishu 飞书: ``{"msg_type": "text", "content": {"text": …}}``, answered by ``code`` and ``msg``; signed in the body with
``timestamp`` (seconds) and ``sign``: HMAC-SHA256 with ``timestamp + "\\n" + secret`` as the key, over nothing, Base64
(https://open.larkoffice.com/document/ukTMukTMukTM/ucTM5YjL3ETO24yNxkjN.md).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote_plus

from dajuan.answers.notices.channels import Address, Delivered, Message, Outcome, Refused
from dajuan.answers.notices.channels.limits import Limits, limits_of
from dajuan.answers.notices.channels.post import TIMEOUT, Answer, post_json


class Request(NamedTuple):
    url: str
    payload: dict[str, object]


def wecom(address: Address, text: str, at: float) -> Request:
    return Request(address.where, {"msgtype": "text", "text": {"content": text}})


def dingtalk(address: Address, text: str, at: float) -> Request:
    """``at``: seconds since 1970; the other side allows an hour of difference."""
    payload: dict[str, object] = {"msgtype": "text", "text": {"content": text}}
    if not address.secret:
        return Request(address.where, payload)
    stamp = str(round(at * 1000))
    sign = _hmac(address.secret.encode(), f"{stamp}\n{address.secret}".encode())
    joint = "&" if "?" in address.where else "?"
    return Request(f"{address.where}{joint}timestamp={stamp}&sign={quote_plus(sign)}", payload)


def feishu(address: Address, text: str, at: float) -> Request:
    # <at user_id="all"> in a text rings everybody: a target's name shall not.
    payload: dict[str, object] = {"msg_type": "text", "content": {"text": text.replace("<at", "＜at")}}
    if address.secret:
        stamp = str(int(at))
        payload |= {"timestamp": stamp, "sign": _hmac(f"{stamp}\n{address.secret}".encode(), b"")}
    return Request(address.where, payload)


def _hmac(key: bytes, words: bytes) -> str:
    return base64.b64encode(hmac.new(key, words, hashlib.sha256).digest()).decode()


@dataclass(frozen=True, slots=True)
class Robot:
    """The robots of one house."""

    name: str
    put: Callable[[Address, str, float], Request]
    code: str
    """The answer's field that is 0 when all is well."""
    said: str
    """The answer's field that says in words what is not."""
    clock: Callable[[], float]
    """Seconds since 1970."""
    timeout: float = TIMEOUT
    repeatable: bool = False
    disturbs: bool = True

    @property
    def limits(self) -> Limits:
        return limits_of(self.name)

    def lane(self, address: Address) -> str:
        return f"{self.name} {hashlib.sha256(address.where.encode()).hexdigest()[:12]}"

    def deliver(self, message: Message, address: Address) -> Outcome:
        request = self.put(address, f"{message.title}\n{message.body}", self.clock())
        answer = post_json(request.url, request.payload, timeout=self.timeout)
        return self._judged(answer) if isinstance(answer, Answer) else answer

    def _judged(self, answer: Answer) -> Outcome:
        code, said = answer.told.get(self.code), answer.told.get(self.said, "")
        if code == 0:
            return Delivered()
        pause = self.limits.pause if code in self.limits.too_fast else 0
        return Refused(f"机器人拒绝了（{code}：{said}）", f"the robot refused ({code}: {said})", pause=pause)


def robots(clock: Callable[[], float], timeout: float = TIMEOUT) -> dict[str, Robot]:
    return {
        "wecom": Robot("wecom", wecom, "errcode", "errmsg", clock, timeout),
        "dingtalk": Robot("dingtalk", dingtalk, "errcode", "errmsg", clock, timeout),
        "feishu": Robot("feishu", feishu, "code", "msg", clock, timeout),
    }
