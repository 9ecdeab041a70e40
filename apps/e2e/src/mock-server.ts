import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const consoleFolder = join(import.meta.dirname, '..', '..', 'console');

/** The built console with an in-memory API whose state a test controls. */
export interface MockServer {
  readonly url: string;
  /** Resets the API to a scenario. */
  scenario(change?: Record<string, unknown>): Promise<void>;
  /** Closes all live streams; `down` rejects new ones with 503, `up` accepts them. */
  live(state: 'down' | 'up'): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the server on a free loopback port.
 *
 * @throws {Error} when the console is not built
 */
export async function startMockServer(): Promise<MockServer> {
  if (!existsSync(join(consoleFolder, 'dist', 'index.html'))) {
    throw new Error('the console is not built; run "npm run build -w @vialog/console"');
  }
  const child = spawn(
    process.execPath,
    ['--conditions=@vialog/source', join(consoleFolder, 'dev', 'serve.ts'), '0'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const url = await firstLine(child);
  const post = async (path: string, body: unknown = {}) => {
    await fetch(url + path, { method: 'POST', body: JSON.stringify(body) });
  };
  return {
    url,
    scenario: (change = {}) => post('/mock/scenario', change),
    live: (state) => post(`/mock/live-${state}`),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (data: Buffer) => resolve(data.toString().trim()));
    child.once('exit', (code) =>
      reject(new Error(`the mock server ended with code ${code} before it was ready`)),
    );
  });
}
