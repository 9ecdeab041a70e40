import type { KV, KvWatchEntry } from '@nats-io/kv';

export interface ReadOptions {
  /** Key filter, or several, with the wildcards `*` and `>`. */
  readonly key: string | string[];
  /** Whether only keys and revisions are read, without values. */
  readonly headers_only?: boolean;
  /** Timeout, ms. */
  readonly withinMs: number;
}

/**
 * Reads the current content of a bucket, in the order of its changes.
 *
 * @throws <Error> after the timeout; the client itself would wait without a limit while the broker is unavailable.
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
  if (isLate) throw new Error(`The broker did not deliver the bucket within ${withinMs / 1000} s.`);
  return read;
}
