import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sessionStoreConformance } from '@vialog/access/conformance';
import type { Camera } from '@vialog/contracts';
import { fakeRegistry, givenCamera, registryStoreConformance } from '@vialog/registry/conformance';
import { describeUnless, missingPostgres, startPostgres, type PostgresUnderTest } from '@vialog/testkit';
import { openPostgresRegistry, type OpenRegistry } from './open-registry.ts';

describeUnless(missingPostgres(), describe)('registry in PostgreSQL', () => {
  let server: PostgresUnderTest;
  beforeAll(async () => {
    server = await startPostgres();
  }, 120_000);
  afterAll(() => server.remove());

  registryStoreConformance('postgresql', async () => openPostgresRegistry(await server.database()));
  sessionStoreConformance('postgresql', async () => openPostgresRegistry(await server.database()));

  async function opened(work: (registries: OpenRegistry[]) => Promise<void>, count = 1): Promise<void> {
    const url = await server.database();
    const registries: OpenRegistry[] = [];
    for (let i = 0; i < count; i += 1) registries.push(await openPostgresRegistry(url));
    try {
      await work(registries);
    } finally {
      for (const registry of registries) await registry.close();
    }
  }

  test('a feed misses no change although two processes write at once', async () => {
    await opened(async ([one, two]) => {
      const seen: string[] = [];
      const stop = new AbortController();
      const heard = (async () => {
        for await (const change of one!.feed.changes(0, stop.signal)) {
          if ('camera' in change) seen.push(change.camera.cameraId);
          if (seen.length === 60) return;
        }
      })();
      const writes = Object.entries({ a: one, b: two }).flatMap(([who, registry]) =>
        Array.from({ length: 30 }, async (_, i) =>
          registry!.store.put({ basedOn: 0, camera: await aCamera(`${who}${i}`) }),
        ),
      );
      await Promise.all(writes);
      await heard;
      stop.abort();
      expect(new Set(seen).size).toBe(60);
    }, 2);
  }, 60_000);

  test('names are sorted by their bytes, as in SQLite, whatever the language of the server', async () => {
    await opened(async ([registry]) => {
      const names = ['Zebra', 'apple', 'Ärger', '北停车场', '_first'];
      for (const [i, name] of names.entries())
        await registry!.store.put({ basedOn: 0, camera: { ...(await aCamera(`n${i}`)), name } });
      const listed = await registry!.directory.list({}, { limit: 10 });
      expect(listed.map((camera) => camera.name)).toEqual(['_first', 'apple', 'Zebra', 'Ärger', '北停车场']);
    });
  });

  test('a server that was away is found again', async () => {
    if (!server.isOwn) return;
    await opened(async ([registry]) => {
      const camera = await aCamera('a');
      await registry!.store.put({ basedOn: 0, camera });
      await server.kill();
      await expect(registry!.check()).rejects.toThrow();
      await server.start();
      await registry!.check();
      expect(await registry!.directory.latest(camera.cameraId)).toEqual(camera);
    });
  }, 60_000);

  test.each([
    ['a database that is not there', (url: URL) => (url.pathname = '/nowhere'), /does not exist/],
    ['a port where nobody listens', (url: URL) => (url.port = '1'), /nobody listens there/],
  ])('%s is told with what to do and without the password', async (_title, change, expected) => {
    const url = new URL(await server.database());
    url.password = 'hidden-word';
    change(url);
    const failure = await openPostgresRegistry(url.href).then(() => undefined, (error: Error) => error); // prettier-ignore
    expect(failure?.message).toMatch(expected);
    expect(failure?.message).not.toContain('hidden-word');
  });
});

test('what is no URL of PostgreSQL is refused', async () => {
  await expect(openPostgresRegistry('mysql://root@localhost/x')).rejects.toThrow(/expected postgresql:\/\//);
});

async function aCamera(id: string): Promise<Camera> {
  return { ...(await givenCamera(fakeRegistry())), cameraId: id.padStart(12, '0') };
}
