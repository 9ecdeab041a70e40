import { afterAll, beforeAll, describe, jest, test } from '@jest/globals';
import { VialogServer } from '@vialog/testkit';
import { hangGuardMs } from './queries.ts';
import { comparisonIsKept, countsArrive } from './sent-counts.ts';

jest.setTimeout(hangGuardMs);

describe('a server with a counter', () => {
  let server: VialogServer;

  beforeAll(async () => {
    server = await VialogServer.start();
  });
  afterAll(() => server?.remove());

  test('counts of a loop are stored once and found by their origin', () => countsArrive(server));

  test('a comparison of two counters has their known ratio and is kept', () => comparisonIsKept(server));
});
