import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { natsServerConfig } from '@vialog/nats';
import { services } from '../services.ts';
import { natsPasswords } from '../nats-passwords.ts';
import { requireSetting } from './cluster-settings.ts';
import { respondsOk } from './responds-ok.ts';
import type { Program } from './supervised-process.ts';

interface NatsLocation {
  readonly binary: string;
  readonly folder: string;
  readonly port: number;
  readonly monitorPort: number;
  readonly passwords: Readonly<Record<string, string>>;
}

/** nats-server with one user per service; its streams are stored below the folder. */
export function natsProgram({ binary, folder, port, monitorPort, passwords }: NatsLocation): Program {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'nats.conf');
  writeFileSync(file, natsServerConfig({ port, monitorPort, storeDir: join(folder, 'store') }));
  return {
    name: 'nats',
    command: binary,
    args: ['--config', file],
    env: natsPasswords(
      services.map(({ name }) => name),
      (user) => requireSetting(passwords, user),
    ),
    cwd: folder,
    ready: () => respondsOk(`http://127.0.0.1:${monitorPort}/healthz`),
    // nats-server warns about plain-text passwords, although its configuration contains variables only.
    quiet: (line) => / \[(INF|DBG|TRC)\] /.test(line) || line.includes('Plaintext passwords'),
    stopMs: 10_000,
  };
}
