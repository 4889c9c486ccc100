// What a chart of ours says, and ECharts' option for it. A value is a number, a string of digits, or null for "not known".
//
// All kinds: {kind, title?, unit?, about? (one sentence for who cannot see it)}
//
// line     at: ["2025-01", …]                             the axis: months, days or any labels
//          lines: [{name, role: "actual"|"schedule"|"target"|"other", values: […]}]
//          forecast?: {name, values, low80, high80, low95, high95}    lists as long as `at`, null before the forecast
//          now?: one of `at`                              a line at the day that is asked for
// bars     across: [labels], series: [{name, light?, values}], stacked?: true, horizontal?: true, links?: [href per label]
// donut    parts: [{name, value, light?: "green", href?}], centre?: "48"
// radar    axes: [{name, max}], series: [{name, values}]
// gantt    rows: [{name, href?, spans: [{from: "2025-01-31", to, name, tone: name of dajuan.css, ahead?: true}]}], now?: day
// graph    nodes: [{id, name, group?, light?, size?: 1…, href?}], links: [{from, to, name?}]
import { colour, series as seriesColours } from "./colours.js";

const number = (value) => (value === null || value === undefined || value === "" ? null : Number(value));
const numbers = (values) => values.map(number);

// A screen that renews itself every minute should not dance each time.
const still = () => "refreshSeconds" in document.body.dataset || matchMedia("(prefers-reduced-motion: reduce)").matches;

function ground(spec, ink) {
  return {
    animationDuration: still() ? 0 : 400,
    color: seriesColours(),
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink.ink },
    aria: { enabled: true, label: spec.about ? { description: spec.about } : {} },
    tooltip: {
      renderMode: "richText",
      confine: true,
      backgroundColor: ink.card,
      borderColor: ink.line,
      textStyle: { color: ink.ink, fontSize: 13 },
      valueFormatter: (value) => (value === null || value === undefined ? "—" : `${value}${spec.unit ? ` ${spec.unit}` : ""}`),
    },
    legend: { top: 0, left: 0, itemWidth: 18, itemHeight: 9, type: "scroll", textStyle: { color: ink.soft, fontSize: 12 } },
  };
}

function axes(spec, labels, ink) {
  const label = { color: ink.soft, fontSize: 12 };
  const names = { type: "category", data: labels, axisLine: { lineStyle: { color: ink.edge } }, axisTick: { show: false }, axisLabel: { ...label, hideOverlap: true } };
  const values = {
    type: "value", name: spec.unit, nameTextStyle: { color: ink.soft, align: "left" }, axisLabel: label,
    splitLine: { lineStyle: { color: ink.line } },
  }; // prettier-ignore
  // Chinese quotation marks are drawn wider than ECharts measures them: the room on the left is theirs.
  const grid = { left: 24, right: 16, top: spec.unit ? 56 : 40, bottom: 4, containLabel: true };
  return spec.horizontal ? { grid, xAxis: values, yAxis: { ...names, inverse: true } } : { grid, xAxis: names, yAxis: values };
}

// The band between two lists: an unseen line at the lower one, and on it the filled difference.
function band(spec, name, low, high, fill) {
  const lower = numbers(low);
  const between = numbers(high).map((top, at) => (top === null || lower[at] === null ? null : top - lower[at]));
  const shared = { type: "line", stack: name, stackStrategy: "all", symbol: "none", silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false } };
  return [
    { ...shared, name: `${name} `, data: lower },
    { ...shared, name, data: between, areaStyle: { color: fill }, itemStyle: { color: fill } },
  ];
}

const ROLES = {
  actual: (ink) => ({ color: ink.accent, width: 3, symbol: "circle", type: "solid" }),
  schedule: (ink) => ({ color: ink.soft, width: 1.5, symbol: "none", type: [6, 4] }),
  target: (ink) => ({ color: ink.seal, width: 1.5, symbol: "none", type: [2, 3] }),
  forecast: (ink) => ({ color: ink.accent, width: 2, symbol: "emptyCircle", type: [3, 3] }),
};

