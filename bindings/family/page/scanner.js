// Reads a code with the camera, where the browser can.

export class Scanner {
  /** `found` is told the first code that begins as ours does. */
  constructor(found, changed) {
    this.found = found;
    this.changed = changed;
    this.on = false;
    this.refused = false;
  }

  static get possible() {
    return "BarcodeDetector" in globalThis && Boolean(navigator.mediaDevices?.getUserMedia);
  }

  async start() {
    this.on = true;
    this.changed();
    try {
      this.pictures = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      const video = document.getElementById("scanner");
      if (!this.on || !video) return this.stop();
      video.srcObject = this.pictures;
      await video.play();
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      while (this.on) {
        const codes = await detector.detect(video);
        const ours = codes.map(({ rawValue }) => rawValue).find((text) => text.startsWith("kinguard1:"));
        if (ours) {
          this.stop();
          return this.found(ours);
        }
        await new Promise((done) => setTimeout(done, 200));
      }
    } catch {
      this.refused = true;
    }
    return this.stop();
  }

  stop() {
    this.on = false;
    for (const track of this.pictures?.getTracks() ?? []) track.stop();
    this.pictures = null;
    this.changed();
  }
}
