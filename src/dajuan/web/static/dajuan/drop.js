// Drop zones: <label class="drop" data-drop><span>把文件拖到这里，或点选</span><input type="file" name="file"><output></output></label>
// The input stays the form's own: without this script it is chosen by click. Names and sizes are written into <output>.
const size = (bytes) => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);
const zoneOf = (event) => event.target.closest?.("[data-drop]");

function mark(event, over) {
  const zone = zoneOf(event);
  if (!zone || !event.dataTransfer?.types.includes("Files")) return null;
  event.preventDefault();
  zone.classList.toggle("over", over);
  return zone;
}

function tell(input) {
  const output = input.closest("[data-drop]")?.querySelector("output");
  if (output) output.textContent = [...input.files].map((file) => `${file.name}（${size(file.size)}）`).join("\n");
}

function take(event) {
  const zone = mark(event, false);
  const input = zone?.querySelector("input[type=file]");
  if (!input || !event.dataTransfer.files.length) return;
  const files = new DataTransfer();
  for (const file of input.multiple ? event.dataTransfer.files : [event.dataTransfer.files[0]]) files.items.add(file);
  input.files = files.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("dragover", (event) => mark(event, true));
document.addEventListener("dragleave", (event) => mark(event, false));
document.addEventListener("drop", take);
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-drop] input[type=file]")) tell(event.target);
});
