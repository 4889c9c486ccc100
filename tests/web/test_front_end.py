"""The front-end ground in Debian's Chromium under the strict policy: nothing is refused, nothing is asked from outside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.web.served_front_end import served

CHARTS = ["c-line", "c-donut", "c-bars", "c-radar", "c-graph", "c-gantt"]
COLOURS_OF = """canvas => {
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  return new Set(new Uint32Array(pixels.buffer)).size;
}"""
CONTRAST = """([ink, ground]) => {
  const light = name => {
    const canvas = document.createElement("canvas").getContext("2d"), one = document.createElement("span");
    document.body.append(one); one.style.color = `var(--${name})`;
    canvas.fillStyle = getComputedStyle(one).color; one.remove(); canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(x => x / 255).map(x => x <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const [low, high] = [light(ink), light(ground)].sort((a, b) => a - b);
  return (high + .05) / (low + .05);
}"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as at:
        yield at


@pytest.fixture
def open_page(chromium, address) -> Iterator:
    """Opens the page; at the test's end nothing may have been refused, gone wrong or asked from outside."""
    told: list[str] = []
    contexts = []

    def opened(path: str = "/", **options):
        context = chromium.new_context(**{"viewport": {"width": 1300, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith((address, "blob:", "data:")) else told.append(asked.url),
        )
        page.add_init_script(
            "document.addEventListener('securitypolicyviolation', e => console.error('CSP', e.violatedDirective))"
        )
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    # A drawing processor in software says so itself when a canvas is read back; that is not the page's.
    assert [line for line in told if "GPU stall" not in line] == []


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_is_drawn(open_page, chart):
    page = open_page()
    canvas = page.locator(f"[data-chart={chart}][data-drawn] canvas")
    canvas.wait_for()
    page.wait_for_timeout(600)
    assert canvas.evaluate(COLOURS_OF) > 20


def test_a_chart_is_drawn_anew_in_the_dark(open_page):
    page = open_page(color_scheme="light")
    canvas = page.locator("[data-chart=c-bars][data-drawn] canvas")
    canvas.wait_for()
    page.wait_for_timeout(600)
    before = canvas.evaluate("canvas => canvas.toDataURL()")
    page.locator("[data-theme-switch]").click(click_count=2)
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"
    page.wait_for_timeout(600)
    assert canvas.evaluate("canvas => canvas.toDataURL()") != before
    page.reload()
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark", "the cookie keeps it"


def test_a_map_is_drawn_and_its_things_are_reached_by_keyboard(open_page):
    page = open_page()
    page.locator("[data-map][data-drawn]").wait_for(timeout=30_000)
    assert page.locator(".map-legend li").all_inner_texts() == ["红灯", "绿灯", "其他"]
    box = page.locator("[data-map] canvas").bounding_box()
    page.locator("[data-map] canvas").click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.65})
    link = page.locator(".maplibregl-popup-content a")
    assert link.inner_text() == "云岭新城二期"
    assert link.get_attribute("href") == "/things/1"
    page.keyboard.press("Escape")
    page.locator("[data-map] canvas").focus()
    for _ in range(2):
        page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(600)
    page.keyboard.press("Enter")
    page.locator(".maplibregl-popup-content a").last.wait_for()
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("/things/")


def test_without_webgl_the_map_says_so(need, chromium, address):
    bare = ["--no-sandbox", "--disable-gpu", "--disable-3d-apis"]
    browser = chromium.browser_type.launch(executable_path=need.program("chromium"), args=bare)
    page = browser.new_page()
    page.goto(address)
    assert "没有 WebGL" in page.locator(".map-none").inner_text()
    browser.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1300])
def test_a_page_does_not_scroll_sideways(open_page, width):
    page = open_page(viewport={"width": width, "height": 800})
    page.locator("[data-chart=c-line][data-drawn]").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    header, banner = (page.locator(name).bounding_box() for name in (".top", ".simulated"))
    assert banner["y"] >= header["y"] + header["height"] - 1


def test_a_page_works_on_a_phone_without_a_script(open_page):
    page = open_page(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    side = page.locator("nav.side").bounding_box()
    assert side["y"] + side["height"] == 800
    page.locator(".moment summary").click()
    assert page.locator("input[name=as_of]").is_visible()
    page.goto(page.url + "#n1")
    page.locator("#n1 .formula").wait_for(state="visible")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_light_can_be_read(open_page, theme):
    page = open_page(color_scheme=theme)
    shown = {"blue": "on-light", "green": "on-light", "red": "on-light", "grey": "on-light", "yellow": "on-light-pale"}
    pairs = [(ink, f"light-{light}") for light, ink in shown.items()]
    pairs += [(ink, ground) for ink in ("ink", "soft", "accent") for ground in ("card", "paper", "wash")]
    pairs += [("on-accent", "accent"), ("wrong", "wrong-wash"), ("wrong", "card")]
    poor = {pair: ratio for pair in pairs if (ratio := page.evaluate(CONTRAST, list(pair))) < 4.5}
    assert poor == {}
    letters = "names => names.map(name => getComputedStyle(document.querySelector('.light-count.is-' + name), '::before').content[1])"
    assert page.evaluate(letters, ["blue", "green", "yellow", "red", "white", "grey"]) == list("蓝绿黄红白灰")


def test_a_question_comes_before_what_cannot_be_undone(open_page):
    page = open_page()
    page.get_by_role("button", name="记入").click()
    page.get_by_role("button", name="取消").click()
    assert page.url.endswith("/")
    page.get_by_role("button", name="记入").click()
    page.locator("dialog.ask").get_by_role("button", name="确定").click()
    page.wait_for_url("**/report")


def test_htmx_sends_the_token_and_opens_the_lineage(open_page):
    page = open_page()
    page.locator("#ask-post").click()
    page.locator("#posted", has_text="demo-token").wait_for()
    page.locator("#ask-lineage").click()
    drawer = page.locator("aside.lineage.open")
    drawer.wait_for()
    page.keyboard.press("Escape")
    assert page.locator("aside.lineage.open").count() == 0
    assert page.evaluate("htmx.config.includeIndicatorStyles || htmx.config.allowEval") is False


def test_a_card_is_dropped_on_a_stage_it_may_go_to(open_page):
    page = open_page()
    page.drag_and_drop("#card-1", "[data-stage=delivered]")
    assert page.url.endswith("/"), "its data-may does not name this stage"
    page.drag_and_drop("#card-1", "[data-stage=resumed]")
    page.wait_for_url("**/move/?zone=yunling&stage=resumed")


def test_a_file_is_named_when_it_was_chosen(open_page):
    page = open_page()
    page.locator("[data-drop] input").set_input_files(
        {"name": "验收.pdf", "mimeType": "application/pdf", "buffer": b"x" * 3000}
    )
    assert page.locator("[data-drop] output").inner_text() == "验收.pdf（3 KB）"


def test_the_leaders_screen_renews_itself_and_says_when_it_cannot(open_page):
    page = open_page("/screen", viewport={"width": 1920, "height": 1080})
    page.evaluate("document.querySelector('main').dataset.old = document.querySelector('h1').textContent = 'old'")
    page.locator("h1", has_text="督查看板").wait_for()
    page.locator("[data-chart=c-line][data-drawn] canvas").wait_for()
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('down')) }")
    page.locator("main > .stale", has_text="起未更新").wait_for()
    assert page.locator("h1", has_text="督查看板").is_visible()
