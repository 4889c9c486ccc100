(() => {
  const root = document.documentElement;
  document.querySelector(".lang")?.addEventListener("click", () => {
    root.lang = root.lang === "en" ? "zh-CN" : "en";
  });
  const buttons = [...document.querySelectorAll(".filters button[data-verdict]")];
  const items = [...document.querySelectorAll("[data-verdict]:not(button)")];
  const show = () => {
    const wanted = new Set(buttons.filter((b) => b.getAttribute("aria-pressed") === "true").map((b) => b.dataset.verdict));
    for (const item of items) item.hidden = !wanted.has(item.dataset.verdict);
  };
  for (const button of buttons)
    button.addEventListener("click", () => {
      const all = buttons.every((b) => b.getAttribute("aria-pressed") === "true");
      const alone = button.getAttribute("aria-pressed") === "true" && buttons.filter((b) => b.getAttribute("aria-pressed") === "true").length === 1;
      if (all) for (const b of buttons) b.setAttribute("aria-pressed", String(b === button));
      else if (alone) for (const b of buttons) b.setAttribute("aria-pressed", "true");
      else button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      show();
    });
})();
