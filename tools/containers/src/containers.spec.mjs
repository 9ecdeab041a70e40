import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseImages, builtImages } from './base-images.mjs';
import { run } from './commands.mjs';
import { badExits, parseStates, unhealthy } from './compose-state.mjs';
import { isNewEnough } from './compose.mjs';

const root = join(import.meta.dirname, '../../../');
const state = (more) => ({
  Name: 'a-1',
  Service: 'api',
  State: 'running',
  Health: 'healthy',
  ExitCode: 0,
  ...more,
});

it('finds the base images of the committed Dockerfile and compose file', () => {
  const read = (path) => readFileSync(join(root, path), 'utf8');
  const images = baseImages(read('Dockerfile'), read('docker-compose.yml'));
  expect(images.map((image) => image.split(':')[0])).toEqual([
    'node',
    'nats',
    'docker.elastic.co/elasticsearch/elasticsearch',
    'postgres',
  ]);
});

it('builds every image that the compose file names as ours', () => {
  const read = (path) => readFileSync(join(root, path), 'utf8');
  const named = [...read('docker-compose.yml').matchAll(/image: vialog-(\w+)/g)].map(([, image]) => image);
  expect(builtImages(read('Dockerfile')).sort()).toEqual([...new Set(named)].sort());
});

it.each([
  ['2.40.3', true],
  ['v2.20.0', true],
  ['2.19.1', false],
  ['1.29.2', false],
  ['', false],
])('accepts Docker Compose %j: %s', (version, accepted) => {
  expect(isNewEnough(version)).toBe(accepted);
});

describe('the state of containers', () => {
  it.each([
    ['an array', JSON.stringify([state(), state()])],
    ['one object per line', [state(), state()].map((each) => JSON.stringify(each)).join('\n')],
  ])('the state of containers is read from %s', (_form, text) => {
    expect(parseStates(text)).toEqual([state(), state()]);
  });

  it('containers that are not running or not healthy are named', () => {
    const states = [
      state(),
      state({ Name: 'b-1', Health: 'starting' }),
      state({ Name: 'c-1', State: 'exited', Health: '' }),
    ];
    expect(unhealthy(states)).toEqual(['b-1 is running and starting', 'c-1 is exited']);
  });

  it('containers that exited with an unexpected code are named', () => {
    const states = [
      state(),
      state({ Name: 'b-1', ExitCode: 137 }),
      state({ Service: 'elasticsearch', ExitCode: 143 }),
    ];
    expect(badExits(states)).toEqual(['b-1 exited with 137']);
  });
});

it('ends a command that exceeds its limit and names it', async () => {
  const args = ['-e', 'setInterval(() => {}, 1000)'];
  await expect(run(process.execPath, args, { limitMs: 200 })).rejects.toThrow(/exceeded its limit of 0.2 s/);
});
