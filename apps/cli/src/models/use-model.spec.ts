import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { UsageError } from '../command.ts';
import { modelsCommand } from './models-command.ts';

let server: Server;
let sent: string[];
let printed: string;
let versions: unknown[];

beforeEach(async () => {
  sent = [];
  printed = '';
  versions = [
    version(3, { modelId: 'new' }),
    version(2, { modelId: 'new', threshold: 0.2 }),
    version(1, { modelId: 'old', threshold: 0.35 }),
  ];
  process.env['VIALOG_ADMIN_TOKEN'] = 'token';
  server = createServer((request, response) => {
    void Array.fromAsync(request.setEncoding('utf8')).then((parts) => {
      const { method = '', url = '' } = request;
      const body = parts.join('');
      sent.push(`${method} ${url} ${body}`.trim());
      const isKnown = url.includes('cam000000001');
      response.statusCode = isKnown ? 200 : 404;
      const found = method === 'GET' ? { items: versions } : version(4, JSON.parse(body || '{}'));
      const problem = { detail: 'There is no camera with the id "cam000000009".' };
      response.end(JSON.stringify(isKnown ? found : problem));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
});
afterEach(() => {
  jest.restoreAllMocks();
  delete process.env['VIALOG_ADMIN_TOKEN'];
  server.closeAllConnections();
  server.close();
});

const version = (number: number, model: unknown) => ({
  version: number,
  model,
  validFromAt: '2026-03-02T08:00:10.000Z',
});
const use = (...args: string[]) => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return modelsCommand.run(['use', ...args, '--url', url], '');
};

describe('models use', () => {
  test('a camera is bound to a model, and the time of the change is printed', async () => {
    expect(await use('old', '--camera', 'cam000000001')).toBe(0);
    expect(sent).toEqual([
      'GET /v1/cameras/cam000000001/versions',
      'PUT /v1/cameras/cam000000001/model {"modelId":"old"}',
    ]);
    expect(printed).toContain('cam000000001: old from 2026-03-02T08:00:10.000Z on (before: new)');
  });

  test('--previous binds the model of the version before with its threshold', async () => {
    expect(await use('--previous', '--camera', 'cam000000001')).toBe(0);
    expect(sent.at(-1)).toBe('PUT /v1/cameras/cam000000001/model {"modelId":"old","threshold":0.35}');
  });

  test('--previous of a camera that had one model only is an error', async () => {
    versions = [version(1, { modelId: 'old' })];
    expect(await use('--previous', '--camera', 'cam000000001')).toBe(1);
    expect(printed).toContain('cam000000001: the camera never had another model than "old"');
  });

  test('an unknown camera is reported, and the other cameras are bound', async () => {
    expect(await use('old', '--camera', 'cam000000009', '--camera', 'cam000000001')).toBe(1);
    expect(printed).toContain('cam000000009: There is no camera with the id "cam000000009".');
    expect(printed).toContain('cam000000001: old from');
  });

  test.each<[string, string[], string]>([
    ['no model', ['--camera', 'cam000000001'], 'expected either the id of one model or --previous'],
    ['a model and --previous', ['old', '--previous', '--camera', 'x'], 'expected either the id of one model'],
    ['no camera', ['old'], '--camera is missing'],
    ['a path as a model', ['../old', '--camera', 'cam000000001'], '../old is not the id of a model'],
  ])('arguments with %s are rejected', async (_, args, sentence) => {
    const outcome = use(...args);
    await expect(outcome).rejects.toThrow(sentence);
    await expect(outcome).rejects.toBeInstanceOf(UsageError);
  });
});
