import type { KV, KvWatchEntry } from '@nats-io/kv';

export interface ReadOptions {
  /** Keys, with `*` and `>`; any of several. */
  readonly key: string | string[];
  /** Maximum duration, ms. */
  readonly withinMs: number;
  /** Whether the bucket has no entry of these keys. Called when nothing was read. */
  readonly isEmpty: () => Promise<boolean>;
}

/**
 * Reads what a bucket holds at this moment, in the order of its changes. The client ends a history at the first idle
 * heartbeat, which a slow client or a large bucket receives before the last entry; then everything is read again.
 * @throws {Error} when reading takes longer than `withinMs`: the client itself waits while the broker is unavailable
 */
export async function readEntries(
  bucket: KV,
  { key, withinMs, isEmpty }: ReadOptions,
): Promise<KvWatchEntry[]> {
  const deadline = AbortSignal.timeout(withinMs);
  for (;;) {
    const entries = await readHistory(bucket, key, deadline);
    if (deadline.aborted)
      throw new Error(`The broker did not deliver the bucket within ${withinMs / 1000} s.`);
    const last = entries.at(-1);
    if (last ? last.delta === 0 : await isEmpty()) return entries;
  }
}

async function readHistory(
  bucket: KV,
  key: string | string[],
  deadline: AbortSignal,
): Promise<KvWatchEntry[]> {
  const read: KvWatchEntry[] = [];
  const entries = await bucket.history({ key });
  const stop = (): void => entries.stop();
  if (deadline.aborted) stop();
  deadline.addEventListener('abort', stop, { once: true });
  try {
    for await (const entry of entries) read.push(entry);
  } finally {
    deadline.removeEventListener('abort', stop);
  }
  return read;
}
