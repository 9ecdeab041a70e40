import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { kioskLinkStoreConformance, sessionStoreConformance } from '@vialog/access/conformance';
import {
  alertChannelStoreConformance,
  alertRuleStoreConformance,
  alertStoreConformance,
  savedSearchStoreConformance,
} from '@vialog/alerting/conformance';
import { reportScheduleStoreConformance, scheduleRunnerConformance } from '@vialog/reports/conformance';
import { calendarStoreConformance } from '@vialog/calendars/conformance';
import type { Camera } from '@vialog/contracts';
import {
  accuracyCheckStoreConformance,
  fakeRegistry,
  givenCamera,
  healthHistoryConformance,
  modelBindingStoreConformance,
  registryStoreConformance,
  setCountStoreConformance,
} from '@vialog/registry/conformance';
import {
  describeUnless,
  missingPostgres,
  startPostgres,
  until,
  type PostgresUnderTest,
} from '@vialog/testkit';
import pg from 'pg';
import { openPostgresRegistry, type OpenRegistry } from './open-registry.ts';
import { openPool, writersLock } from './postgres-dialect.ts';
import { postgresError } from './postgres-fault.ts';

describeUnless(missingPostgres(), describe)('registry in PostgreSQL', () => {
  let server: PostgresUnderTest;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());

  registryStoreConformance('postgresql', async () => openPostgresRegistry(await server.database()));
  sessionStoreConformance('postgresql', async () => openPostgresRegistry(await server.database()));
  kioskLinkStoreConformance('postgresql', async () => openPostgresRegistry(await server.database()));
  accuracyCheckStoreConformance('postgresql', async () => openPostgresRegistry(await server.database()));
  setCountStoreConformance('postgresql', async () => openPostgresRegistry(await server.database()));
  alertRuleStoreConformance('postgresql', async () => openPostgresRegistry(await server.database()));
  alertStoreConformance('postgresql', async () => openPostgresRegistry(await server.database()));
  alertChannelStoreConformance('postgresql', async () => openPostgresRegistry(await server.database()));
  reportScheduleStoreConformance('postgresql', async () => openPostgresRegistry(await server.database()));
  scheduleRunnerConformance('postgresql', async () => {
    const url = await server.database();
    return [await openPostgresRegistry(url), await openPostgresRegistry(url)];
  });
  calendarStoreConformance('postgresql', async () => openPostgresRegistry(await server.database()));
  savedSearchStoreConformance('postgresql', async () => openPostgresRegistry(await server.database()));
  modelBindingStoreConformance('postgresql', async () => openPostgresRegistry(await server.database()));
  healthHistoryConformance('postgresql', async () => openPostgresRegistry(await server.database()));

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

  test('a listener misses no change when an earlier transaction commits later', async () => {
    const url = await server.database();
    const [registry, earlier] = [await openPostgresRegistry(url), new pg.Client({ connectionString: url })];
    const stop = new AbortController();
    const { position } = await registry.reader.snapshot();
    const seen: number[] = [];
    const received = (async () => {
      for await (const { revision } of registry.reader.changes(position, stop.signal)) {
        seen.push(revision);
        if (revision === 3) return;
      }
    })();
    await earlier.connect();
    await earlier.query('begin');
    await earlier.query('select pg_advisory_xact_lock($1)', [writersLock]);
    await earlier.query("insert into registry_changes (camera_id) values ('erased')");
    const later = registry.store.put({ basedOn: 0, camera: await aCamera('later') });
    const waits = "select 1 from pg_locks where locktype = 'advisory' and not granted";
    while (seen.length === 0 && (await earlier.query(waits)).rowCount === 0) await sleep(20);
    await earlier.query('commit');
    await later;
    await registry.store.put({ basedOn: 0, camera: await aCamera('last') });
    await received;
    expect(seen).toEqual([1, 2, 3]);
    await earlier.end();
    await registry.close();
  });

  test('two processes can write to a PostgreSQL registry at the same time', async () => {
    await opened(async ([one, two]) => {
      const writes = Array.from({ length: 60 }, async (_, i) =>
        (i % 2 ? one : two)!.store.put({ basedOn: 0, camera: await aCamera(`${i}`) }),
      );
      await Promise.all(writes);
      expect((await one!.reader.snapshot()).position.revision).toBe(60);
    }, 2);
  });

  test('names are sorted by their bytes as in SQLite, independent of the locale of the server', async () => {
    await opened(async ([registry]) => {
      const names = ['Zebra', 'apple', 'Ärger', '北停车场', '_first'];
      for (const [i, name] of names.entries())
        await registry!.store.put({ basedOn: 0, camera: { ...(await aCamera(`n${i}`)), name } });
      const listed = await registry!.directory.list({}, { limit: 10 });
      expect(listed.map((camera) => camera.name)).toEqual(['_first', 'apple', 'Zebra', 'Ärger', '北停车场']);
    });
  });

  test('two processes can open an empty database at the same time', async () => {
    const url = await server.database();
    const both = await Promise.all([openPostgresRegistry(url), openPostgresRegistry(url)]);
    for (const registry of both) {
      expect((await registry.reader.snapshot()).position.revision).toBe(0);
      await registry.close();
    }
  });

  test('a transaction that times out waiting for the lock fails, and its connection can be used again', async () => {
    const url = await server.database();
    const registry = await openPostgresRegistry(`${url}?lock_timeout=200`);
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query('begin');
    await other.query('select pg_advisory_xact_lock($1)', [writersLock]);
    const camera = await aCamera('a');
    await expect(registry.store.put({ basedOn: 0, camera })).rejects.toMatchObject({ code: '55P03' });
    await other.end();
    await registry.store.put({ basedOn: 0, camera });
    expect(await registry.directory.latest(camera.cameraId)).toEqual(camera);
    await registry.close();
  });

  test('of two concurrent changes of a camera one is rejected, independent of the default isolation level', async () => {
    const url = await server.database();
    const strict = `${url}?options=${encodeURIComponent('-c default_transaction_isolation=serializable')}`;
    const [one, two] = [await openPostgresRegistry(strict), await openPostgresRegistry(strict)];
    for (let i = 0; i < 10; i += 1) {
      const camera = await aCamera(`${i}`);
      const put = ({ store }: OpenRegistry) => store.put({ basedOn: 0, camera });
      const outcomes = await Promise.allSettled([put(one), put(two)]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const rejected = outcomes.find(({ status }) => status === 'rejected');
      expect(rejected).toMatchObject({ reason: { code: 'CAMERA_CHANGED' } });
    }
    await Promise.all([one.close(), two.close()]);
  });

  test('a search for a character that PostgreSQL cannot store finds nothing', async () => {
    await opened(async ([registry]) => {
      await registry!.store.put({ basedOn: 0, camera: await aCamera('a') });
      expect(await registry!.directory.list({ text: '\0' }, { limit: 10 })).toEqual([]);
    });
  });

  test('a connection that breaks during a query rejects the query and does not end the process', async () => {
    const url = await server.database();
    const broken: Error[] = [];
    const pool = openPool({ url, onConnectionError: (error) => void broken.push(error) });
    const client = await pool.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const sleeping = client.query('select pg_sleep(5)');
    const rejected = expect(sleeping).rejects.toThrow();
    await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await rejected;
    await until(() => broken.length > 0);
    client.release(true);
    await pool.query('select 1');
    await pool.end();
  });

  test('the registry reconnects after an outage of the server', async () => {
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
  });

  test.each([
    ['a database that does not exist', (url: URL) => (url.pathname = '/nowhere'), /does not exist/],
    ['a port without a server', (url: URL) => (url.port = '1'), /connection refused/],
  ])('opening %s fails with advice and without the password', async (_title, change, expected) => {
    const url = new URL(await server.database());
    url.password = 'hidden-word';
    change(url);
    const failure = await openPostgresRegistry(url.href).then(
      () => undefined,
      (error: Error) => error,
    );
    expect(failure?.message).toMatch(expected);
    expect(failure?.message).not.toContain('hidden-word');
  });
});

test('a wrong password is reported without the password', () => {
  const url = 'postgresql://vialog:hidden-word@db:5432/registry';
  const rejected = Object.assign(new Error('password authentication failed'), { code: '28P01' });
  expect(postgresError(url, rejected).message).toBe(
    "The registry's database db:5432/registry cannot be used: wrong user or password.",
  );
});

test('a URL that is not a PostgreSQL URL is rejected', async () => {
  await expect(openPostgresRegistry('mysql://root@localhost/x')).rejects.toThrow(/expected postgresql:\/\//);
});

async function aCamera(id: string): Promise<Camera> {
  return { ...(await givenCamera(fakeRegistry())), cameraId: id.padStart(12, '0') };
}
