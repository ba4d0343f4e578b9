// What this browser keeps: one record for each parent, sealed with a key that no script can read. Beside it, in another
// storage, stands how new it is and whose it was, so that a record that was lost or put back is found.

const DATABASE = "kinguard-family";
const MARK = "kinguard-family:";

const asked = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

const bytes = (text) => new TextEncoder().encode(text);

/** Another tab has taken over. */
export class Superseded extends Error {}

export class Store {
  static async open() {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore("keys");
      opening.result.createObjectStore("parents");
    };
    const store = new Store();
    store.database = await asked(opening);
    const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    store.token = crypto.randomUUID();
    // Whoever comes last owns the storage. An older tab that wakes up finds that out in its next transaction.
    await store.transaction(async (keys) => {
      store.key = (await asked(keys.get("wrap"))) ?? fresh;
      keys.put(store.key, "wrap");
      keys.put(store.token, "owner");
    });
    return store;
  }

  /** Runs `change` in one transaction and waits until it is on the disk. */
  transaction(change) {
    const begun = this.database.transaction(["keys", "parents"], "readwrite", { durability: "strict" });
    return new Promise((done, failed) => {
      let reason = null;
      begun.oncomplete = () => done();
      begun.onabort = () => failed(reason ?? begun.error ?? new Error("not stored"));
      Promise.resolve(change(begun.objectStore("keys"), begun.objectStore("parents"))).catch((error) => {
        reason = error;
        try {
          begun.abort();
        } catch {
          failed(error);
        }
      });
    });
  }

  async owned(change) {
    await this.transaction(async (keys, parents) => {
      if ((await asked(keys.get("owner"))) !== this.token) throw new Superseded();
      change(parents);
    });
  }

  /** Stores a record, and then how new it is. */
  async put(record) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bytes(record.id) }, this.key, bytes(JSON.stringify(record)));
    // A new record has its mark first: a mark alone reads as lost, a record alone could have been put back.
    if (!localStorage.getItem(MARK + record.id)) mark({ ...record, generation: 0 });
    await this.owned((parents) => parents.put({ iv, sealed }, record.id));
    try {
      mark(record);
    } catch {
      // The record is stored, and the old mark still fits it.
    }
  }

  async remove(id) {
    await this.owned((parents) => parents.delete(id));
    localStorage.removeItem(MARK + id);
  }

  /** Every parent there is a record or a mark of: `{ id, record, mark }`. Without a record the keys are lost. */
  async all() {
    let found = [];
    await this.transaction(async (_, parents) => {
      const [ids, sealed] = await Promise.all([asked(parents.getAllKeys()), asked(parents.getAll())]);
      found = ids.map((id, at) => [id, sealed[at]]);
    });
    const records = new Map();
    for (const [id, { iv, sealed }] of found) records.set(id, await this.opened(id, iv, sealed));
    const ids = new Set([...marks().keys(), ...records.keys()]);
    const all = [...ids].map((id) => {
      const known = marks().get(id) ?? null;
      const record = records.get(id) ?? null;
      // Without a mark nobody can tell whether an old record was put back.
      const whole = record && known && known.generation <= record.generation;
      return { id, record: whole ? record : null, mark: known ?? { name: record?.name ?? "", number: record?.number ?? "", since: 0 } };
    });
    return all.sort((one, other) => one.mark.since - other.mark.since);
  }

  async opened(id, iv, sealed) {
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: bytes(id) }, this.key, sealed);
      return JSON.parse(new TextDecoder().decode(plain));
    } catch {
      return null;
    }
  }
}

function mark({ id, generation, name, number, key, since }) {
  localStorage.setItem(MARK + id, JSON.stringify({ generation, name, number, key, since }));
}

function marks() {
  const found = new Map();
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(MARK)) continue;
    try {
      found.set(name.slice(MARK.length), JSON.parse(localStorage.getItem(name)));
    } catch {
      found.set(name.slice(MARK.length), { generation: Number.MAX_SAFE_INTEGER, name: "", number: "", since: 0 });
    }
  }
  return found;
}
