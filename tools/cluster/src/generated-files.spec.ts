import { describe, expect, it } from '@jest/globals';
import { serviceNames } from '@vialog/nats';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { natsPassword } from './compose/compose-place.ts';
import { resolved } from './compose/resolved.ts';
import { generatedFiles } from './generated-files.ts';
import { servers } from './servers.ts';
import { commandOf, services } from './services.ts';

const root = join(import.meta.dirname, '../../../');
const committed = (path: string): string => readFileSync(join(root, path), 'utf8');

interface ComposeService {
  readonly image: string;
  readonly build?: { readonly target: string };
  readonly command?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly user?: string;
  readonly profiles?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly required?: boolean }>>;
  readonly deploy?: { readonly replicas: number };
  readonly ulimits: { readonly core: number };
  readonly [key: string]: unknown;
}
const compose = parse(committed('docker-compose.yml')) as {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, object>>;
};
const every = Object.entries(compose.services);
const serviceOf = (name: string): ComposeService => compose.services[name] as ComposeService;

describe('files made from the table', () => {
  it.each(Object.entries(generatedFiles()))('%s is what `npm run compose` writes', (path, text) => {
    expect(committed(path)).toBe(text);
  });
});

it('the broker knows exactly the services of the table as users', () => {
  expect(services.map(({ name }) => name).sort()).toEqual([...serviceNames].sort());
});

