"use strict";
(() => {
  const root = document.documentElement;
  const $ = (selector) => document.querySelector(selector);
  const contents = $("#contents");
  let panel = null, opener = null;
  root.dataset.script = "on";

  /* What the reader chose is kept where the browser allows it. */
  const kept = {
    get(name) { try { return localStorage.getItem("dajuan-" + name); } catch { return null; } },
    set(name, value) { try { localStorage.setItem("dajuan-" + name, value); } catch { /* a file without storage */ } },
  };

  function speak(language) {
    root.dataset.ui = language;
    root.lang = language === "en" ? "en" : "zh-CN";
    kept.set("language", language);
  }
  function dress() {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    kept.set("theme", root.dataset.theme);
  }
  function menu(open) { contents.classList.toggle("open", open); $("#menu").setAttribute("aria-expanded", String(open)); }

  /* The lineage of a number: beside the text, which stays where it is. */
  function show(one, from) {
    if (panel) panel.classList.remove("open");
    else opener = from;
    panel = one;
    panel.classList.add("open");
    panel.scrollTop = 0;
    panel.focus({ preventScroll: true });
  }
  function hide() {
    if (!panel) return false;
    panel.classList.remove("open");
    panel = null;
    if (opener) opener.focus({ preventScroll: true });
    opener = null;
    return true;
  }
  function led(href) {
    const one = href && href.startsWith("#") ? document.getElementById(decodeURIComponent(href.slice(1))) : null;
    return one && one.classList.contains("lineage") ? one : null;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const one = link && led(link.getAttribute("href"));
    if (one) { event.preventDefault(); show(one, link); return; }
    if (link && link.classList.contains("close")) { event.preventDefault(); hide(); return; }
    if (link) { hide(); menu(false); return; }
    if (event.target.closest("#language")) return speak(root.dataset.ui === "en" ? "zh" : "en");
    if (event.target.closest("#theme")) return dress();
    if (event.target.closest("#menu")) return menu(!contents.classList.contains("open"));
    if (event.target.closest(".lineage, .contents")) return;
    hide();
    menu(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !hide()) menu(false);
  });

  if (kept.get("theme")) root.dataset.theme = kept.get("theme");
  if (kept.get("language")) speak(kept.get("language"));
  const first = led(location.hash);
  if (first) show(first, null);
})();
