import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { isKnownVariable, unknownVariables } from './unknown-variables.ts';

const root = new URL('../../../../', import.meta.url);
const own = ['VIALOG_HOST', 'VIALOG_PORT', 'NATS_URL'];

describe('unknown variables', () => {
  test('a misspelt variable is reported with the most similar name', () => {
    expect(
      unknownVariables(own, { VIALOG_PROT: '1', VIALOG_HOSTT: 'x', VIALOG_PORT: '7070', HOME: '/' }),
    ).toEqual([
      'VIALOG_HOSTT is not a variable of Vialog and is ignored; did you mean VIALOG_HOST?',
      'VIALOG_PROT is not a variable of Vialog and is ignored; did you mean VIALOG_PORT?',
    ]);
  });

  test('a variable without a similar name is reported with a reference to the README', () => {
    expect(unknownVariables(own, { VIALOG_COLOUR_OF_MAP: 'red' })).toEqual([
      expect.stringContaining('the README lists all variables'),
    ]);
  });

  test('variables of other services are not reported, because services of the city profile share one .env', () => {
    expect(unknownVariables(own, { VIALOG_NATS_EDGE_PASSWORD: 'x', VIALOG_REGION: 'north' })).toEqual([]);
  });

  test('all variables of docker-compose.yml and the READMEs are known', () => {
    const apps = readdirSync(new URL('apps/', root)).map((app) => `apps/${app}/README.md`);
    const named = ['docker-compose.yml', 'README.md', 'docs/operations.md', ...apps].flatMap(
      (path) => readFileSync(new URL(path, root), 'utf8').match(/VIALOG_[A-Z_]*[A-Z](?![A-Z_])/g) ?? [],
    );
    expect(named).toContain('VIALOG_NATS_EDGE_PASSWORD');
    expect([...new Set(named)].filter((name) => !isKnownVariable(name))).toEqual([]);
  });
});
