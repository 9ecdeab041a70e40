import type { KV, KvWatchEntry } from '@nats-io/kv';

export interface ReadOptions {
  /** Keys, with `*` and `>`; any of several. */
  readonly key: string | string[];
  /** Keys and revisions alone, without values. */
  readonly headers_only?: boolean;
  /** How long it may take, ms. */
  readonly withinMs: number;
}

/**
 * What a bucket holds at this moment, in the order of its changes. Rejects when that takes too long: the client itself
 * would wait as long as the broker is away.
 */
export async function readEntries(
  bucket: KV,
  { withinMs, ...options }: ReadOptions,
): Promise<KvWatchEntry[]> {
  const read: KvWatchEntry[] = [];
  const entries = await bucket.history(options);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    entries.stop();
  }, withinMs);
  try {
    for await (const entry of entries) read.push(entry);
  } finally {
    clearTimeout(timer);
  }
  if (isLate) throw new Error(`a bucket of the broker could not be read within ${withinMs / 1000} s`);
  return read;
}
