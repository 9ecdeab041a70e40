import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderLocked } from '@vialog/sqlite';
import { services, startingSteps, type Service } from '../services.ts';
import { folderRejection } from './elasticsearch-program.ts';
import { freePortFrom } from './free-port.ts';
import { Cluster } from './cluster.ts';
import { clusterSettings } from './cluster-settings.ts';
import { LogStream, shortened } from './log-stream.ts';
import { readOptions } from './options.ts';
import { ignoredVariables, serviceProgram } from './service-program.ts';

const folders: string[] = [];
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vialog-cluster-'));
  folders.push(folder);
});
afterAll(() => folders.forEach((path) => rmSync(path, { recursive: true, force: true })));

describe('a folder', () => {
  it('a folder is locked by one cluster at a time', async () => {
    const open = () =>
      new Cluster({
        ...readOptions(['--nats-server', '/nats-server', '--data', folder], '/root', {}),
        root: '/root',
        log: new LogStream(process.stdout, 0, false),
        onChange: () => undefined,
      });
    const cluster = open();
    expect(open).toThrow(FolderLocked);
    expect(open).toThrow(/another cluster uses .*; stop it, or choose another folder with --data/);
    await cluster.stop();
    await open().stop();
  });
});

describe('cluster settings', () => {
  it('cluster settings are created once for every user and are readable by the owner only', () => {
    const created = clusterSettings(folder, 'sqlite');
    expect(Object.keys(created.passwords)).toEqual(services.map(({ name }) => name));
    expect(new Set(Object.values(created.passwords)).size).toBe(services.length);
    expect(statSync(join(folder, 'cluster.json')).mode & 0o777).toBe(0o600);
    expect(clusterSettings(folder, 'sqlite')).toEqual(created);
  });

  it('cluster settings keep the event store of the first start', () => {
    clusterSettings(folder, 'sqlite');
    expect(clusterSettings(folder, 'elasticsearch').events).toBe('sqlite');
  });

  it('invalid cluster settings are reported and not overwritten', () => {
    writeFileSync(join(folder, 'cluster.json'), '{ "passwords":');
    expect(() => clusterSettings(folder, 'sqlite')).toThrow(/invalid cluster settings in .*cluster\.json/);
    expect(readFileSync(join(folder, 'cluster.json'), 'utf8')).toBe('{ "passwords":');
  });
});

describe('a free port', () => {
  it('freePort returns the first free port at or above the requested one', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) =>
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port)),
    );
    const found = await freePortFrom(port);
    expect(found).toBeGreaterThan(port);
    expect(await freePortFrom(port)).toBeGreaterThan(found);
    taken.close();
  });
});

describe('a log line of a service', () => {
  it('a JSON log line is shortened for a terminal and keeps all fields', () => {
    const line = {
      level: 'warn',
      time: '2026-03-01T08:30:12.345Z',
      context: 'bus',
      msg: 'the broker is unreachable',
      tries: 3,
    };
    expect(shortened(JSON.stringify(line))).toBe('08:30:12 WARN  the broker is unreachable tries=3');
  });

  it.each(['', 'plain text', '{ not json', '{"level":"info"}'])('the log line %j is not changed', (line) => {
    expect(shortened(line)).toBe(line);
  });
});

