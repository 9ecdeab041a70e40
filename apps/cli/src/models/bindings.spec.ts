import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { UsageError } from '../command.ts';
import { modelsCommand } from './models-command.ts';

let server: Server;
let sent: string[];
let printed: string;
let reply: unknown;

const step = {
  stepId: 'step00000001',
  scope: { kind: 'tag', id: 'night' },
  action: 'bind',
  model: { modelId: 'new', threshold: 0.4 },
  before: { modelId: 'old' },
  takenAt: '2026-03-02T08:00:00.000Z',
  by: 'Li Wei',
  why: 'It counts better at night.',
};

beforeEach(async () => {
  sent = [];
  printed = '';
  reply = { step, cameras: 12 };
  process.env['VIALOG_ADMIN_TOKEN'] = 'token';
  server = createServer((request, response) => {
    void Array.fromAsync(request.setEncoding('utf8')).then((parts) => {
      sent.push(`${request.method} ${request.url} ${parts.join('')}`.trim());
      response.statusCode = reply === undefined ? 409 : 200;
      response.end(JSON.stringify(reply ?? { detail: 'No model is bound to this scope.' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
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

const models = (...args: string[]) => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return modelsCommand.run([...args, '--url', url], '');
};

describe('bindings of models on the command line', () => {
  test('a model is bound to a tag, and the effect is printed', async () => {
    const args = ['bind', 'new', '--tag', 'night', '--threshold', '0.4', '--why', 'It is dark.'];
    expect(await models(...args)).toBe(0);
    const scope = '"scope":{"kind":"tag","id":"night"},"why":"It is dark."';
    expect(sent).toEqual([`POST /v1/model-bindings {${scope},"model":{"modelId":"new","threshold":0.4}}`]);
    expect(printed).toContain('tag night: new at the threshold 0.4 (before: old)\n12 cameras change from');
  });

  test('a model is bound to a share of the cameras as a canary, and the share is printed', async () => {
    reply = { step: { ...step, canary: { percent: 10 } }, cameras: 2 };
    expect(await models('bind', 'new', '--all', '--canary', '10', '--why', 'To try it.')).toBe(0);
    expect(sent).toEqual([
      'POST /v1/model-bindings {"scope":{"kind":"all"},"why":"To try it.","model":{"modelId":"new"},"canaryPercent":10}',
    ]);
    expect(printed).toContain('at 10 % of the cameras as a canary (before: old)');
  });

  test.each(['unbind', 'rollback'])('%s sends its scope and reason', async (verb) => {
    expect(await models(verb, '--all', '--why', 'Too many false cars.')).toBe(0);
    expect(sent).toEqual([
      `POST /v1/model-bindings/${verb} {"scope":{"kind":"all"},"why":"Too many false cars."}`,
    ]);
  });

  test('the history of a scope is printed with who, when and why', async () => {
    reply = { items: [step, { ...step, action: 'roll_back', model: undefined, why: '' }] };
    expect(await models('history', '--tag', 'night', '--limit', '5')).toBe(0);
    expect(sent).toEqual(['GET /v1/model-bindings/steps?kind=tag&id=night&limit=5']);
    expect(printed.split('\n')).toEqual([
      '2026-03-02T08:00:00.000Z  bind  tag night: new at the threshold 0.4 (before: old)  by Li Wei: It counts better at night.',
      '2026-03-02T08:00:00.000Z  roll_back  tag night: no model (before: old)  by Li Wei',
      '',
    ]);
  });

  test('the reason of the server is passed on when it rejects a step', async () => {
    reply = undefined;
    await expect(models('unbind', '--all', '--why', 'x')).rejects.toThrow('No model is bound to this scope.');
  });

  test.each<[string, string[], string]>([
    ['no scope', ['bind', 'new', '--why', 'x'], 'the scope is missing'],
    ['two scopes', ['bind', 'new', '--all', '--tag', 'a', '--why', 'x'], 'expected one scope'],
    ['no reason', ['bind', 'new', '--all'], '--why is missing'],
    ['no model', ['bind', '--all', '--why', 'x'], 'expected the id of one model'],
    ['a model to roll back', ['rollback', 'old', '--all', '--why', 'x'], 'rollback takes no model'],
    ['an invalid camera', ['unbind', '--camera', 'NO', '--why', 'x'], '--camera: expected 12 characters'],
    ['an invalid threshold', ['bind', 'new', '--all', '--why', 'x', '--threshold', '3'], 'found 3'],
    ['a share of 100 %', ['bind', 'new', '--all', '--why', 'x', '--canary', '100'], 'found 100'],
    [
      'a share of one camera',
      ['bind', 'new', '--camera', 'aaaaaaaaaaaa', '--why', 'x', '--canary', '5'],
      'cannot be divided',
    ],
    [
      'a threshold to unbind',
      ['unbind', '--all', '--why', 'x', '--threshold', '0.5'],
      'is for bind, not for unbind',
    ],
    [
      'a limit to roll back',
      ['rollback', '--all', '--why', 'x', '--limit', '5'],
      'is for history, not for rollback',
    ],
    [
      'a reason to the history',
      ['history', '--why', 'x'],
      '--why is for bind, unbind, rollback, not for history',
    ],
    ['an invalid limit', ['history', '--limit', 'all'], '--limit expects a number from 1 to 1000'],
  ])('arguments with %s are rejected', async (_, args, sentence) => {
    await expect(async () => models(...args)).rejects.toThrow(sentence);
    await expect(async () => models(...args)).rejects.toBeInstanceOf(UsageError);
    expect(sent).toEqual([]);
  });
});
