// The leaders' screen: body[data-refresh-seconds="60"] renews its <main> from the same address. What cannot be fetched
// leaves the page as it is and says since when it is not of now. [data-clock] shows the time of day.
import { said } from "./words.js";

const seconds = Number(document.body.dataset.refreshSeconds);
let fresh = new Date();

function stale() {
  const note = document.querySelector("main > .stale") ?? document.createElement("p");
  const since = fresh.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  note.className = "stale";
  note.setAttribute("role", "status");
  note.textContent = said(`自 ${since} 起未更新：连不上服务器，正在重试`, `Not renewed since ${since}: the server does not answer; trying again`);
  document.querySelector("main").prepend(note);
}

async function renew() {
  try {
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "screen" }, signal: AbortSignal.timeout(20000) });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const main = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
    if (!main) throw new Error("no <main>");
    document.querySelector("main").replaceChildren(...main.childNodes);
    fresh = new Date();
    window.htmx?.process(document.querySelector("main"));
    document.dispatchEvent(new CustomEvent("dajuan:changed"));
  } catch {
    stale();
  }
}

async function again() {
  await renew();
  setTimeout(again, seconds * 1000);
}

function tick() {
  const now = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
  for (const clock of document.querySelectorAll("[data-clock]")) if (clock.textContent !== now) clock.textContent = now;
}

if (document.querySelector("[data-clock]")) {
  tick();
  setInterval(tick, 1000);
  document.addEventListener("dajuan:changed", tick);
}
if (seconds > 0) setTimeout(again, seconds * 1000);
