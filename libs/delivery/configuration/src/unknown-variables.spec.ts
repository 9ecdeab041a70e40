import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { isKnownVariable, unknownVariables } from './unknown-variables.ts';

const root = new URL('../../../../', import.meta.url);
const own = ['VIALOG_HOST', 'VIALOG_PORT', 'NATS_URL'];

describe('a variable nobody reads', () => {
  test('is named with the one that was meant', () => {
    expect(
      unknownVariables(own, { VIALOG_PROT: '1', VIALOG_HOSTT: 'x', VIALOG_PORT: '7070', HOME: '/' }),
    ).toEqual([
      'VIALOG_HOSTT is no variable of Vialog and changes nothing; did you mean VIALOG_HOST?',
      'VIALOG_PROT is no variable of Vialog and changes nothing; did you mean VIALOG_PORT?',
    ]);
  });

  test('like none of them points to the list', () => {
    expect(unknownVariables(own, { VIALOG_COLOUR_OF_MAP: 'red' })).toEqual([
      expect.stringContaining('the README lists those there are'),
    ]);
  });

  test('is no variable of another service: a city shares one .env', () => {
    expect(unknownVariables(own, { VIALOG_NATS_EDGE_PASSWORD: 'x', VIALOG_REGION: 'north' })).toEqual([]);
  });

  test('is none that docker-compose.yml or a README of an app names', () => {
    const apps = readdirSync(new URL('apps/', root)).map((app) => `apps/${app}/README.md`);
    const named = ['docker-compose.yml', 'README.md', 'docs/operations.md', ...apps].flatMap(
      (path) => readFileSync(new URL(path, root), 'utf8').match(/VIALOG_[A-Z_]*[A-Z](?![A-Z_])/g) ?? [],
    );
    expect(named).toContain('VIALOG_NATS_EDGE_PASSWORD');
    expect([...new Set(named)].filter((name) => !isKnownVariable(name))).toEqual([]);
  });
});
