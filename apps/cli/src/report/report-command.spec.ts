import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { UsageError } from '../command.ts';
import { reportCommand } from './report-command.ts';

let dir: string;
let server: Server;
let received: string[];
let reply: (response: ServerResponse) => void;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vialog-report-'));
  await writeFile(join(dir, 'token'), 'token-from-file\n');
  received = [];
  reply = (response) => response.end('<!doctype html>');
  server = createServer((request, response) => {
    received.push(`${request.headers.authorization} ${request.url}`);
    reply(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  jest.restoreAllMocks();
  server.closeAllConnections();
  server.close();
  await rm(dir, { recursive: true });
});

const run = (...args: string[]) => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return reportCommand.run([...args, '--url', url, '--token-file', join(dir, 'token')], '');
};

test('vialog report writes the report of the server to a file whose extension is the format', async () => {
  const output = join(dir, 'lots.xlsx');
  const code = await run(
    '--output',
    output,
    '--measure',
    'occupancy',
    '--language',
    'zh',
    '--min-coverage',
    '0.5',
  );
  expect(code).toBe(0);
  expect(received).toEqual([
    'Bearer token-from-file /v1/reports/file?measure=occupancy&language=zh&minCoverage=0.5&format=xlsx',
  ]);
  expect(await readFile(output, 'utf8')).toBe('<!doctype html>');
});

test('vialog report without an output writes to standard output', async () => {
  let printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  expect(await run('--sites', 'site00000001')).toBe(0);
  expect(printed).toBe('<!doctype html>');
  expect(received[0]).toMatch(/\/v1\/reports\/file\?sites=site00000001$/);
});

test('a transfer that fails leaves no file', async () => {
  reply = (response) => {
    response.write('<!doctype');
    response.socket?.destroySoon();
  };
  await expect(run('--output', join(dir, 'a.html'))).rejects.toThrow();
  expect(await readdir(dir)).toEqual(['token']);
});

test('the detail of a rejected request is shown', async () => {
  reply = (response) => {
    response.writeHead(404).end(JSON.stringify({ detail: 'There is no site "site00000009".' }));
  };
  await expect(run('--sites', 'site00000009')).rejects.toThrow('There is no site "site00000009".');
});

test.each([
  [['--measure', 'speed'], /^--measure: /],
  [['--min-coverage', '2'], /^--min-coverage: /],
  [['--output', 'report.docx'], /^--format is missing: expected one of html, pdf, json/],
  [['--lot', '3'], /'--lot'/],
])('the arguments %j are rejected with the option and what was expected', async (args, message) => {
  const failure = run(...args);
  await expect(failure).rejects.toThrow(UsageError);
  await expect(failure).rejects.toThrow(message);
});
