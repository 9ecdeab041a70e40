import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Camera } from '@vialog/contracts';
import type { CameraStore } from './camera-store.port.ts';
import { fakeRegistry, givenCamera } from './fixed-registry.fake.ts';
import {
  RegistryReset,
  type RegistryChange,
  type RegistryPosition,
  type RegistryReader,
} from './registry-reader.port.ts';

/** A reader and the store whose changes it reads. */
export interface ReaderUnderTest {
  readonly store: Pick<CameraStore, 'put' | 'erase'>;
  readonly reader: RegistryReader;
  close(): Promise<void>;
}

/** Tests for every reader of the registry, also for a reader of a copy. */
export function registryReaderConformance(name: string, open: () => Promise<ReaderUnderTest>): void {
  describe(`registry reader: ${name}`, () => {
    let opened: ReaderUnderTest;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());
    readerConforms(() => opened);
  });
}

let template: Camera | undefined;

export async function aCamera(id: string, changes: Partial<Camera> = {}): Promise<Camera> {
  template ??= await givenCamera(fakeRegistry());
  return { ...template, cameraId: id.padStart(12, '0'), ...changes };
}

export async function put(
  stores: Pick<ReaderUnderTest, 'store'>,
  ...cameras: readonly Camera[]
): Promise<void> {
  for (const camera of cameras) await stores.store.put({ basedOn: camera.version - 1, camera });
}

export function readerConforms(given: () => ReaderUnderTest): void {
  let empty: RegistryPosition;
  beforeEach(async () => {
    empty = (await given().reader.snapshot()).position;
  });
  const after = (revision: number): RegistryPosition => ({ ...empty, revision: empty.revision + revision });
  const listen = async (from: number, count: number) =>
    (await take(given().reader, after(from), count)).map((change) => labelOf(change, empty.revision));

  test('the snapshot of an empty registry is complete and has no cameras', async () => {
    const snapshot = await given().reader.snapshot();
    expect(snapshot).toMatchObject({ cameras: [], isComplete: true });
    expect(snapshot.position.epoch).toMatch(/./);
  });

  test('a snapshot has all versions of all cameras, and its position follows every change', async () => {
    const camera = await aCamera('a');
    const renamed = { ...camera, version: 2, name: 'renamed' };
    await put(given(), camera, renamed, await aCamera('b'));
    const { position, cameras } = await given().reader.snapshot();
    expect(position).toEqual(after(3));
    expect(cameras).toEqual([camera, renamed, await aCamera('b')]);
  });

  test('each change arrives once and in order, from before and after the listener started', async () => {
    const camera = await aCamera('a');
    await put(given(), camera, { ...camera, version: 2 });
    const listening = listen(1, 3);
    await put(given(), { ...camera, version: 3 });
    await given().store.erase({ cameras: [], sites: [] });
    await put(given(), await aCamera('b'));
    expect(await listening).toEqual(['2:a2', '3:a3', '4:b1']);
  });

  test('an erasure arrives, and the versions of the erased camera do not', async () => {
    const camera = await aCamera('a');
    await put(given(), camera);
    await given().store.erase({ cameras: [camera.cameraId, '00000000zzzz'], sites: [] });
    await put(given(), await aCamera('b'));
    expect(await listen(0, 2)).toEqual(['2:-a', '3:b1']);
  });

  test('reading changes ends when the signal aborts', async () => {
    const stop = new AbortController();
    const seen = drain(given().reader, stop.signal);
    stop.abort();
    expect(await seen).toEqual([]);
  });

  test('a reader rejects a position of another registry', async () => {
    await put(given(), await aCamera('a'));
    await expect(firstAfter(given().reader, { epoch: 'another', revision: 1 })).rejects.toThrow(
      RegistryReset,
    );
  });

  test('a reader rejects a position ahead of a restored registry', async () => {
    await put(given(), await aCamera('a'));
    const { position } = await given().reader.snapshot();
    const ahead = { ...position, revision: position.revision + 5 };
    await expect(firstAfter(given().reader, ahead)).rejects.toThrow(RegistryReset);
  });
}

async function firstAfter(reader: RegistryReader, position: RegistryPosition): Promise<unknown> {
  for await (const change of reader.changes(position, new AbortController().signal)) return change;
  return undefined;
}

async function take(
  reader: RegistryReader,
  position: RegistryPosition,
  count: number,
): Promise<RegistryChange[]> {
  const stop = new AbortController();
  const seen: RegistryChange[] = [];
  for await (const change of reader.changes(position, stop.signal)) {
    if (seen.push(change) === count) stop.abort();
  }
  return seen;
}

async function drain(reader: RegistryReader, signal: AbortSignal): Promise<RegistryChange[]> {
  const { position } = await reader.snapshot();
  const seen: RegistryChange[] = [];
  for await (const change of reader.changes(position, signal)) seen.push(change);
  return seen;
}

/** Revisions relative to the empty registry: a copy may start with another number. */
const labelOf = (change: RegistryChange, base: number): string =>
  change.kind === 'erased'
    ? `${change.revision - base}:-${change.cameraId.at(-1)}`
    : `${change.revision - base}:${change.camera.cameraId.at(-1)}${change.camera.version}`;
