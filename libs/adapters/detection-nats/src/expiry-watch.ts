/** At most one line in so long, ms. */
const tellEveryMs = 60_000;
/** Single frames come too late after any pause of the broker; from this share on something is wrong. */
const worthTelling = 0.1;

/** Notices that frames come when nobody waits for them any more, which nobody else sees: senders say `detector_down`. */
export class ExpiryWatch {
  #since: number | undefined;
  #seen = 0;
  #expired = 0;

  /** Notes a frame; `now`: monotonic ms. A sentence for people when a minute is over and a tenth or more came too late. */
  saw(isExpired: boolean, now: number): string | undefined {
    this.#since ??= now;
    this.#seen += 1;
    if (isExpired) this.#expired += 1;
    if (now - this.#since < tellEveryMs) return undefined;
    const [seen, expired] = [this.#seen, this.#expired];
    [this.#since, this.#seen, this.#expired] = [now, 0, 0];
    if (expired < seen * worthTelling) return undefined;
    return (
      `${expired} of the last ${seen} frames had expired when they came here: the clocks of ingest and detector must ` +
      'agree within a second; if they do, there are too few detectors'
    );
  }
}