describe('docker-compose.yml', () => {
  it('has every service and server of the tables and no other', () => {
    const wanted = [...servers, ...services].map(({ name }) => name);
    expect(Object.keys(compose.services).sort()).toEqual(wanted.sort());
  });

  it.each(services)('runs $name by the command, in the number and profile of the table', (service) => {
    const { command, deploy, profiles } = serviceOf(service.name);
    expect(command).toEqual(commandOf(service));
    expect(deploy?.replicas ?? 1).toBe(service.count);
    expect(profiles).toEqual(service.profile === undefined ? undefined : [service.profile]);
  });

  it.each(services)('gives $name the user of its own name and nobody else its password', ({ name }) => {
    expect(serviceOf(name).environment['NATS_USER']).toBe(name);
    const holders = every.filter(([, { environment }]) =>
      JSON.stringify(environment).includes(`{${natsPassword(name)}:`),
    );
    expect(holders.map(([holder]) => holder)).toEqual(['nats', name]);
  });

  it.each(every)('%s has no rights, no core dumps, and a check of its health', (_name, container) => {
    expect(container).toMatchObject({
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      ulimits: { core: 0 },
      healthcheck: { test: expect.arrayContaining([expect.any(String)]) },
      stop_grace_period: expect.stringMatching(/^\d+s$/),
    });
  });

  it('has a writable root in no container but the one that needs it', () => {
    const writable = every.filter(([, container]) => container['read_only'] !== true);
    expect(writable.map(([name]) => name)).toEqual(['elasticsearch']);
  });

  it('opens one port on the host, to the host alone', () => {
    const ports = every.flatMap(([name, container]) => (container.ports ?? []).map((port) => [name, port]));
    expect(ports).toEqual([['api', '127.0.0.1:${VIALOG_PORT:-7070}:7070']]);
  });

  it('lets out only what opens streams or is asked from outside; servers stay in a closed network', () => {
    expect(compose.networks['inside']?.internal).toBe(true);
    const out = every.filter(([, container]) => container.networks.includes('outside'));
    expect(out.map(([name]) => name)).toEqual(['api', 'ingest', 'edge']);
  });

  it('keeps every volume it names, and names every volume it keeps', () => {
    const used = every.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0]));
    expect(used.sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  it('waits for nothing that is only there with a profile', () => {
    for (const [, { depends_on = {} }] of every)
      for (const [name, { required }] of Object.entries(depends_on))
        if (serviceOf(name).profiles !== undefined) expect([name, required]).toEqual([name, false]);
  });

  it('does nothing without passwords, and says where to set them', () => {
    const text = committed('docker-compose.yml');
    expect(() => resolved(text, {})).toThrow(/set it in \.env, see docs\/operations\.md/);
    const demanded = [...new Set([...text.matchAll(/\$\{(\w+):\?/g)].map((match) => match[1]))];
    expect(demanded.sort()).toEqual(
      ['VIALOG_ADMIN_TOKEN', ...services.map(({ name }) => natsPassword(name))].sort(),
    );
  });

  it('has a default in every reference that need not be set, so that compose prints no warning', () => {
    const references = committed('docker-compose.yml').match(/\$\{\w+\}/g) ?? [];
    expect(references).toEqual([]);
  });

  it('starts a second init process in no container whose image has its own', () => {
    expect(serviceOf('elasticsearch')['init']).toBe(false);
    const others = every.filter(([name]) => name !== 'elasticsearch');
    for (const [name, { init }] of others) expect([name, init]).toEqual([name, true]);
  });

  it('gives Elasticsearch 300 s for its first start on a slow machine', () => {
    expect(serviceOf('elasticsearch')['healthcheck']).toMatchObject({ start_period: '300s' });
  });

  it('gives the api a PostgreSQL with the password of profile ha, and SQLite without', () => {
    const url = serviceOf('api').environment['DATABASE_URL'] ?? '';
    expect(resolved(url, {})).toBe('');
    expect(resolved(url, { VIALOG_POSTGRES_PASSWORD: 'pw' })).toBe(
      'postgresql://vialog:pw@postgresql:5432/vialog',
    );
  });
});

describe('the secrets in .env', () => {
  it.each(['.gitignore', '.dockerignore'])('are left out by %s', (file) => {
    expect(committed(file).split('\n')).toContain('.env*');
  });
});

describe('Dockerfile', () => {
  it('names no syntax image: an offline build could not fetch it', () => {
    expect(committed('Dockerfile')).not.toContain('# syntax=');
  });

  const lines = committed('Dockerfile').split('\n');
  const stages = lines.flatMap((line) => /^FROM (\S+) AS (\w+)$/.exec(line)?.slice(1, 3) ?? []);
  const names = stages.filter((_, i) => i % 2 === 1);
  /** Lines of one stage. */
  const stage = (name: string): readonly string[] => {
    const from = lines.findIndex((line) => line.endsWith(` AS ${name}`));
    const to = lines.findIndex((line, i) => i > from && line.startsWith('FROM '));
    return lines.slice(from, to < 0 ? undefined : to);
  };

  it('has a stage for every image that compose builds, and no other but the one that compiles', () => {
    const built = every.flatMap(([, { build }]) => build?.target ?? []);
    expect(names.filter((name) => name !== 'build').sort()).toEqual([...new Set(built)].sort());
  });

  it.each(services)('$name is of the image the table says', ({ name, image }) => {
    expect(serviceOf(name).build?.target).toBe(image);
    expect(serviceOf(name).image).toBe(`vialog-${image}`);
  });

  it('copies only what is in the checkout and not left out of it', () => {
    const sources = lines
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(sources.length).toBeGreaterThan(4);
    const leftOut = committed('.dockerignore').split('\n');
    for (const source of sources) {
      expect([source, existsSync(join(root, source))]).toEqual([source, true]);
      expect(leftOut).not.toContain(source);
    }
  });

  it.each(names.filter((name) => name !== 'build'))('%s does not run as root', (name) => {
    const users = stage(name).filter((line) => line.startsWith('USER '));
    expect(users.at(-1)).toMatch(/^USER (node|1000:1000)$/);
  });

  it('installs without scripts, and ffmpeg only where streams are opened', () => {
    for (const line of lines.filter((text) => text.includes('npm ci')))
      expect(line).toContain('--ignore-scripts');
    expect(names.filter((name) => stage(name).some((line) => /install.* ffmpeg/.test(line)))).toEqual([
      'capture',
    ]);
    expect([...new Set(services.filter(({ dials }) => dials).map(({ image }) => image))]).toEqual([
      'capture',
    ]);
  });

  it('installs the packages of every service', () => {
    const install = lines.find((line) => line.includes('--omit=dev')) ?? '';
    for (const { app } of services) {
      expect(install).toContain(`--workspace ${app}`);
      expect(statSync(join(root, app)).isDirectory()).toBe(true);
    }
  });
});
