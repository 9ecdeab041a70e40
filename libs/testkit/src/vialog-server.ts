import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { ProgramUnderTest, testToken, type ProgramPlace } from './program-under-test.ts';

export interface ServerOptions {
  /** Additional environment variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** Data of an earlier run. */
  readonly dataDir?: string;
}

/** A built standalone server as a black box, with its own port and data folder. */
export class VialogServer extends ProgramUnderTest {
  readonly #env: Readonly<Record<string, string>>;

  constructor(place: ProgramPlace, env: Readonly<Record<string, string>>) {
    super(place);
    this.#env = env;
  }

  static async start(options: ServerOptions = {}): Promise<VialogServer> {
    const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'vialog-server-')));
    const server = new VialogServer({ port: await freePort(), dataDir }, options.env ?? {});
    await server.startAgain();
    return server;
  }

  /** Starts with the same port and data; resolves when /readyz returns 200. */
  async startAgain(): Promise<void> {
    await this.run({
      program: 'apps/standalone/dist/main.js',
      env: {
        VIALOG_PORT: String(this.port),
        VIALOG_DATA_DIR: this.dataDir,
        VIALOG_ADMIN_TOKEN: testToken,
        VIALOG_DEMO: '0',
        ...this.#env,
      },
      ready: () =>
        fetch(`${this.url}/readyz`).then(
          (response) => response.ok,
          () => false,
        ),
      // Only ends a start that hangs: it takes minutes on a loaded machine.
      withinMs: 600_000,
    });
  }
}
