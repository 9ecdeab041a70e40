import { expect, test } from '@jest/globals';
import type { KV, KvWatchEntry } from '@nats-io/kv';
import { readEntries } from './read-entries.ts';

const entry = (key: string, delta: number) => ({ key, delta }) as KvWatchEntry;

/** A bucket whose first read, second read, and so on return these entries. */
function bucketOf(...reads: readonly (readonly KvWatchEntry[])[]): KV {
  const remaining = [...reads];
  const history = () => {
    const entries = remaining.shift() ?? [];
    const iterate = async function* () {
      yield* await Promise.resolve(entries);
    };
    return Promise.resolve(Object.assign(iterate(), { stop: () => undefined }));
  };
  return { history } as unknown as KV;
}

const read = (bucket: KV, isEmpty = true) =>
  readEntries(bucket, { key: '>', withinMs: 10_000, isEmpty: () => Promise.resolve(isEmpty) });

test('a bucket is read again when the client ended the history before its last entry', async () => {
  const complete = [entry('a', 1), entry('b', 0)];
  expect(await read(bucketOf([entry('a', 1)], complete))).toEqual(complete);
});

test('a bucket with entries is read again when the client returned none', async () => {
  const complete = [entry('a', 0)];
  expect(await read(bucketOf([], complete), false)).toEqual(complete);
});

test('an empty bucket is read once', async () => {
  expect(await read(bucketOf([], [entry('a', 0)]))).toEqual([]);
});
