// Traces in and out of the page: as a file, as a link, as a folder.

async function through(bytes, stream) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

/** A trace as the fragment of an address: it is sent to nobody. */
export async function toFragment(trace) {
  const packed = await through(new TextEncoder().encode(trace), new CompressionStream("deflate-raw"));
  const letters = Array.from(packed, (byte) => String.fromCharCode(byte)).join("");
  return `t=${btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

/** The trace in such a fragment. */
export async function fromFragment(packed) {
  const letters = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  return new TextDecoder().decode(await through(bytes, new DecompressionStream("deflate-raw")));
}

const isTrace = (name) => name.endsWith(".json");

/** The traces among chosen files, as pairs of a name and a text. */
export async function readFiles(files) {
  const traces = [...files].filter((file) => isTrace(file.name));
  return Promise.all(traces.map(async (file) => [file.webkitRelativePath || file.name, await file.text()]));
}

/** The same for what was dropped, folders included. */
export async function readDropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const files = (await Promise.all(entries.map(filesBelow))).flat();
  return Promise.all(files.map(async ([path, file]) => [path, await file.text()]));
}

async function filesBelow(entry) {
  if (entry.isFile) {
    if (!isTrace(entry.name)) return [];
    const file = await new Promise((done, failed) => entry.file(done, failed));
    return [[entry.fullPath.replace(/^\//, ""), file]];
  }
  const reader = entry.createReader();
  const found = [];
  // It returns a hundred at a time.
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) break;
    found.push(...(await Promise.all(some.map(filesBelow))).flat());
  }
  return found;
}
