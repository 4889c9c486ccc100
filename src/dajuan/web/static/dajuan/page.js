// What every page does beyond HTML. All of it is ease: a page works without it, except dragging.
//
//   [data-confirm="words"]         on a form, its button or a link: asks first, in a <dialog>
//   [data-autosubmit]              on a form or a field: sends the form when a field changes
//   button[data-theme-switch]      as the machine says → light → dark; kept in the cookie `theme`
//   button[data-copy="text"]       copies the text, or that of the element which data-copy-from="id" names
//   [data-drop]                    drop zone around <input type=file>: drop.js
//   [data-stage-board]             cards dragged between stages: stage_board.js
//   body[data-refresh-seconds]     the leaders' screen renews its <main>: screen.js
//   aside.lineage                  is opened when htmx loads into it; Escape closes it
//   [data-chart], [data-map]       load charts.js and map.js
//
// htmx runs without eval, inline style or requests to elsewhere; it sends Django's CSRF token with whatever it sends.
import "./drop.js";
import "./screen.js";
import "./stage_board.js";
import { said } from "./words.js";

const root = document.documentElement;
const cookie = (name) => document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
const field = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
const token = () => document.querySelector("meta[name=csrf-token]")?.content ?? cookie("csrftoken") ?? field() ?? "";

// No copy of a page stays in the browser's storage: office machines are shared.
if (window.htmx) {
  Object.assign(window.htmx.config, {
    allowEval: false, includeIndicatorStyles: false, selfRequestsOnly: true, historyCacheSize: 0, refreshOnHistoryMiss: true,
  }); // prettier-ignore
}
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token();
});

/* Questions */

function ask(words) {
  const dialog = document.createElement("dialog");
  dialog.className = "ask";
  const text = document.createElement("p");
  text.textContent = words;
  text.id = "ask-words";
  dialog.setAttribute("aria-labelledby", text.id);
  const form = document.createElement("form");
  form.method = "dialog";
  const menu = document.createElement("menu");
  const choices = [
    ["no", said("取消", "Cancel"), "btn"],
    ["yes", said("确定", "Yes"), "btn btn-primary"],
  ];
  for (const [value, name, look] of choices) {
    const button = document.createElement("button");
    Object.assign(button, { value, textContent: name, className: look });
    menu.append(button);
  }
  form.append(text, menu);
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((answered) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      answered(dialog.returnValue === "yes");
    });
  });
}

const agreed = new WeakSet();

async function askFirst(event) {
  const form = event.target;
  const words = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (!words || agreed.delete(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { submitter } = event;
  if (!(await ask(words))) return submitter?.focus();
  agreed.add(form);
  form.requestSubmit(submitter);
}

async function askBeforeLink(event) {
  const link = event.target.closest("a[data-confirm]");
  if (!link || agreed.delete(link)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!(await ask(link.dataset.confirm))) return;
  agreed.add(link);
  link.click();
}

document.addEventListener("submit", askFirst, { capture: true });
document.addEventListener("click", askBeforeLink, { capture: true });

/* Small eases */

document.addEventListener("change", (event) => {
  if (event.target.closest("[data-autosubmit]")) event.target.form?.requestSubmit();
});

function nextTheme() {
  const now = root.dataset.bsTheme;
  const next = { undefined: "light", light: "dark" }[now];
  if (next) root.dataset.bsTheme = next;
  else delete root.dataset.bsTheme;
  document.cookie = `theme=${next ?? ""}; path=/; max-age=${next ? 31536000 : 0}; samesite=lax`;
}

function nameTheme() {
  const names = { light: said("浅色", "Light"), dark: said("深色", "Dark") };
  const name = names[root.dataset.bsTheme] ?? said("随系统", "As the system");
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.title = said(`外观：${name}`, `Theme: ${name}`);
    button.setAttribute("aria-label", button.title);
  }
}

async function copy(button) {
  const from = document.getElementById(button.dataset.copyFrom);
  await navigator.clipboard.writeText(from ? from.textContent.trim() : button.dataset.copy);
  button.classList.add("copied");
  setTimeout(() => button.classList.remove("copied"), 2000);
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-theme-switch]")) {
    nextTheme();
    nameTheme();
  }
  const button = event.target.closest("[data-copy], [data-copy-from]");
  if (button) copy(button);
  if (event.target.closest("aside.lineage .close")) closeLineage();
});

/* A number's lineage */

let cameFrom;

function closeLineage() {
  document.querySelector("aside.lineage.open")?.classList.remove("open");
  if (document.querySelector("aside.lineage:target")) location.hash = "main";
  cameFrom?.focus();
}

document.addEventListener("htmx:afterSwap", (event) => {
  const drawer = event.target.closest?.("aside.lineage");
  if (!drawer) return;
  cameFrom = document.activeElement;
  drawer.classList.add("open");
  drawer.tabIndex = -1;
  drawer.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  closeLineage();
  document.querySelectorAll("header.top details[open]").forEach((one) => one.removeAttribute("open"));
});
document.addEventListener("pointerdown", (event) => {
  for (const one of document.querySelectorAll("header.top details[open]")) if (!one.contains(event.target)) one.removeAttribute("open");
});

/* Charts and maps only where there are any */

function loadWhatIsNeeded() {
  if (document.querySelector("[data-chart]")) import("./charts.js");
  if (document.querySelector("[data-map]")) import("./map.js");
}

document.addEventListener("htmx:afterSettle", loadWhatIsNeeded);
document.addEventListener("dajuan:changed", loadWhatIsNeeded);
nameTheme();
loadWhatIsNeeded();
