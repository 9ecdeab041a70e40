import { VialogError, minuteMs, type Clock } from '@vialog/contracts';

/** Pictures of one camera per user and minute, stills and trials together. */
export const picturesPerMinute = 30;

/** Limits how often a picture of a camera is taken: each can open another connection to the camera. */
export class PictureBudget {
  readonly #clock: Pick<Clock, 'monotonic'>;
  /** Times of the pictures of the last minute, monotonic ms. */
  readonly #taken = new Map<string, readonly number[]>();

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
  }

  /** @throws {VialogError} RATE_LIMITED when the last minute had as many pictures as are allowed */
  take(holder: string, cameraId: string): void {
    const now = this.#clock.monotonic();
    for (const [key, times] of this.#taken)
      if ((times.at(-1) ?? 0) <= now - minuteMs) this.#taken.delete(key);
    const key = JSON.stringify([holder, cameraId]);
    const recent = (this.#taken.get(key) ?? []).filter((at) => at > now - minuteMs);
    if (recent.length >= picturesPerMinute) {
      const waitMs = (recent[0] ?? now) + minuteMs - now;
      throw new VialogError(
        'RATE_LIMITED',
        `More than ${picturesPerMinute} pictures of this camera in a minute; wait ${Math.ceil(waitMs / 1_000)} seconds.`,
        { retryAfterSeconds: waitMs / 1_000 },
      );
    }
    this.#taken.set(key, [...recent, now]);
  }
}
