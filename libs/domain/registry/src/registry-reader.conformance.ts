import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Camera } from '@vialog/contracts';
import type { CameraStore } from './camera-store.port.ts';
import { fakeRegistry, givenCamera } from './fixed-registry.fake.ts';
import type { RegistryChange, RegistryReader } from './registry-reader.port.ts';

/** A feed and the store whose changes it tells: a change that was put is told, wherever the feed has it from. */
export interface ReaderUnderTest {
  readonly store: Pick<CameraStore, 'put' | 'erase'>;
  readonly feed: RegistryReader;
  close(): Promise<void>;
}

/** What every feed of the registry does, also one that is not beside its store. */
export function registryReaderConformance(name: string, open: () => Promise<ReaderUnderTest>): void {
  describe(`registry feed: ${name}`, () => {
    let fed: ReaderUnderTest;
    beforeEach(async () => {
      fed = await open();
    });
    afterEach(() => fed.close());
    feedConforms(() => fed);
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

export function feedConforms(given: () => ReaderUnderTest): void {
  test('an empty registry is revision 0 without cameras', async () => {
    expect(await given().feed.snapshot()).toEqual({ revision: 0, cameras: [] });
  });

  test('a snapshot has the newest versions and the revision behind them', async () => {
    const camera = await aCamera('a');
    await put(given(), camera, { ...camera, version: 2, name: 'renamed' });
    const snapshot = await given().feed.snapshot();
    expect(snapshot.revision).toBe(2);
    expect(snapshot.cameras.map((each) => each.name)).toEqual(['renamed']);
  });

  test('changes come once, in order, those before and those after the listener came', async () => {
    const camera = await aCamera('a');
    await put(given(), camera, { ...camera, version: 2 });
    const listening = take(given().feed, 1, 3);
    await put(given(), { ...camera, version: 3 });
    await given().store.erase({ cameras: [], sites: [] });
    await put(given(), await aCamera('b'));
    expect((await listening).map(labelOf)).toEqual(['2:a2', '3:a3', '4:b1']);
  });

  test('an erasure is told, and the erased versions are not', async () => {
    const camera = await aCamera('a');
    await put(given(), camera);
    await given().store.erase({ cameras: [camera.cameraId, '00000000zzzz'], sites: [] });
    await put(given(), await aCamera('b'));
    expect((await take(given().feed, 0, 2)).map(labelOf)).toEqual(['2:-a', '3:b1']);
  });

  test('listening ends when the signal aborts', async () => {
    const stop = new AbortController();
    const seen = drain(given().feed, stop.signal);
    stop.abort();
    expect(await seen).toEqual([]);
  });
}

async function take(feed: RegistryReader, after: number, count: number): Promise<RegistryChange[]> {
  const stop = new AbortController();
  const seen: RegistryChange[] = [];
  for await (const change of feed.changes(after, stop.signal)) {
    if (seen.push(change) === count) stop.abort();
  }
  return seen;
}

async function drain(feed: RegistryReader, signal: AbortSignal): Promise<RegistryChange[]> {
  const seen: RegistryChange[] = [];
  for await (const change of feed.changes(0, signal)) seen.push(change);
  return seen;
}

const labelOf = (change: RegistryChange): string =>
  'erased' in change
    ? `${change.revision}:-${change.erased.at(-1)}`
    : `${change.revision}:${change.camera.cameraId.at(-1)}${change.camera.version}`;
