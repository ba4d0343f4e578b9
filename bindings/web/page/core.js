// The core. The module is part of the page, so nothing is fetched.

import { MODULE } from "./module.js";
import { initSync, Simulation, app_kind, app_name, classify, evaluate, region, replay_json, rules, search, span, steps, verdict } from "./kinguard_web.js";

/** Unpacks the module and starts it. */
export async function startCore() {
  const packed = Uint8Array.from(atob(MODULE), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  initSync({ module: await WebAssembly.compile(await new Response(unpacked).arrayBuffer()) });
}

export { Simulation, app_kind, app_name, classify, evaluate, region, replay_json, rules, search, span, steps, verdict };
