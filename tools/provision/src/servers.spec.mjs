import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fetchNatsServer, findNatsServer, natsServerVersion } from './nats-server.mjs';
import { findPostgres, keepDebianFromStartingPostgres } from './postgresql.mjs';

let folder;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'vialog-provision-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that prints its version. */
function program(path, said) {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\necho '${said}'\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('findNatsServer', () => {
  const env = (PATH) => ({ PATH, VIALOG_CACHE_DIR: join(folder, 'cache') });

  it('findNatsServer skips a server on PATH that is too old', () => {
    program(join(folder, 'old', 'nats-server'), 'nats-server: v2.9.10');
    const newer = program(join(folder, 'new', 'nats-server'), 'nats-server: v2.10.27');
    expect(findNatsServer(env(`${folder}/old:${folder}/new`))).toEqual({ program: newer, missing: [] });
    expect(findNatsServer(env(`${folder}/old`)).missing).toEqual([
      expect.stringMatching(/2\.10 or newer on PATH, or node tools.*nats-server --provision/),
    ]);
  });

  it('findNatsServer prefers the downloaded server to one on PATH', () => {
    const fetched = join(folder, 'cache', `nats-server-${natsServerVersion}`, 'nats-server');
    program(fetched, `nats-server: v${natsServerVersion}`);
    program(join(folder, 'new', 'nats-server'), 'nats-server: v2.10.27');
    expect(findNatsServer(env(`${folder}/new`)).program).toBe(fetched);
    expect(fetchNatsServer(env(`${folder}/new`))).toBeUndefined();
  });
});

describe('findPostgres', () => {
  const server = (name, version) => {
    program(join(folder, name, 'initdb'), '');
    program(join(folder, name, 'postgres'), `postgres (PostgreSQL) ${version}`);
    return join(folder, name);
  };

  it('findPostgres uses the server of DATABASE_URL and needs nothing else', () => {
    const url = 'postgresql://me@db/registry';
    expect(findPostgres({ DATABASE_URL: url }, folder)).toEqual({ url, missing: [] });
  });

  it('findPostgres prefers the newest version of Debian and skips one that is too old', () => {
    server('debian/9/bin', '9.6.24');
    server('debian/15/bin', '15.18 (Debian 15.18-0+deb12u1)');
    const old = server('old', '13.4');
    expect(findPostgres({ PATH: old }, join(folder, 'debian')).bin).toBe(join(folder, 'debian/15/bin'));
    expect(findPostgres({ PATH: old }, join(folder, 'none')).missing).toEqual([
      expect.stringMatching(/PostgreSQL 14 or newer .* postgresql --provision/),
    ]);
  });
});

describe('keepDebianFromStartingPostgres', () => {
  it('the setting is written before the package is installed and keeps an existing configuration', () => {
    const settings = join(folder, 'postgresql-common', 'createcluster.conf');
    keepDebianFromStartingPostgres(join(folder, 'postgresql-common'));
    expect(readFileSync(settings, 'utf8')).toBe('create_main_cluster = false\n');
    writeFileSync(settings, '# mine\n');
    keepDebianFromStartingPostgres(join(folder, 'postgresql-common'));
    expect(readFileSync(settings, 'utf8')).toBe('# mine\n');
  });
});
