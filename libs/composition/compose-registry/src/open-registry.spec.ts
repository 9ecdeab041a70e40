import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fakeRegistry, givenCamera } from '@vialog/registry/conformance';
import { describeUnless, missingPostgres, startPostgres, type PostgresUnderTest } from '@vialog/testkit';
import { pino } from 'pino';
import { openRegistry } from './open-registry.ts';

describeUnless(missingPostgres(), describe)('openRegistry', () => {
  let server: PostgresUnderTest;
  const dataDir = mkdtempSync(join(tmpdir(), 'vialog-open-'));
  const logger = pino({ level: 'silent' });
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    rmSync(dataDir, { recursive: true, force: true });
    await server.remove();
  });

  test('an empty PostgreSQL registry is rejected while the SQLite registry in the data folder has cameras', async () => {
    const settings = { VIALOG_DATA_DIR: dataDir, DATABASE_URL: await server.database() };
    const sqlite = await openRegistry({ VIALOG_DATA_DIR: dataDir }, logger);
    const empty = await openRegistry(settings, logger);
    await empty.close();
    const camera = await givenCamera(fakeRegistry());
    await sqlite.store.put({ basedOn: 0, camera });
    await sqlite.close();
    await expect(openRegistry(settings, logger)).rejects.toThrow(
      /The PostgreSQL registry is empty, but .*registry\.db has cameras \(1\).*npx vialog registry move/,
    );
  });
});
