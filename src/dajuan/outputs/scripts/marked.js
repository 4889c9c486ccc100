"use strict";
(() => {
  const root = document.documentElement;
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const data = JSON.parse($("#data").textContent);
  const main = $("#text"), card = $("#card"), panel = $("#panel"), contents = $("#contents");
  const notes = $$(".note");
  const english = () => (root.dataset.ui || root.lang) === "en";
  const wide = window.matchMedia(main.dataset.wide || "(min-width: 1000px)");
  let active = 0, wideAt = "";

  /* What the reader chose is kept where the browser allows it. */
  const kept = {
    get(name) { try { return localStorage.getItem("dajuan-" + name); } catch { return null; } },
    set(name, value) { try { localStorage.setItem("dajuan-" + name, value); } catch { /* a file without storage */ } },
  };

  /* Notes beside their words: each as near as the ones before it allow; the active one exactly, where there is room over it. */
  const anchor = (note) => document.getElementById("f" + note.dataset.n);
  const pieces = new Map();
  for (const piece of $$(".f")) for (const number of piece.dataset.f.split(" ")) pieces.set(number, [...(pieces.get(number) || []), piece]);
  const words = (number) => pieces.get(String(number)) || [];
  const marks = $$("[data-r]");
  const shown = () => notes.filter((note) => !note.hidden);

  function lay() {
    main.classList.toggle("laid", wide.matches && notes.length > 0);
    if (!main.classList.contains("laid")) { notes.forEach((note) => { note.style.top = ""; }); main.style.minHeight = ""; return; }
    const row = $(".row > :first-child");
    const across = row.getBoundingClientRect().width + "px";
    if (across !== wideAt) { wideAt = across; main.style.setProperty("--text-wide", across); }
    const top = main.getBoundingClientRect().top;
    const list = shown().map((note) => {
      const first = words(note.dataset.n)[0] || anchor(note);
      return { note, want: first.getClientRects()[0].top - top - 9, high: note.offsetHeight };
    });
    list.sort((a, b) => a.want - b.want || a.note.dataset.n - b.note.dataset.n);
    const space = 12;
    let floor = 0;
    for (const one of list) { one.at = Math.max(one.want, floor); floor = one.at + one.high + space; }
    const place = list.findIndex((one) => Number(one.note.dataset.n) === active);
    if (place >= 0) {
      const over = list.slice(0, place).reduce((sum, one) => sum + one.high + space, 0);
      list[place].at = Math.max(list[place].want, over);
      for (let i = place - 1; i >= 0; i--) list[i].at = Math.min(list[i].at, list[i + 1].at - list[i].high - space);
      for (let i = place + 1; i < list.length; i++) list[i].at = Math.max(list[i].want, list[i - 1].at + list[i - 1].high + space);
    }
    for (const one of list) { const top = Math.round(one.at) + "px"; if (one.note.style.top !== top) one.note.style.top = top; }
    main.style.minHeight = list.length ? list[list.length - 1].at + list[list.length - 1].high + 40 + "px" : "";
  }

  /* One finding at a time. */
  function activate(number, { scroll = true, focus = false } = {}) {
    $$(".on, .also").forEach((one) => one.classList.remove("on", "also"));
    active = number;
    if (!number) { tell(); lay(); return; }
    const note = document.getElementById("n" + number);
    const marked = words(number);
    [note, ...marked, $(`.mark[data-go="${number}"]`)].forEach((one) => one && one.classList.add("on"));
    marks.forEach((one) => { if (one.dataset.r.split(" ").includes(String(number))) one.classList.add("also"); });
    lay();
    if (scroll) (marked[0] || anchor(note)).scrollIntoView({ block: "center" });
    if (focus) note.focus({ preventScroll: true });
    if (!panel.hidden) rule(note.dataset.code);
    tell();
  }

  function tell() {
    const list = shown();
    const place = list.findIndex((note) => Number(note.dataset.n) === active);
    $("#position").textContent = (place >= 0 ? place + 1 : "–") + " / " + list.length;
  }

  function step(by) {
    const list = shown();
    if (!list.length) return;
    let place = list.findIndex((note) => Number(note.dataset.n) === active);
    if (place < 0) {
      const middle = window.innerHeight / 3;
      const next = list.findIndex((note) => anchor(note).getBoundingClientRect().top > middle);
      place = by > 0 ? (next < 0 ? -1 : next - 1) : (next < 0 ? list.length : next);
    }
    place = (place + by + list.length) % list.length;
    activate(Number(list[place].dataset.n), { focus: true });
  }

  /* The manual page of a rule, in a panel. */
  let opener = null;
  function rule(code) {
    const page = document.getElementById("rule-" + code);
    if (!page) return;
    if (panel.hidden) opener = document.activeElement;
    $$(".manual").forEach((one) => { one.hidden = one !== page; });
    panel.hidden = false;
    panel.scrollTop = 0;
  }
  function close() {
    if (!panel.hidden) { panel.hidden = true; if (opener) opener.focus({ preventScroll: true }); return; }
    if (contents.classList.contains("open")) { menu(false); return; }
    if (!card.hidden) { hide(); return; }
    activate(0);
  }
  function menu(open) { contents.classList.toggle("open", open); $("#menu")?.setAttribute("aria-expanded", String(open)); }

  /* The card of a claim. */
  const LABELS = {
    text: ["原文", "as written"], period: ["期间", "period"], deadline: ["期限", "deadline"], basis: ["口径", "basis"],
    qualifier: ["限定", "qualifier"], scope: ["范围", "scope"], whole: ["其中项属于", "part of"], entities: ["点名", "names"],
    held: ["台账", "ledger"],
  };
  function show(piece) {
    const claim = data.claims[piece.dataset.c];
    if (!claim) return;
    const language = english() ? "en" : "zh", second = english() ? 1 : 0;
    const add = (tag, kind, text, into = card) => { const one = document.createElement(tag); one.className = kind; one.textContent = text; into.append(one); };
    card.textContent = "";
    add("div", "tag " + claim.role, data.roles[claim.role][language] + (claim.cumulative ? (english() ? " · cumulative" : " · 累计") : ""));
    add("div", "what", claim.indicator || "—");
    add("div", "value", claim.value);
    const list = document.createElement("dl");
    const told = {
      ...claim,
      period: claim.period && claim.period[second],
      held: claim.held && claim.held[second],
      basis: claim.basis !== "level" && data.bases[claim.basis][language],
      qualifier: claim.qualifier && data.qualifiers[claim.qualifier][language],
    };
    for (const [key, label] of Object.entries(LABELS)) {
      if (!told[key]) continue;
      add("dt", "", label[second], list);
      add("dd", "", told[key], list);
    }
    card.append(list);
    card.hidden = false;
    const box = piece.getClientRects()[0], high = card.offsetHeight, across = card.offsetWidth;
    const below = box.bottom + 8 + high < window.innerHeight || box.top < high + 60;
    card.style.top = window.scrollY + (below ? box.bottom + 8 : box.top - high - 8) + "px";
    card.style.left = Math.max(12, Math.min(box.left - 12, document.documentElement.clientWidth - across - 12)) + "px";
  }
  function hide() { card.hidden = true; }

  /* What is shown: grades, families, underlines. */
  const off = { grade: new Set(), family: new Set() };
  function filter() {
    for (const note of notes) {
      const grade = ["error", "warning", "question"].find((one) => note.classList.contains(one));
      note.hidden = off.grade.has(grade) || off.family.has(note.dataset.family);
      anchor(note).classList.toggle("off", note.hidden);
      const mark = $(`.mark[data-go="${note.dataset.n}"]`);
      if (mark) mark.classList.toggle("off", note.hidden);
    }
    for (const piece of $$(".f")) piece.classList.toggle("off", piece.dataset.f.split(" ").every((n) => document.getElementById("n" + n).hidden));
    const current = document.getElementById("n" + active);
    if (current && current.hidden) activate(0); else { tell(); lay(); }
  }

  function pressed(button) {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    return on;
  }

  /* The other language, with the text left where it stood on the screen. */
  function speak(language) {
    const before = main.getBoundingClientRect().top;
    root.dataset.ui = language;
    root.lang = language === "en" ? "en" : "zh-CN";
    kept.set("language", language);
    hide();
    lay();
    if (window.scrollY > 0) window.scrollBy({ top: main.getBoundingClientRect().top - before, behavior: "instant" });
  }

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest(selector);
    let one;
    if ((one = at("[data-rule]"))) { const note = at(".note"); if (note) activate(Number(note.dataset.n), { scroll: false }); rule(one.dataset.rule); return; }
    if ((one = at(".rel"))) {
      activate(Number(one.dataset.rel), { scroll: false });
      const target = $$(`[data-r~="${one.dataset.rel}"]`).find((piece) => Number(piece.dataset.at) >= Number(one.dataset.at));
      if (target) target.scrollIntoView({ block: "center" });
      return;
    }
    if ((one = at("[data-go]"))) { event.preventDefault(); activate(Number(one.dataset.go)); return; }
    if ((one = at(".note"))) { activate(Number(one.dataset.n)); return; }
    if ((one = at(".chip"))) {
      const kind = one.dataset.grade ? "grade" : "family";
      if (pressed(one)) off[kind].delete(one.dataset[kind]); else off[kind].add(one.dataset[kind]);
      filter();
      return;
    }
    if ((one = at(".role"))) { main.classList.toggle("no-" + one.dataset.role, !pressed(one)); return; }
    if (at("#next")) return step(1);
    if (at("#previous")) return step(-1);
    if (at("#language")) return speak(english() ? "zh" : "en");
    if (at("#theme")) return dress();
    if (at("#menu")) return menu(!contents.classList.contains("open"));
    if (at("#close")) return close();
    if (at(".contents a")) return menu(false);
    if ((one = at(".f:not(.off)"))) {
      const here = one.dataset.f.split(" ").map(Number).filter((n) => !document.getElementById("n" + n).hidden);
      activate(here[(here.indexOf(active) + 1) % here.length], { scroll: false });
      return;
    }
    if (at(".contents, .panel, .bar")) return;
    menu(false);
    if ((one = at(".c"))) { show(one); return; }
    hide();
    if (active && at("main")) activate(0);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const piece = event.target.closest && event.target.closest(".c");
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target.classList.contains("note")) { activate(Number(event.target.dataset.n)); rule(event.target.dataset.code); }
    else if (event.key === "Enter" && active && event.target === document.body) rule(document.getElementById("n" + active).dataset.code);
    else if (piece && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      const next = claims[claims.indexOf(piece) + (event.key === "ArrowRight" ? 1 : -1)];
      if (next) { piece.tabIndex = -1; next.tabIndex = 0; next.focus(); event.preventDefault(); }
    }
  });

  /* Claims are one stop of the tab key; arrows go from one to the next. */
  const claims = $$(".c");
  claims.forEach((piece, place) => { piece.tabIndex = place ? -1 : 0; });
  main.addEventListener("mouseover", (event) => { const piece = event.target.closest(".c"); if (piece) show(piece); else hide(); });
  main.addEventListener("mouseleave", hide);
  main.addEventListener("focusin", (event) => { if (event.target.matches(".c")) show(event.target); });
  main.addEventListener("focusout", hide);

  function dress() {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    kept.set("theme", root.dataset.theme);
  }

  /* Where the reader is. */
  const headings = $$("[id^=s]", main).filter((one) => /^s\d+$/.test(one.id));
  const links = new Map($$("a", contents).map((link) => [link.hash.slice(1), link]));
  function follow() {
    let here = null;
    for (const heading of headings) { if (heading.getBoundingClientRect().top < 160) here = heading; else break; }
    links.forEach((link, id) => link.classList.toggle("here", Boolean(here) && here.id === id));
  }
  let waiting = false;
  window.addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; follow(); }); } }, { passive: true });
  window.addEventListener("resize", lay);
  wide.addEventListener("change", lay);
  window.addEventListener("hashchange", fromHash);
  function fromHash() {
    const finding = /^#[fn](\d+)$/.exec(location.hash), claim = /^#(c\d+)$/.exec(location.hash);
    if (finding && document.getElementById("n" + finding[1])) activate(Number(finding[1]));
    const piece = claim && $(`[data-c="${claim[1]}"]`);
    if (piece) { piece.scrollIntoView({ block: "center" }); piece.focus({ preventScroll: true }); }
  }

  if (kept.get("theme")) root.dataset.theme = kept.get("theme");
  if (kept.get("language")) root.dataset.ui = kept.get("language");
  lay();
  follow();
  tell();
  fromHash();
  if (document.fonts) document.fonts.ready.then(lay);
})();