function drawnLine(one, ink) {
  const style = ROLES[one.role]?.(ink);
  const shared = { name: one.name, type: "line", data: numbers(one.values), z: one.role === "actual" ? 5 : 4, symbolSize: 6 };
  if (!style) return { ...shared, symbol: "none" };
  return { ...shared, symbol: style.symbol, lineStyle: { color: style.color, width: style.width, type: style.type }, itemStyle: { color: style.color } };
}

function line(spec, ink) {
  const forecast = spec.forecast;
  const bands = forecast
    ? [
        ...(forecast.low95 ? band(spec, "95%", forecast.low95, forecast.high95, colour("accent", 0.12)) : []),
        ...(forecast.low80 ? band(spec, "80%", forecast.low80, forecast.high80, colour("accent", 0.2)) : []),
      ]
    : [];
  const lines = [...spec.lines, ...(forecast ? [{ ...forecast, role: "forecast" }] : [])].map((one) => drawnLine(one, ink));
  if (spec.now && lines.length) {
    lines[0].markLine = {
      silent: true, symbol: "none", data: [{ xAxis: spec.now }], label: { formatter: spec.now, color: ink.soft },
      lineStyle: { color: ink.edge, type: "solid", width: 1 },
    }; // prettier-ignore
  }
  const shown = [...lines.map((one) => one.name), ...bands.filter((one) => one.areaStyle).map((one) => one.name)];
  return { ...axes(spec, spec.at, ink), tooltip: { trigger: "axis" }, legend: { data: shown }, series: [...bands, ...lines] };
}

function bars(spec, ink) {
  const series = spec.series.map((one) => ({
    type: "bar", name: one.name, stack: spec.stacked ? "all" : undefined, barMaxWidth: 28,
    data: numbers(one.values).map((value, at) => ({ value, href: spec.links?.[at] })),
    itemStyle: { ...(one.light && { color: colour(`light-${one.light}`) }), ...(one.light === "white" && { borderColor: ink.edge }) },
  })); // prettier-ignore
  const single = spec.series.length < 2;
  const drawn = axes(spec, spec.across, ink);
  if (single) drawn.grid.top = spec.unit ? 28 : 12;
  return { ...drawn, tooltip: { trigger: "axis", axisPointer: { type: "shadow" } }, legend: { show: !single }, series };
}

function donut(spec, ink, { narrow }) {
  const data = spec.parts.map((part) => ({
    name: part.name, value: number(part.value), href: part.href,
    itemStyle: { ...(part.light && { color: colour(`light-${part.light}`) }), borderColor: part.light === "white" ? ink.edge : ink.card, borderWidth: part.light === "white" ? 1 : 2 },
  })); // prettier-ignore
  return {
    tooltip: { trigger: "item" },
    legend: { show: false },
    title: { text: spec.centre, left: "center", top: "center", textStyle: { color: ink.ink, fontSize: 26, fontWeight: 650 } },
    series: [{
      type: "pie", radius: narrow ? ["40%", "62%"] : ["46%", "72%"], data, label: { color: ink.ink, formatter: "{b} {c}", fontSize: 13 },
      labelLine: { length: 8, length2: 8, lineStyle: { color: ink.edge } },
    }],
  }; // prettier-ignore
}

function radar(spec, ink, { narrow }) {
  const data = spec.series.map((one, at) => ({
    name: one.name, value: numbers(one.values), areaStyle: { opacity: at ? 0 : 0.15 }, lineStyle: { width: 2, type: at ? [5, 4] : "solid" },
  })); // prettier-ignore
  return {
    tooltip: { trigger: "item" },
    radar: {
      indicator: spec.axes.map((one) => ({ name: one.name, max: number(one.max) })), radius: narrow ? "55%" : "64%", center: ["50%", "55%"],
      axisName: { color: ink.ink, fontSize: 12 }, splitLine: { lineStyle: { color: ink.line } }, splitArea: { show: false },
      axisLine: { lineStyle: { color: ink.line } },
    },
    series: [{ type: "radar", data, symbolSize: 5 }],
  }; // prettier-ignore
}

