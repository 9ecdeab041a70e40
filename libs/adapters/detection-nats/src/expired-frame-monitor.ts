/** Interval between two warnings, ms. */
const intervalMs = 60_000;
/** Single frames expire after any interruption of the broker. From this share on there is a fault. */
const warningShare = 0.1;

/** Warns when many frames arrive expired. Senders report only `detector_down` then, which hides the cause. */
export class ExpiredFrameMonitor {
  #since: number | undefined;
  #seen = 0;
  #expired = 0;

  /** Records a frame; `now`: monotonic ms. Returns a warning once per interval when 10 % or more of the frames expired. */
  record(isExpired: boolean, now: number): string | undefined {
    this.#since ??= now;
    this.#seen += 1;
    if (isExpired) this.#expired += 1;
    if (now - this.#since < intervalMs) return undefined;
    const [seen, expired] = [this.#seen, this.#expired];
    [this.#since, this.#seen, this.#expired] = [now, 0, 0];
    if (expired < seen * warningShare) return undefined;
    return (
      `${expired} of the last ${seen} frames were expired on arrival. Synchronise the clocks of ingest and detector to ` +
      'within a second; if they are synchronised, add detectors.'
    );
  }
}
