// Which servers this page may speak to. The page begins with "any https": a code can name any server. Once it is known
// which, everything else is shut off, for good: policies only ever add up, so a new pairing begins with a fresh page.

let narrowed = false;

export const isNarrowed = () => narrowed;

export function narrow(servers) {
  const origins = [...new Set(servers.map(originOf).filter(Boolean))];
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = `connect-src ${origins.join(" ") || "'none'"}`;
  document.head.append(meta);
  narrowed = true;
}

function originOf(server) {
  try {
    return new URL(server).origin;
  } catch {
    return null;
  }
}
