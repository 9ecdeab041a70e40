import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, jest } from '@jest/globals';
import type { Command } from './command.ts';

export interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

export interface CommandFixture {
  /** Absolute path of a file in the folder of the test. */
  path(name: string): string;
  /** Requests that the server received in this test, in order. */
  readonly received: readonly ReceivedRequest[];
  /** What the command wrote to standard output. */
  readonly printed: string;
  /** What the command wrote to standard error. */
  readonly warned: string;
  /** Runs a command against the server, with the token of a file. Resolves with the exit code. */
  run(command: Command, ...args: string[]): Promise<number>;
}

/**
 * Runs commands that call the API: a folder with files, a server that records requests, and the output of the command, for
 * each test of a spec file.
 *
 * @param options.files contents by name; the file `token` is added
 * @param options.reply ends the response to a request
 */
export function commandFixture(options: {
  readonly files?: Readonly<Record<string, string>>;
  readonly reply: (request: ReceivedRequest, response: ServerResponse) => void;
}): CommandFixture {
  let folder: string;
  let server: Server;
  let received: ReceivedRequest[];
  let output: { out: string; error: string };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vialog-cli-'));
    for (const [name, content] of Object.entries({ ...options.files, token: 'token-from-file\n' }))
      await writeFile(join(folder, name), content);
    received = [];
    output = { out: '', error: '' };
    server = createServer((request, response) => {
      void Array.fromAsync(request.setEncoding('utf8')).then((parts) => {
        const { method = '', url = '', headers } = request;
        const found = { method, url, authorization: headers.authorization, body: parts.join('') };
        received.push(found);
        options.reply(found, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((output.out += String(text)), true));
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((output.error += String(text)), true));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });

  return {
    path: (name) => join(folder, name),
    get received() {
      return received;
    },
    get printed() {
      return output.out;
    },
    get warned() {
      return output.error;
    },
    run: (command, ...args) => {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      return command.run([...args, '--url', url, '--token-file', join(folder, 'token')], '');
    },
  };
}
