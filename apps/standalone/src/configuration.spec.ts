import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { listenRejection } from '@vialog/http-api';
import { readEnvironment } from '@vialog/configuration';
import { environmentConforms } from '@vialog/configuration/conformance';
import { standaloneEnvironment } from './configuration.ts';

environmentConforms({
  schema: standaloneEnvironment,
  readme: readFileSync(new URL('../../../README.md', import.meta.url), 'utf8'),
  wrong: {
    VIALOG_PORT: 'http',
    VIALOG_ALLOW_CIDRS: '10.0.0.0/99',
    VIALOG_ADMIN_TOKEN: 'hush',
    VIALOG_TRUSTED_PROXIES: '0.0.0.0/0',
  },
  secret: 'VIALOG_ADMIN_TOKEN',
});

const valueOf = (source: Record<string, string>) => {
  const reading = readEnvironment(standaloneEnvironment, { source, readFile: () => '' });
  if (!reading.ok) throw new Error(JSON.stringify(reading.invalid));
  return reading.value;
};

describe('environment of the standalone server', () => {
  test('needs no variables and enables the demo town by default', () => {
    expect(valueOf({})).toMatchObject({ VIALOG_PORT: 7070, VIALOG_DEMO: true, VIALOG_ALLOW_CIDRS: [] });
  });

  test('requires a writable data folder and readable folders of clips and models', () => {
    const looked: string[] = [];
    const source = { VIALOG_DATA_DIR: '/data', VIALOG_MEDIA_DIR: '/clips', VIALOG_MODELS_DIR: '/models' };
    const folderFault = (path: string, use: string) => (looked.push(`${use} ${path}`), 'it is not there');
    const reading = readEnvironment(standaloneEnvironment, { source, readFile: () => '', folderFault });
    expect(looked.sort()).toEqual(['read /clips', 'read /models', 'write /data']);
    expect(reading.ok ? [] : reading.invalid.map(({ name }) => name).sort()).toEqual(
      Object.keys(source).sort(),
    );
  });

  test('names an invalid address range once', () => {
    const source = { VIALOG_ALLOW_CIDRS: '10.0.0.0/99' };
    const reading = readEnvironment(standaloneEnvironment, { source, readFile: () => '' });
    expect(JSON.stringify(reading).match(/10\.0\.0\.0\/99/g)).toHaveLength(1);
  });

  test('does not listen on other addresses than loopback without a token and a TLS proxy', () => {
    const token = { VIALOG_ADMIN_TOKEN: 'a-token-of-good-length' };
    expect(listenRejection(valueOf({}))).toBeUndefined();
    expect(listenRejection(valueOf({ VIALOG_HOST: '0.0.0.0' }))).toMatch(/VIALOG_ADMIN_TOKEN/);
    expect(listenRejection(valueOf({ VIALOG_HOST: '0.0.0.0', ...token }))).toMatch(/VIALOG_BEHIND_TLS/);
    expect(
      listenRejection(valueOf({ VIALOG_HOST: '0.0.0.0', VIALOG_BEHIND_TLS: '1', ...token })),
    ).toBeUndefined();
  });
});
