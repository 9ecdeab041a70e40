import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { administratorTokenIn } from './administrator-token-file.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'vialog-access-'));
});
afterEach(() => {
  chmodSync(dataDir, 0o700);
  rmSync(dataDir, { recursive: true });
});

test('creates the administrator token once, readable by its owner only', async () => {
  const token = await administratorTokenIn(dataDir);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(await administratorTokenIn(dataDir)).toBe(token);
  expect(statSync(join(dataDir, 'administrator.token')).mode & 0o777).toBe(0o600);
});

test('stops the start instead of replacing an administrator token that cannot be read', async () => {
  // A folder in place of the file fails for every user, root included (EISDIR).
  mkdirSync(join(dataDir, 'administrator.token'));
  await expect(administratorTokenIn(dataDir)).rejects.toThrow(
    /administrator token in .*administrator\.token cannot be read \(EISDIR\).*VIALOG_ADMIN_TOKEN/,
  );
});

test('keeps an administrator token written by the operator', async () => {
  writeFileSync(join(dataDir, 'administrator.token'), 'token-of-the-operator\n');
  expect(await administratorTokenIn(dataDir)).toBe('token-of-the-operator');
  expect(readFileSync(join(dataDir, 'administrator.token'), 'utf8')).toBe('token-of-the-operator\n');
});
