/** How long the latest token of a shard is stored after its last frame, ms. */
const retentionMs = 60_000;

/**
 * Latest fencing token of each shard, to drop frames of a previous owner. Tokens expire: when the broker loses its disk,
 * tokens start at 1 again, and the frames of the new owners are accepted after a minute.
 */
export class LatestFencingTokens {
  readonly #latest = new Map<string, { readonly number: number; readonly seenAt: number }>();

  /** Whether no newer token of the shard is known. `token`: `<shard>:<number>`; `now`: monotonic ms. */
  accepts(token: string, now: number): boolean {
    const [shard = '', text] = token.split(':');
    const number = Number(text);
    const latest = this.#latest.get(shard);
    if (latest && number < latest.number && now - latest.seenAt <= retentionMs) return false;
    this.#latest.set(shard, { number, seenAt: now });
    return true;
  }
}
