/** How long the newest fence of a shard is remembered after its last frame, ms. */
const rememberedMs = 60_000;

/**
 * Tells frames of a shard's holder from those of one that lost it. The memory fades: should the leases be lost with the
 * broker's disk, their numbers begin at one again, and the new holders are believed after a minute.
 */
export class FenceMemory {
  readonly #newest = new Map<string, { readonly number: number; readonly seenAt: number }>();

  /** Whether no newer fence of the shard was seen. `fence`: `<shard>:<number>`; `now`: monotonic ms. */
  accepts(fence: string, now: number): boolean {
    const [shard = '', text] = fence.split(':');
    const number = Number(text);
    const known = this.#newest.get(shard);
    if (known && number < known.number && now - known.seenAt <= rememberedMs) return false;
    this.#newest.set(shard, { number, seenAt: now });
    return true;
  }
}
