// Charts: every [data-chart] names the id of a <script type="application/json"> with a chart of chart_kinds.js.
//
//   <figure class="chart"><figcaption>…</figcaption>
//     <div class="canvas" data-chart="c1" role="img" aria-label="…"></div>
//     <details class="chart-table"><summary>表 / Table</summary><table>…</table></details></figure>
//   {{ chart|json_script:"c1" }}
//
// The table is the template's; it is opened when a chart cannot be drawn. ECharts is asked for only by a page that has a
// chart, from body[data-echarts] or from beside this file. Canvas and richText only: both keep to a strict CSP.
import { option } from "./chart_kinds.js";
import { whenThemeChanges } from "./colours.js";
import { chinese } from "./words.js";

const drawn = new Map(); // element → [chart, what it shows]
let library;

function echarts() {
  library ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = document.body.dataset.echarts ?? new URL("vendor/echarts/echarts.min.js", import.meta.url).href;
    script.onload = () => done(window.echarts);
    script.onerror = () => failed(new Error(script.src));
    document.head.append(script);
  });
  return library;
}

const sized = new ResizeObserver((entries) => {
  for (const { target } of entries) drawn.get(target)?.[0].resize();
});

function follow(event) {
  const href = event.data?.href;
  if (href) location.assign(href);
}

function show(place, chart, spec) {
  chart.setOption(option(spec, { narrow: place.clientWidth < 480 }), { notMerge: true });
}

function draw(library, place) {
  const source = document.getElementById(place.dataset.chart);
  if (!source || !place.isConnected || drawn.has(place)) return; // it may have left while the library came
  const spec = JSON.parse(source.textContent);
  const chart = library.init(place, null, { renderer: "canvas", locale: chinese() ? "ZH" : "EN" });
  show(place, chart, spec);
  chart.on("click", follow);
  drawn.set(place, [chart, spec]);
  sized.observe(place);
  place.dataset.drawn = "";
}

function forget() {
  for (const [place, [chart]] of drawn) {
    if (place.isConnected) continue;
    chart.dispose();
    sized.unobserve(place);
    drawn.delete(place);
  }
}

function openTable(place) {
  place.hidden = true;
  place.closest("figure")?.querySelector("details.chart-table")?.setAttribute("open", "");
}

/** Draws what is new in the page and lets go of what has left it. */
async function look() {
  forget();
  const places = [...document.querySelectorAll("[data-chart]:not([data-drawn])")];
  if (!places.length) return;
  const loaded = await echarts().catch(() => null);
  for (const place of places) {
    try {
      if (!loaded) throw new Error("ECharts");
      draw(loaded, place);
    } catch (error) {
      console.warn(place.dataset.chart, error);
      openTable(place);
    }
  }
}

whenThemeChanges(() => drawn.forEach(([chart, spec], place) => show(place, chart, spec)));
document.addEventListener("htmx:afterSettle", look);
document.addEventListener("dajuan:changed", look);
look();
