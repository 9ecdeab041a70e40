import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { bareTable, environmentTable, readEnvironment } from '@vialog/service-kit';
import { ingestEnvironment } from './configuration.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const read = (source: Record<string, string>) =>
  readEnvironment(ingestEnvironment, { source, readFile: () => 'from-a-file\n' });

test('the README has the variables as the schema has them', () => {
  expect(bareTable(readme)).toBe(bareTable(environmentTable(ingestEnvironment)));
});

test('a machine of its own needs no settings', () => {
  expect(read({})).toMatchObject({ ok: true, value: { VIALOG_HOST: '127.0.0.1' } });
});

const wrong = {
  VIALOG_PORT: '70000',
  NATS_URL: 'nats://ingest:secret@broker:4222',
  VIALOG_REGION: 'a_b',
  VIALOG_ALLOW_CIDRS: 'somewhere',
  VIALOG_LOG_LEVEL: 'loud',
};

test('every bad variable is named at once', () => {
  const reading = read(wrong);
  const bad = reading.ok ? [] : reading.bad.map(({ name }) => name);
  expect([...new Set(bad)].sort()).toEqual(Object.keys(wrong).sort());
});

test('the password may come from a file', () => {
  expect(read({ NATS_PASSWORD_FILE: 'somewhere' })).toMatchObject({
    value: { NATS_PASSWORD: 'from-a-file' },
  });
});
