import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { environmentOrExit } from './environment-or-exit.ts';
import { environmentTable } from './environment-table.ts';
import { readEnvironment } from './read-environment.ts';
import { secret } from './secret.ts';
import { shownDefault } from './shown-default.ts';
import { folder } from './folder-variable.ts';
import { listVariable, portVariable, switchVariable } from './variable-types.ts';

const schema = z.object({
  VIALOG_PORT: portVariable.prefault('7070').describe('Port of the API'),
  VIALOG_DEMO: switchVariable.prefault('1').describe('Shows the demo town'),
  VIALOG_HOSTS: listVariable.prefault('').describe('Host names | more'),
  VIALOG_NAME: z.string().min(1).describe('Name of the installation'),
  VIALOG_ADMIN_TOKEN: secret(z.string().min(12, 'expected at least 12 characters').optional()).describe(
    'Token',
  ),
});

const files: Readonly<Record<string, string>> = { '/run/token': 'from a file, long enough\n' };
const readFile = (path: string): string => {
  const text = files[path];
  if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  return text;
};
const read = (source: Record<string, string>) => readEnvironment(schema, { source, readFile });
const invalidOf = (source: Record<string, string>): string[] => {
  const reading = read(source);
  return reading.ok ? [] : reading.invalid.map(({ name, message }) => `${name}: ${message}`);
};

test('an app starts in spite of a misspelt variable and reports it', () => {
  const written: string[] = [];
  const stderr = { write: (text: string) => written.push(text) };
  const exit = (code: number): never => {
    throw new Error(`exit ${code}`);
  };
  const env = { VIALOG_NAME: 'x', VIALOG_PROT: '1', VIALOG_ADMIN_TOKEN_FILE: '' };
  expect(environmentOrExit(schema, { env, stderr, exit })).toMatchObject({ VIALOG_PORT: 7070 });
  expect(written.join('')).toMatch(/^VIALOG_PROT is not a variable .* did you mean VIALOG_PORT\?\n$/);
});

