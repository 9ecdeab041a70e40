import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { bareTable, environmentTable, readEnvironment } from '@vialog/service-kit';
import { apiEnvironment } from './configuration.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const read = (source: Record<string, string>) =>
  readEnvironment(apiEnvironment, { source, readFile: () => 'from-a-file\n' });

test('the README has the variables as the schema has them', () => {
  expect(bareTable(readme)).toBe(bareTable(environmentTable(apiEnvironment)));
});

test('a machine of its own needs no settings', () => {
  expect(read({})).toMatchObject({ ok: true, value: { VIALOG_HOST: '127.0.0.1' } });
});

const wrong = {
  VIALOG_PORT: 'http',
  NATS_URL: 'http://broker',
  ELASTICSEARCH_URL: 'https://elastic:secret@es:9200',
  DATABASE_URL: 'mysql://u:hidden@db/x',
  VIALOG_ALLOW_CIDRS: '10.0.0.0/99',
  VIALOG_ADMIN_TOKEN: 'short',
  VIALOG_BEHIND_TLS: 'yes',
  VIALOG_DEMO: 'on',
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

test('no secret is repeated', () => {
  const told = JSON.stringify(read({ DATABASE_URL: 'mysql://u:hidden@db/x', VIALOG_ADMIN_TOKEN: 'brief' }));
  expect(told).not.toMatch(/hidden|"brief/);
});
