import { expect, jest, test } from '@jest/globals';
import { fakeRegistry, givenCamera } from '@vialog/registry/conformance';
import { Kysely } from 'kysely';
import { GroupCommit } from './group-commit.ts';
import { NodeSqliteDialect, openSqlite } from './node-sqlite-dialect.ts';
import { openSqliteRegistry } from './open-registry.ts';
import type { RegistryTables } from './registry-tables.ts';

test('writes that arrive together share one transaction, and one that fails does not affect the others', async () => {
  const db = new Kysely<RegistryTables>({ dialect: new NodeSqliteDialect(openSqlite(':memory:')) });
  const transactions = jest.spyOn(db, 'transaction');
  await db.schema
    .createTable('registry_marks')
    .addColumn('name', 'text')
    .addColumn('value', 'text')
    .execute();
  const commits = new GroupCommit(db);
  const mark = (name: string) =>
    commits.write(async (trx) => {
      await trx.insertInto('registry_marks').values({ name, value: '' }).execute();
      if (name === 'bad') throw new Error('rejected');
    });
  const outcomes = await Promise.allSettled(['a', 'bad', 'b'].map(mark));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(transactions).toHaveBeenCalledTimes(1);
  const rows = await db.selectFrom('registry_marks').select('name').execute();
  expect(rows.map(({ name }) => name)).toEqual(['a', 'b']);
  await db.destroy();
});

test('every write fails when the transaction cannot be committed', async () => {
  const db = new Kysely<RegistryTables>({ dialect: new NodeSqliteDialect(openSqlite(':memory:')) });
  const full = { execute: () => Promise.reject(new Error('the disk is full')) };
  jest.spyOn(db, 'transaction').mockReturnValueOnce(full as unknown as ReturnType<typeof db.transaction>);
  const commits = new GroupCommit(db);
  const outcomes = await Promise.allSettled([1, 2].map(() => commits.write(() => Promise.resolve())));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(commits.write(() => Promise.resolve())).resolves.toBeUndefined();
  await db.destroy();
});

test('registrations that arrive together are all stored, in the order in which they arrived', async () => {
  const registry = await openSqliteRegistry(':memory:');
  const ports = fakeRegistry({ store: registry.store, directory: registry.directory });
  const cameras = await Promise.all(
    Array.from({ length: 120 }, (_, i) => givenCamera(ports, { name: `c${i}`, code: `code-${i % 119}` })).map(
      (registered) => registered.catch((error: unknown) => error as { code: string }),
    ),
  );
  expect(cameras.filter((camera) => 'cameraId' in camera)).toHaveLength(119);
  expect(cameras.at(-1)).toMatchObject({ code: 'CODE_TAKEN' });
  expect((await registry.reader.snapshot()).position.revision).toBe(119);
  await registry.close();
});
