import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { UsageError } from '../command.ts';
import { demoCommand } from './demo-command.ts';

let dir: string;
let server: Server;
let received: string[];
let removed: { cameras: number; events: number };
let printed: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vialog-cli-'));
  await writeFile(join(dir, 'token'), 'token-from-file\n');
  received = [];
  printed = '';
  server = createServer(({ method, url, headers }, response) => {
    received.push(`${method} ${url} ${headers.authorization}`);
    response.end(JSON.stringify(removed));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  server.closeAllConnections();
  server.close();
  await rm(dir, { recursive: true });
});

const run = (...args: string[]) =>
  demoCommand.run(
    [
      ...args,
      '--url',
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      '--token-file',
      join(dir, 'token'),
    ],
    '',
  );

test('vialog demo remove-history removes the history through the server and says how much', async () => {
  removed = { cameras: 12, events: 34_560 };
  expect(await run('remove-history')).toBe(0);
  expect(received).toEqual(['DELETE /v1/demo/history Bearer token-from-file']);
  expect(printed).toContain('Removed: 12 cameras and 34560 count events');
});

test('vialog demo remove-history says when a server has no simulated history', async () => {
  removed = { cameras: 0, events: 0 };
  expect(await run('remove-history')).toBe(0);
  expect(printed).toBe('This server has no simulated history.\n');
});

test.each([[[]], [['remove']], [['remove-history', '--all']]])(
  'the arguments %j of the demo command are rejected',
  async (args) => {
    await expect(demoCommand.run(args, '')).rejects.toThrow(UsageError);
  },
);