describe('reading the environment', () => {
  test('the default of a variable is used if it is not set or empty', () => {
    expect(read({ VIALOG_NAME: ' x ', VIALOG_PORT: '', VIALOG_HOSTS: 'a, b,' })).toEqual({
      ok: true,
      value: { VIALOG_NAME: 'x', VIALOG_PORT: 7070, VIALOG_DEMO: true, VIALOG_HOSTS: ['a', 'b'] },
    });
  });

  test('all invalid variables are reported at once with their values', () => {
    expect(invalidOf({ VIALOG_PORT: '70x', VIALOG_DEMO: 'yes' })).toEqual([
      'VIALOG_PORT: expected a port number from 0 to 65535; found "70x"',
      'VIALOG_DEMO: expected 1 (on) or 0 (off); found "yes"',
      expect.stringMatching(/^VIALOG_NAME: is not set; /),
    ]);
  });

  test.each(['65536', '-1', '7.5', '1e3', '0x10'])('the port %s is invalid', (port) => {
    expect(invalidOf({ VIALOG_NAME: 'x', VIALOG_PORT: port })).toHaveLength(1);
  });

  test('the value of a secret is not printed', () => {
    const text = invalidOf({ VIALOG_NAME: 'x', VIALOG_ADMIN_TOKEN: 'hunter2' }).join();
    expect(text).toContain('expected at least 12 characters');
    expect(text).not.toContain('hunter2');
  });

  test('a secret is read from a file without its last line break', () => {
    const reading = read({ VIALOG_NAME: 'x', VIALOG_ADMIN_TOKEN_FILE: '/run/token' });
    expect(reading).toMatchObject({ value: { VIALOG_ADMIN_TOKEN: 'from a file, long enough' } });
  });

  test('a secret that is set twice and a file that cannot be read are each reported once', () => {
    expect(
      invalidOf({
        VIALOG_NAME: 'x',
        VIALOG_ADMIN_TOKEN: 'a'.repeat(12),
        VIALOG_ADMIN_TOKEN_FILE: '/run/token',
      }),
    ).toEqual([
      'VIALOG_ADMIN_TOKEN: expected either VIALOG_ADMIN_TOKEN or VIALOG_ADMIN_TOKEN_FILE and found both',
    ]);
    expect(invalidOf({ VIALOG_NAME: 'x', VIALOG_ADMIN_TOKEN_FILE: '/nowhere' })).toEqual([
      'VIALOG_ADMIN_TOKEN_FILE: expected a readable file at "/nowhere": ENOENT',
    ]);
  });

  test('a folder that cannot be used is an invalid variable, and a folder that is not set is not checked', () => {
    const folders = z.object({
      VIALOG_DATA_DIR: folder(z.string().default('./data'), 'write').describe('Data'),
      VIALOG_MEDIA_DIR: folder(z.string().optional(), 'read').describe('Clips'),
    });
    const checked: string[] = [];
    const readFolders = (source: Record<string, string>) =>
      readEnvironment(folders, {
        source,
        readFile,
        folderFault: (path, use) => (
          checked.push(`${use} ${path}`),
          path === '/nope' ? 'no such folder' : undefined
        ),
      });
    expect(readFolders({})).toMatchObject({ ok: true });
    expect(checked).toEqual(['write ./data']);
    expect(readFolders({ VIALOG_DATA_DIR: '/nope', VIALOG_MEDIA_DIR: '/nope' })).toEqual({
      ok: false,
      invalid: [
        { name: 'VIALOG_DATA_DIR', message: 'no such folder; found "/nope"' },
        { name: 'VIALOG_MEDIA_DIR', message: 'no such folder; found "/nope"' },
      ],
    });
  });

  test('a value that is part of the message is not repeated', () => {
    const ranges = z.object({ RANGES: z.string().refine(() => false, 'invalid range: "10.0.0.0/99"') });
    const reading = readEnvironment(ranges, { source: { RANGES: '10.0.0.0/99' }, readFile });
    expect(reading).toMatchObject({ invalid: [{ message: 'invalid range: "10.0.0.0/99"' }] });
  });

  test('a variable that is not a secret cannot be read from a file', () => {
    expect(invalidOf({ VIALOG_NAME_FILE: '/run/token' })).toHaveLength(1);
  });

  test('an app with an invalid variable reports it on standard error and exits with 1', () => {
    const written: string[] = [];
    const exit = (code: number): never => {
      throw new Error(`exit ${code}`);
    };
    const stderr = { write: (text: string) => written.push(text) };
    expect(() => environmentOrExit(schema, { env: {}, stderr, exit })).toThrow('exit 1');
    expect(written.join('')).toMatch(/Invalid configuration; not starting:\n {2}VIALOG_NAME: is not set/);
  });
});

test('a default that differs between machines is described in the table', () => {
  const cores = shownDefault(z.coerce.number().default(17), 'number of cores minus 1').describe('Processes');
  const table = environmentTable(z.object({ VIALOG_DETECTORS: cores }));
  expect(table).toContain('| `VIALOG_DETECTORS` | number of cores minus 1 | Processes |');
});

test('the table lists defaults and the files of secrets and escapes vertical bars', () => {
  expect(environmentTable(schema).split('\n')).toEqual([
    '| variable | default | meaning |',
    '|---|---|---|',
    '| `VIALOG_PORT` | `7070` | Port of the API |',
    '| `VIALOG_DEMO` | `1` | Shows the demo town |',
    '| `VIALOG_HOSTS` |  | Host names \\| more |',
    '| `VIALOG_NAME` | required | Name of the installation |',
    '| `VIALOG_ADMIN_TOKEN`, `VIALOG_ADMIN_TOKEN_FILE` |  | Token |',
    '',
  ]);
});
