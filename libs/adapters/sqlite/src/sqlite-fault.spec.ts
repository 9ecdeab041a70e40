import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sqliteFaultOf, writeFaultAdvice, type SqliteFault } from './sqlite-fault.ts';

describe('SQLite errors', () => {
  let folder: string;
  let path: string;
  const opened: DatabaseSync[] = [];
  const open = (options: { readOnly?: boolean } = {}): DatabaseSync => {
    const database = new DatabaseSync(path, { timeout: 0, ...options });
    opened.push(database);
    return database;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vialog-sqlite-'));
    path = join(folder, 'some.db');
    open().exec('create table notes (id integer primary key, name text unique, body text)');
  });
  afterEach(() => {
    for (const database of opened.splice(0)) database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const insert = "insert into notes values (1, 'a', 'x')";
  const failures: readonly [SqliteFault, () => unknown][] = [
    [
      'diskFull',
      () => open().exec(`pragma max_page_count = 3; insert into notes values (9, 'z', zeroblob(99999))`),
    ],
    ['readOnly', () => open({ readOnly: true }).exec(insert)],
    ['cannotOpen', () => new DatabaseSync(join(folder, 'missing', 'some.db'))],
    [
      'busy',
      () => {
        open().exec('begin immediate');
        open().exec(insert);
      },
    ],
    ['uniqueViolation', () => open().exec(`${insert}; ${insert}`)],
    ['uniqueViolation', () => open().exec(`${insert}; insert into notes values (2, 'a', 'y')`)],
    [
      'corrupt',
      () => {
        path = join(folder, 'other.db');
        writeFileSync(path, 'no database '.repeat(100));
        open().exec('select * from sqlite_master');
      },
    ],
    ['other', () => open().exec('select nothing')],
  ];

  test.each(failures)('classifies a real failure as %s', (expected, fail) => {
    expect(sqliteFaultOf(errorOf(fail))).toBe(expected);
  });

  test.each([
    [{ errcode: 778 }, 'ioError'],
    [{ errcode: 4874 }, 'ioError'],
    [{ errcode: 264 }, 'readOnly'],
    [{ code: 'ENOSPC' }, 'diskFull'],
    [{ code: 'EROFS' }, 'readOnly'],
    [new Error('anything'), 'other'],
    [undefined, 'other'],
  ] as const)('classifies the error %j as %s', (error, expected) => {
    expect(sqliteFaultOf(error)).toBe(expected);
  });

  test('advises to free space only for a full disk', () => {
    expect(writeFaultAdvice('diskFull')).toMatch(/free some space/);
    for (const fault of ['readOnly', 'cannotOpen', 'ioError'] as const)
      expect(writeFaultAdvice(fault)).not.toMatch(/full|space/);
    expect(writeFaultAdvice('corrupt')).toBeUndefined();
  });
});

function errorOf(fail: () => unknown): unknown {
  try {
    fail();
  } catch (error) {
    return error;
  }
  throw new Error('expected a failure');
}
