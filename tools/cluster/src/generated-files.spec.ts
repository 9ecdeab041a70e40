import { describe, expect, it } from '@jest/globals';
import { serviceNames } from '@vialog/nats';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { natsPassword } from './compose/compose-target.ts';
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

describe('generated files', () => {
  it.each(Object.entries(generatedFiles()))('%s equals the output of `npm run compose`', (path, text) => {
    expect(committed(path)).toBe(text);
  });
});

it('the users of the broker are the services of the table', () => {
  expect(services.map(({ name }) => name).sort()).toEqual([...serviceNames].sort());
});

describe('docker-compose.yml', () => {
  it('docker-compose.yml contains exactly the services and servers of the tables', () => {
    const wanted = [...servers, ...services].map(({ name }) => name);
    expect(Object.keys(compose.services).sort()).toEqual(wanted.sort());
  });

  it.each(services)(
    'docker-compose.yml runs $name with the command, count and profile of the table',
    (service) => {
      const { command, deploy, profiles } = serviceOf(service.name);
      expect(command).toEqual(commandOf(service));
      expect(deploy?.replicas ?? 1).toBe(service.count);
      expect(profiles).toEqual(service.profile === undefined ? undefined : [service.profile]);
    },
  );

  it.each(services)(
    'docker-compose.yml gives the password of the broker user $name to no other service',
    ({ name }) => {
      expect(serviceOf(name).environment['NATS_USER']).toBe(name);
      const holders = every.filter(([, { environment }]) =>
        JSON.stringify(environment).includes(`{${natsPassword(name)}:`),
      );
      expect(holders.map(([holder]) => holder)).toEqual(['nats', name]);
    },
  );

  it.each(every)('%s has no capabilities, no core dumps, and a health check', (_name, container) => {
    expect(container).toMatchObject({
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      ulimits: { core: 0 },
      healthcheck: { test: expect.arrayContaining([expect.any(String)]) },
      stop_grace_period: expect.stringMatching(/^\d+s$/),
    });
  });

  it('docker-compose.yml has a writable root file system for Elasticsearch only', () => {
    const writable = every.filter(([, container]) => container['read_only'] !== true);
    expect(writable.map(([name]) => name)).toEqual(['elasticsearch']);
  });

  it('docker-compose.yml publishes one port, on the loopback address of the host', () => {
    const ports = every.flatMap(([name, container]) => (container.ports ?? []).map((port) => [name, port]));
    expect(ports).toEqual([['api', '127.0.0.1:${VIALOG_PORT:-7070}:7070']]);
  });

  it('docker-compose.yml connects only services that open streams or serve requests to the outside network', () => {
    expect(compose.networks['inside']?.internal).toBe(true);
    const out = every.filter(([, container]) => container.networks.includes('outside'));
    expect(out.map(([name]) => name)).toEqual(['api', 'ingest', 'edge']);
  });

  it('docker-compose.yml declares exactly the volumes that containers use', () => {
    const used = every.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0]));
    expect([...new Set(used)].sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  it('docker-compose.yml gives the key that decrypts credentials only to the services that connect to cameras', () => {
    const holders = every.filter(([, { volumes = [] }]) =>
      volumes.some((each) => each.startsWith('secrets:')),
    );
    expect(holders.map(([name]) => name).sort()).toEqual(['edge', 'ingest']);
    expect(serviceOf('api').volumes).toContain('public-key:/public-key:ro');
  });

  it('docker-compose.yml does not require a dependency that runs with a profile only', () => {
    for (const [, service] of every)
      for (const [name, { required }] of Object.entries(service.depends_on ?? {}))
        if (serviceOf(name).profiles !== undefined) expect([name, required]).toEqual([name, false]);
  });

  it('docker-compose.yml requires passwords and names the file to set them in', () => {
    const text = committed('docker-compose.yml');
    expect(() => resolved(text, {})).toThrow(/set it in \.env, see docs\/operations\.md/);
    const required = [...new Set([...text.matchAll(/\$\{(\w+):\?/g)].map((match) => match[1]))];
    expect(required.sort()).toEqual(
      ['VIALOG_ADMIN_TOKEN', ...services.map(({ name }) => natsPassword(name))].sort(),
    );
  });

  it('docker-compose.yml has a default in every reference that need not be set, so that compose prints no warning', () => {
    const references = committed('docker-compose.yml').match(/\$\{\w+\}/g) ?? [];
    expect(references).toEqual([]);
  });

  it('docker-compose.yml starts a second init process in no container whose image has its own', () => {
    expect(serviceOf('elasticsearch')['init']).toBe(false);
    const others = every.filter(([name]) => name !== 'elasticsearch');
    for (const [name, { init }] of others) expect([name, init]).toEqual([name, true]);
  });

  it('docker-compose.yml gives Elasticsearch 300 s for its first start on a slow machine', () => {
    expect(serviceOf('elasticsearch')['healthcheck']).toMatchObject({ start_period: '300s' });
  });

  it('docker-compose.yml uses PostgreSQL for the api when its password is set, else SQLite', () => {
    const url = serviceOf('api').environment['DATABASE_URL'] ?? '';
    expect(resolved(url, {})).toBe('');
    expect(resolved(url, { VIALOG_POSTGRES_PASSWORD: 'pw' })).toBe(
      'postgresql://vialog:pw@postgresql:5432/vialog',
    );
  });
});

describe('the file .env with secrets', () => {
  it.each(['.gitignore', '.dockerignore'])('the file .env is ignored by %s', (file) => {
    expect(committed(file).split('\n')).toContain('.env*');
  });
});

describe('Dockerfile', () => {
  it('the Dockerfile names no syntax image, which an offline build could not pull', () => {
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

  it('the Dockerfile has one stage per image of compose, besides the build stage', () => {
    const built = every.flatMap(([, { build }]) => build?.target ?? []);
    expect(names.filter((name) => name !== 'build').sort()).toEqual([...new Set(built)].sort());
  });

  it.each(services)('$name uses the image of the table', ({ name, image }) => {
    expect(serviceOf(name).build?.target).toBe(image);
    expect(serviceOf(name).image).toBe(`vialog-${image}`);
  });

  it('the Dockerfile copies only files that exist and are not ignored', () => {
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

  it('the Dockerfile installs packages without scripts, and ffmpeg only in the capture image', () => {
    for (const line of lines.filter((text) => text.includes('npm ci')))
      expect(line).toContain('--ignore-scripts');
    expect(names.filter((name) => stage(name).some((line) => /install.* ffmpeg/.test(line)))).toEqual([
      'capture',
    ]);
    expect([...new Set(services.filter(({ dials }) => dials).map(({ image }) => image))]).toEqual([
      'capture',
    ]);
  });

  it('the Dockerfile installs the packages of every service', () => {
    const install = lines.find((line) => line.includes('--omit=dev')) ?? '';
    for (const { app } of services) {
      expect(install).toContain(`--workspace ${app}`);
      expect(statSync(join(root, app)).isDirectory()).toBe(true);
    }
  });
});
