// The colours of dajuan.css as a canvas can use them: rgb of what is in force now, in the light theme or the dark.
const probe = document.createElement("span");
probe.hidden = true;
const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/** `colour("accent")` → "rgb(28, 79, 143)". Whatever colour space the sheet speaks, sRGB comes out. */
export function colour(name, opacity = 1) {
  if (!probe.isConnected) document.body.append(probe);
  probe.style.color = "";
  probe.style.color = `var(--${name})`;
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = getComputedStyle(probe).color;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
  return opacity === 1 ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}

/** The colours of series that have no meaning of their own, far apart in hue and in lightness. */
export const series = () => [1, 2, 3, 4, 5, 6, 7, 8].map((place) => colour(`series-${place}`));

/** `then` is called when the theme has changed, by the page's switch or by the machine. */
export function whenThemeChanges(then) {
  new MutationObserver(then).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", then);
}
