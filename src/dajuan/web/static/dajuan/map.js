// Maps: every [data-map] shows GeoJSON of the same origin on a plain ground. No tiles, no glyphs, nothing from outside.
//
//   <figure class="map">
//     <div class="canvas" data-map="/p/parks/map.geojson" aria-label="…"     FeatureCollection of points, lines, polygons (WGS 84)
//          data-boundary="/zone.geojson"      optional: the zone's own outline, drawn under it
//          data-colour-by="light"             property that gives the colour
//          data-legend="legend-1"             id of json: [{"value": "red", "name": "红灯", "colour": "light-red"}, …]
//                                             colour: a name of dajuan.css; a last row without "value" is for all others
//          a line may say its "width" in pixels
//          data-name="name" data-link="href"  properties: what is written in the popup, where its link goes
//     ></div>
//   </figure>
//   and beside it the list of the same things, which is what stays where WebGL is not to be had.
//
// By keyboard: Tab to the map, arrows and +/- move it, Enter opens what lies under its centre.
import { colour, whenThemeChanges } from "./colours.js";
import { said } from "./words.js";

const NEAR = 14; // pixels around the centre that Enter looks at
const beside = (name, given) => new URL(given ?? `vendor/maplibre/${name}`, given ? location.href : import.meta.url).href;
const drawn = new Map(); // element → [map, legend]
let library;

function maplibre() {
  const given = document.body.dataset;
  library ??= (async () => {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = beside("maplibre-gl.css", given.maplibreCss);
    document.head.append(sheet);
    const loaded = await import(beside("maplibre-gl.mjs", given.maplibre));
    loaded.setWorkerUrl(beside("maplibre-gl-worker.mjs", given.maplibreWorker));
    return loaded;
  })();
  return library;
}

async function collection(address) {
  if (!address) return { type: "FeatureCollection", features: [] };
  const url = new URL(address, location.href);
  if (url.origin !== location.origin) throw new Error(`not of this origin: ${url}`);
  const answer = await fetch(url, { headers: { Accept: "application/geo+json, application/json" } });
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.json();
}

const legendOf = (place) => JSON.parse(document.getElementById(place.dataset.legend)?.textContent ?? "[]");

function paint(place, legend) {
  const others = legend.find((row) => row.value === undefined);
  const rest = colour(others?.colour ?? "accent");
  const rows = legend.filter((row) => row.value !== undefined);
  if (!place.dataset.colourBy || !rows.length) return rest;
  return ["match", ["to-string", ["get", place.dataset.colourBy]], ...rows.flatMap((row) => [String(row.value), colour(row.colour)]), rest];
}

function layers(place, legend) {
  const tone = paint(place, legend);
  const edge = colour("ink");
  const shape = (name) => ["==", ["geometry-type"], name];
  return [
    { id: "ground", type: "background", paint: { "background-color": colour("paper") } },
    { id: "boundary", type: "fill", source: "boundary", paint: { "fill-color": colour("card"), "fill-outline-color": colour("edge") } },
    { id: "boundary-line", type: "line", source: "boundary", paint: { "line-color": colour("edge"), "line-width": 1.5, "line-dasharray": [3, 2] } },
    { id: "areas", type: "fill", source: "things", filter: shape("Polygon"), paint: { "fill-color": tone, "fill-opacity": 0.55 } },
    { id: "edges", type: "line", source: "things", filter: shape("Polygon"), paint: { "line-color": edge, "line-width": 1, "line-opacity": 0.7 } },
    { id: "lines", type: "line", source: "things", filter: shape("LineString"), paint: { "line-color": tone, "line-width": ["coalesce", ["get", "width"], 3] } },
    {
      id: "points", type: "circle", source: "things", filter: shape("Point"),
      paint: { "circle-color": tone, "circle-radius": ["interpolate", ["linear"], ["zoom"], 8, 4, 14, 9], "circle-stroke-color": edge, "circle-stroke-width": 1.25 },
    },
  ]; // prettier-ignore
}

// Each layer costs the worker a walk over every feature: those that nothing would be drawn in are left out.
function wanted(place, legend, { features }) {
  const kinds = new Set(features.map((one) => one.geometry?.type.replace("Multi", "")));
  const every = kinds.has("GeometryCollection");
  return layers(place, legend).filter((one) => one.source !== "things" || every || kinds.has(one.filter.at(-1)));
}

function bounds(collections) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const widen = (at) => {
    if (typeof at[0] !== "number") return at.forEach(widen);
    [box[0], box[1], box[2], box[3]] = [Math.min(box[0], at[0]), Math.min(box[1], at[1]), Math.max(box[2], at[0]), Math.max(box[3], at[1])];
  };
  const geometries = (one) => (one?.type === "GeometryCollection" ? one.geometries.forEach(geometries) : one?.coordinates && widen(one.coordinates));
  collections.forEach(({ features }) => features.forEach((one) => geometries(one.geometry)));
  return Number.isFinite(box[0]) ? box : null;
}

