// What can be heard, felt and seen of an alarm. Browsers let a page sound only after somebody has touched it once.

/** As long as anybody can be expected to be near. It begins again with the next message about the danger. */
const LONGEST_MS = 600_000;
const TEST_MS = 4000;
const RHYTHM = [700, 200, 700, 200, 1000, 400];

export class Alarm {
  constructor(changed) {
    this.changed = changed;
    this.on = false;
    this.reason = null;
    const unlock = () => this.unlock();
    for (const kind of ["pointerdown", "pointerup", "click", "keydown"]) addEventListener(kind, unlock, { capture: true });
    document.addEventListener("visibilitychange", () => { if (this.on) this.stayAwake(); });
  }

  /** Whether an alarm can be heard. */
  get ready() {
    return this.sound?.state === "running";
  }

  unlock() {
    if (this.ready || !touched()) return;
    this.sound ??= new AudioContext();
    if (this.on && !this.source) this.play();
    this.sound.resume().then(this.changed, () => {});
  }

  /** Begins, or goes on. What has sounded for long enough stays silent until there is another `reason`. */
  start(reason, title) {
    this.title = title;
    if (this.reason === reason) return;
    this.stop();
    this.reason = reason;
    this.on = true;
    this.over = setTimeout(() => this.end(), LONGEST_MS);
    this.flash = setInterval(() => { document.title = document.title.startsWith("⚠") ? this.title : `⚠ ${this.title}`; }, 900);
    document.title = `⚠ ${title}`;
    this.shake();
    this.shaking = setInterval(() => this.shake(), RHYTHM.reduce((sum, part) => sum + part, 0));
    this.play();
    this.stayAwake();
  }

  /** Sounds for some seconds: to hear whether it can be heard, and for what is loud but no danger. */
  test() {
    this.unlock();
    if (this.on) return;
    this.play();
    this.shake();
    setTimeout(() => { if (!this.on) this.silence(); }, TEST_MS);
  }

  stop() {
    this.reason = null;
    this.end();
  }

  end() {
    if (!this.on) return;
    this.on = false;
    clearTimeout(this.over);
    clearInterval(this.flash);
    clearInterval(this.shaking);
    document.title = this.title;
    if (touched()) navigator.vibrate?.(0);
    this.silence();
    this.lock?.release().catch(() => {});
    this.lock = null;
  }

  shake() {
    if (touched()) navigator.vibrate?.(RHYTHM);
  }

  /** Sounds on and on; if nobody has touched the page yet, from the first touch on. */
  play() {
    this.silence();
    if (!this.sound) return;
    this.source = this.sound.createBufferSource();
    this.source.buffer = twoTones(this.sound);
    this.source.loop = true;
    this.source.connect(this.sound.destination);
    this.source.start();
  }

  silence() {
    this.source?.stop();
    this.source = null;
  }

  /** Keeps the screen lit. */
  stayAwake() {
    if (document.visibilityState !== "visible") return;
    navigator.wakeLock?.request("screen").then((lock) => {
      if (this.on) this.lock = lock;
      else lock.release();
    }, () => {});
  }
}

/** Whether somebody has touched this page, where the browser tells. */
const touched = () => navigator.userActivation?.hasBeenActive ?? true;

/** A second of two tones in turn, which ears notice over a television. */
function twoTones(context) {
  const rate = context.sampleRate;
  const buffer = context.createBuffer(1, rate, rate);
  const samples = buffer.getChannelData(0);
  for (let at = 0; at < rate; at += 1) {
    const tone = at < rate / 2 ? 880 : 1174;
    samples[at] = Math.sign(Math.sin((2 * Math.PI * tone * at) / rate)) * 0.5;
  }
  return buffer;
}