describe('options', () => {
  const nats = ['--nats-server', '/opt/nats-server'];

  it('options take the port and the data folder from VIALOG_PORT and VIALOG_DATA_DIR', () => {
    const variables = { VIALOG_PORT: '8081', VIALOG_DATA_DIR: 'kept/here' };
    expect(readOptions(nats, '/vialog', variables)).toMatchObject({ port: 8081, data: '/vialog/kept/here' });
  });

  it('options prefer --port and --data to the variables', () => {
    const variables = { VIALOG_PORT: '8081', VIALOG_DATA_DIR: '/kept' };
    const args = [...nats, '--port', '9090', '--data', '/srv/vialog'];
    expect(readOptions(args, '/vialog', variables)).toMatchObject({ port: 9090, data: '/srv/vialog' });
  });

  it('options reject an invalid VIALOG_PORT and name the variable', () => {
    expect(() => readOptions(nats, '/vialog', { VIALOG_PORT: '70x' })).toThrow(/VIALOG_PORT: .*70x/);
  });

  it('options store the data in the checkout by default', () => {
    expect(readOptions(nats, '/vialog', {})).toMatchObject({
      data: '/vialog/data/cluster',
      port: 7070,
      elasticsearch: undefined,
    });
    expect(readOptions([...nats, '--data', '/srv/vialog'], '/vialog', {}).data).toBe('/srv/vialog');
  });

  it('options move the ports of all processes but the API', () => {
    const options = readOptions([...nats, '--port-offset', '10000'], '/vialog', {});
    expect(options).toMatchObject({ port: 7070, portOffset: 10_000 });
  });

  it('options set the time that processes get to shut down', () => {
    expect(readOptions([...nats, '--stop-timeout', '30'], '/vialog', {}).stopMs).toBe(30_000);
    expect(readOptions(nats, '/vialog', {}).stopMs).toBeUndefined();
  });

  it.each([
    [['--port-offset', '1.5'], /--port-offset: expected a number from 0 to 56000 and found 1.5/],
    [['--stop-timeout', '0'], /--stop-timeout: expected seconds from 1 to 3600 and found 0/],
    [['--port', '70x'], /--port: expected a port number from 1 to 65535 and found 70x/],
    [['--ports', '1'], /Unknown option '--ports'/],
  ])('the options %j are rejected', (args, why) => {
    expect(() => readOptions([...nats, ...args], '/vialog', {})).toThrow(why);
  });
});

describe('the variables of the README', () => {
  const root = join(import.meta.dirname, '../../../../');
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const table = [...readme.matchAll(/^\| `(VIALOG_\w+)`/gm)].map(([, name]) => name as string);

  /** The variables of all services that get `value` when the operator sets `name` to it. */
  function passedOn(name: string, value: string): string[] {
    const context = {
      root,
      data: folder,
      settings: clusterSettings(folder, 'sqlite'),
      urls: { nats: 'nats://127.0.0.1:4222' },
      chosen: { [name]: value },
    };
    return services.flatMap((service) =>
      Object.entries(serviceProgram(service, { port: 1 }, context).env).flatMap(([key, text]) =>
        text === value ? [key] : [],
      ),
    );
  }

  it.each(table)('the variable %s has an effect, or the start reports it as ignored', (name) => {
    const isOption = ['VIALOG_PORT', 'VIALOG_DATA_DIR'].includes(name);
    const isIgnored = ignoredVariables({ [name]: 'a-value-of-mine' }).length > 0;
    expect([isOption, isIgnored, passedOn(name, 'a-value-of-mine').includes(name)].filter(Boolean)).toEqual([
      true,
    ]);
  });

  it('passes a secret that is given as a file', () => {
    const file = join(folder, 'token');
    writeFileSync(file, 'a-token-in-a-file\n');
    const context = {
      root,
      data: folder,
      settings: clusterSettings(folder, 'sqlite'),
      urls: {},
      chosen: { VIALOG_ADMIN_TOKEN_FILE: file },
    };
    const api = services.find(({ name }) => name === 'api') as Service;
    expect(serviceProgram(api, { port: 1 }, context).env['VIALOG_ADMIN_TOKEN']).toBe('a-token-in-a-file');
  });
});

describe('start steps', () => {
  const named = (steps: readonly (readonly Service[])[]) => steps.map((step) => step.map(({ name }) => name));

  it('start steps start each service after its dependencies', () => {
    expect(named(startingSteps(services))).toEqual([['indexer'], ['api'], ['detector', 'ingest', 'edge']]);
  });

  it('start steps ignore a dependency that is not started', () => {
    const ingest = services.filter(({ name }) => name === 'ingest');
    expect(named(startingSteps(ingest))).toEqual([['ingest']]);
  });
});

describe('the folder of Elasticsearch', () => {
  const asRoot = process.getuid?.() === 0;

  it('a data folder of Elasticsearch is rejected when only root can read a parent folder', () => {
    expect(folderRejection(join(folder, 'elasticsearch'))).toEqual(
      asRoot ? expect.stringContaining(`${folder} is not readable for other users`) : undefined,
    );
    chmodSync(folder, 0o755);
    expect(folderRejection(join(folder, 'elasticsearch'))).toBeUndefined();
  });
});