function graph(spec, ink) {
  const groups = [...new Set(spec.nodes.map((one) => one.group).filter(Boolean))];
  const nodes = spec.nodes.map((one) => ({
    id: String(one.id), name: one.name, href: one.href, symbolSize: 14 + 10 * Math.log2(1 + (one.size ?? 1)),
    category: one.group ? groups.indexOf(one.group) : undefined, itemStyle: one.light ? { color: colour(`light-${one.light}`) } : {},
  })); // prettier-ignore
  return {
    tooltip: { trigger: "item", valueFormatter: undefined },
    legend: { show: groups.length > 0, data: groups },
    series: [{
      type: "graph", layout: "force", data: nodes, categories: groups.map((name) => ({ name })), roam: "move", draggable: true,
      links: spec.links.map((one) => ({ source: String(one.from), target: String(one.to), label: one.name ? { show: true, formatter: one.name, color: ink.soft } : {} })),
      force: { repulsion: 220, edgeLength: 90, layoutAnimation: false }, edgeSymbol: ["none", "arrow"], edgeSymbolSize: 7,
      lineStyle: { color: ink.edge }, label: { show: true, position: "bottom", color: ink.ink, fontSize: 12 }, top: 40,
    }],
  }; // prettier-ignore
}

// A bar a span; one that has no length is a mark.
function gantt(spec, ink, { narrow }) {
  const data = spec.rows.flatMap((row, at) =>
    row.spans.map((one) => ({
      value: [at, Date.parse(one.from), Date.parse(one.to)], name: `${row.name}\n${one.name} ${one.from} – ${one.to}`, href: row.href,
      itemStyle: { color: colour(one.tone, one.ahead ? 0.3 : 1) },
    })),
  ); // prettier-ignore
  const bar = (_, api) => {
    const [x, y] = api.coord([api.value(1), api.value(0)]);
    const tall = Math.min(18, api.size([0, 1])[1] * 0.7);
    const wide = Math.max(3, api.coord([api.value(2), api.value(0)])[0] - x);
    return { type: "rect", shape: { x, y: y - tall / 2, width: wide, height: tall }, style: { fill: api.visual("color") } };
  };
  const label = { color: ink.soft, fontSize: 12 };
  const names = { ...label, width: narrow ? 96 : 220, overflow: "truncate", interval: 0 };
  return {
    grid: { left: 4, right: 16, top: 24, bottom: 4, containLabel: true },
    xAxis: { type: "time", position: "top", axisLabel: { ...label, hideOverlap: true }, splitLine: { show: true, lineStyle: { color: ink.line } } },
    yAxis: { type: "category", inverse: true, data: spec.rows.map((row) => row.name), axisLabel: names, axisTick: { show: false }, axisLine: { lineStyle: { color: ink.edge } } },
    tooltip: { trigger: "item", formatter: (shown) => shown.name },
    legend: { show: false },
    series: [{
      type: "custom", renderItem: bar, encode: { x: [1, 2], y: 0 }, data, clip: true,
      markLine: spec.now && { silent: true, symbol: "none", data: [{ xAxis: spec.now }], label: { show: false }, lineStyle: { color: ink.seal, type: "solid", width: 1 } },
    }],
  }; // prettier-ignore
}

const KINDS = { line, bars, donut, radar, graph, gantt };
const INK = ["ink", "soft", "line", "edge", "card", "accent", "seal"];

/** ECharts' option for a chart of ours, in the colours that are in force now. */
export function option(spec, room) {
  const kind = KINDS[spec.kind];
  if (!kind) throw new Error(`no chart of the kind ${spec.kind}: ${Object.keys(KINDS).join(", ")}`);
  const ink = Object.fromEntries(INK.map((name) => [name, colour(name)]));
  const shared = ground(spec, ink);
  const own = kind(spec, ink, room);
  return { ...shared, ...own, tooltip: { ...shared.tooltip, ...own.tooltip }, legend: { ...shared.legend, ...own.legend } };
}