function told(place, feature) {
  const name = String(feature.properties[place.dataset.name ?? "name"] ?? "");
  const address = feature.properties[place.dataset.link ?? "href"];
  const sameOrigin = address && new URL(address, location.href).origin === location.origin;
  const label = document.createElement(sameOrigin ? "a" : "span");
  label.textContent = name || said("无名称", "no name");
  if (sameOrigin) label.href = address;
  return label;
}

function opens(loaded, map, place, ids) {
  const shown = ["points", "lines", "areas"].filter((id) => ids.includes(id));
  const open = (at, box) => {
    const [feature] = map.queryRenderedFeatures(box ?? at, { layers: shown });
    if (!feature) return;
    const label = told(place, feature);
    new loaded.Popup({ offset: 8 }).setLngLat(map.unproject(at)).setDOMContent(label).addTo(map);
    if (label.href) label.focus();
  };
  map.on("click", (event) => open(event.point));
  map.on("mousemove", (event) => {
    map.getCanvas().style.cursor = map.queryRenderedFeatures(event.point, { layers: shown }).length ? "pointer" : "";
  });
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const { x, y } = map.project(map.getCenter());
    open([x, y], [[x - NEAR, y - NEAR], [x + NEAR, y + NEAR]]); // prettier-ignore
  });
}

// A swatch is SVG with a fill attribute: a style attribute would be refused.
function writeLegend(place, legend) {
  const figure = place.closest("figure");
  if (!figure || !legend.length) return;
  figure.querySelector(".map-legend")?.remove();
  const list = document.createElement("ul");
  list.className = "map-legend";
  for (const row of legend) {
    const item = document.createElement("li");
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    for (const [key, value] of Object.entries({ cx: 7, cy: 7, r: 6, fill: colour(row.colour), stroke: colour("ink") })) dot.setAttribute(key, value);
    svg.setAttribute("viewBox", "0 0 14 14");
    svg.setAttribute("aria-hidden", "true");
    svg.append(dot);
    item.append(svg, row.name);
    list.append(item);
  }
  place.after(list);
}

const LOCALE = () => ({
  "Map.Title": said("地图", "Map"),
  "NavigationControl.ZoomIn": said("放大", "Zoom in"),
  "NavigationControl.ZoomOut": said("缩小", "Zoom out"),
  "Popup.Close": said("关闭", "Close"),
});

async function draw(place) {
  const [things, boundary, loaded] = await Promise.all([collection(place.dataset.map), collection(place.dataset.boundary), maplibre()]);
  const legend = legendOf(place);
  const source = (data) => ({ type: "geojson", data });
  const box = bounds([things.features.length ? things : boundary]);
  const drawing = wanted(place, legend, things);
  const map = new loaded.Map({
    container: place, attributionControl: false, dragRotate: false, pitchWithRotate: false, locale: LOCALE(), maxZoom: 18,
    style: { version: 8, sources: { boundary: source(boundary), things: source(things) }, layers: drawing },
    ...(box && { bounds: box, fitBoundsOptions: { padding: 32, maxZoom: 15 } }),
  }); // prettier-ignore
  map.touchZoomRotate.disableRotation();
  map.addControl(new loaded.NavigationControl({ showCompass: false }), "top-right");
  if (place.ariaLabel) map.getCanvas().setAttribute("aria-label", place.ariaLabel);
  opens(loaded, map, place, drawing.map((one) => one.id));
  writeLegend(place, legend);
  map.once("idle", () => (place.dataset.drawn = ""));
  drawn.set(place, [map, legend]);
}

function repaint([map, legend], place) {
  const shown = layers(place, legend).filter((one) => map.getLayer(one.id));
  for (const layer of shown) for (const [name, value] of Object.entries(layer.paint)) map.setPaintProperty(layer.id, name, value);
  writeLegend(place, legend);
}

// A browser has few drawing contexts: a map that has left the page gives its own back.
function forget() {
  for (const [place, [map]] of drawn) {
    if (place.isConnected) continue;
    map.remove();
    drawn.delete(place);
  }
}

function say(place, words) {
  const note = document.createElement("p");
  note.className = "map-none";
  note.setAttribute("role", "status");
  note.textContent = words;
  place.hidden = true;
  place.after(note);
}

const drawable = () => Boolean(document.createElement("canvas").getContext("webgl2"));

async function look() {
  forget();
  for (const place of document.querySelectorAll("[data-map]:not([data-seen])")) {
    place.dataset.seen = "";
    if (!drawable()) {
      say(place, said("这台机器的浏览器画不了地图（没有 WebGL），请看列表。", "This browser cannot draw the map (no WebGL); the list has the same things."));
      continue;
    }
    await draw(place).catch((error) => {
      console.warn(error);
      say(place, said("地图没有取到，请看列表，或刷新再试。", "The map could not be fetched; see the list, or load the page again."));
    });
  }
}

whenThemeChanges(() => drawn.forEach(repaint));
document.addEventListener("htmx:afterSettle", look);
document.addEventListener("dajuan:changed", look);
look();
