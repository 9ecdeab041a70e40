import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { listenRefusal } from '@vialog/http-api';
import { bareTable, environmentTable, readEnvironment } from '@vialog/service-kit';
import { standaloneEnvironment } from './configuration.ts';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const read = (source: Record<string, string>) =>
  readEnvironment(standaloneEnvironment, { source, readFile: () => 'a-token-from-a-file\n' });
const valueOf = (source: Record<string, string>) => {
  const reading = read(source);
  if (!reading.ok) throw new Error(JSON.stringify(reading.bad));
  return reading.value;
};

describe('the environment', () => {
  test('stands in the README as the schema has it', () => {
    expect(bareTable(readme)).toBe(bareTable(environmentTable(standaloneEnvironment)));
  });

  test('may be empty: a laptop needs no settings', () => {
    expect(valueOf({})).toMatchObject({
      VIALOG_HOST: '127.0.0.1',
      VIALOG_PORT: 7070,
      VIALOG_DEMO: true,
      VIALOG_ALLOW_CIDRS: [],
    });
  });

  test('names every bad variable at once, and never the secret', () => {
    const reading = read({
      VIALOG_PORT: 'http',
      VIALOG_ALLOW_CIDRS: '10.0.0.0/99',
      VIALOG_ADMIN_TOKEN: 'short',
    });
    expect(reading.ok).toBe(false);
    const bad = reading.ok ? [] : reading.bad;
    expect(bad.map((each) => each.name).sort()).toEqual([
      'VIALOG_ADMIN_TOKEN',
      'VIALOG_ALLOW_CIDRS',
      'VIALOG_PORT',
    ]);
    expect(JSON.stringify(bad)).not.toContain('short"');
  });

  test('takes the token from a file', () => {
    expect(valueOf({ VIALOG_ADMIN_TOKEN_FILE: 'somewhere' }).VIALOG_ADMIN_TOKEN).toBe('a-token-from-a-file');
  });

  test('off loopback the server starts only with a token and TLS in front', () => {
    const token = { VIALOG_ADMIN_TOKEN: 'a-token-of-good-length' };
    expect(listenRefusal(valueOf({}))).toBeUndefined();
    expect(listenRefusal(valueOf({ VIALOG_HOST: '0.0.0.0' }))).toMatch(/VIALOG_ADMIN_TOKEN/);
    expect(listenRefusal(valueOf({ VIALOG_HOST: '0.0.0.0', ...token }))).toMatch(/VIALOG_BEHIND_TLS/);
    expect(
      listenRefusal(valueOf({ VIALOG_HOST: '0.0.0.0', VIALOG_BEHIND_TLS: '1', ...token })),
    ).toBeUndefined();
  });
});
