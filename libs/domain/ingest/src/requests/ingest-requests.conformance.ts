import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { IngestReplyOf, IngestRequestOf } from '@vialog/contracts';
import type { IngestDelivery, IngestHandlers, IngestRequests } from './ingest-requests.port.ts';
import { maxOpenRequests } from './request-desk.ts';

export interface IngestRequestsUnderTest {
  readonly requests: IngestRequests;
  /** Starts a process that captures the camera of `testCamera` and replies with these handlers. */
  serve(handlers: IngestHandlers): Promise<void>;
  close(): Promise<void>;
}

/** A camera without a region tag. */
export const testCamera = { cameraId: 'cam000000001', tags: [] };
const still: IngestRequestOf<'still'> = { v: 1, kind: 'still', cameraId: testCamera.cameraId };
const content: IngestReplyOf<'still'> = {
  capturedAt: '2026-03-02T08:00:00.000Z',
  width: 640,
  height: 360,
};
const targets: [string, IngestDelivery['to']][] = [
  ['the process that captures a camera', { kind: 'camera', camera: testCamera }],
  ['any process of a region', { kind: 'region', region: 'main' }],
];
/** For replies that arrive at once; long enough for a loaded machine. */
const longMs = 30_000;

/** Requirements on every way to reach the process that captures a camera. */
export function ingestRequestsConformance(name: string, open: () => Promise<IngestRequestsUnderTest>): void {
  describe(`requests to an ingest: ${name}`, () => {
    let world: IngestRequestsUnderTest;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());
    const send = (to: IngestDelivery['to'], deadlineMs = longMs) =>
      world.requests.send<'still'>(still, { to, deadlineMs });
    const sendToCamera = (deadlineMs = longMs) => send({ kind: 'camera', camera: testCamera }, deadlineMs);

    test.each(targets)('a request to %s returns the content and the bytes of its handler', async (_, to) => {
      const bytes = Uint8Array.from({ length: 300_000 }, (_each, i) => i % 251);
      const received: unknown[] = [];
      await world.serve({
        still: (request) => {
          received.push(request);
          return Promise.resolve({ kind: 'answered', content, bytes });
        },
      });
      const reply = await send(to);
      expect(received).toEqual([still]);
      expect(reply).toMatchObject({ kind: 'answered', content });
      expect(Buffer.compare((reply as { bytes: Uint8Array }).bytes, bytes)).toBe(0);
    });

    test('a reply without bytes has none', async () => {
      await world.serve({ still: () => Promise.resolve({ kind: 'answered', content }) });
      expect(await sendToCamera()).toEqual({ kind: 'answered', content });
    });

    test('a failure of the handler is returned with its reason and detail', async () => {
      const failure = { kind: 'failed', reason: 'unavailable', detail: 'The camera is offline.' } as const;
      await world.serve({ still: () => Promise.resolve(failure) });
      expect(await sendToCamera()).toEqual(failure);
    });

    test('a handler that throws is a failure with the message of the error', async () => {
      await world.serve({ still: () => Promise.reject(new Error('the disk is on fire')) });
      const failure = { kind: 'failed', reason: 'failed', detail: 'the disk is on fire' };
      expect(await sendToCamera()).toEqual(failure);
    });

    test('a handler that is too slow is a timeout, and its signal aborts', async () => {
      let aborted: Promise<void> | undefined;
      await world.serve({
        still: (_request, signal) => {
          aborted = new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
          return new Promise(() => undefined);
        },
      });
      expect(await sendToCamera(300)).toMatchObject({ kind: 'failed', reason: 'timeout' });
      await aborted;
    });

    test('a kind of request without a handler is unsupported', async () => {
      await world.serve({});
      expect(await sendToCamera()).toMatchObject({ kind: 'failed', reason: 'unsupported' });
    });

    test('a reply that does not match its schema is a failure and is not passed on', async () => {
      const wrong = { ...content, boxes: [1, 2, 3, 4] };
      await world.serve({ still: () => Promise.resolve({ kind: 'answered', content: wrong }) });
      const reply = await sendToCamera();
      expect(reply).toMatchObject({ kind: 'failed', reason: 'failed' });
      expect((reply as { detail: string }).detail).toContain('boxes');
    });

    test('a request that does not match its schema never reaches the handler', async () => {
      let handled = 0;
      await world.serve({
        still: () => Promise.resolve({ kind: 'answered', content: ((handled += 1), content) }),
      });
      const to = { kind: 'camera', camera: testCamera } as const;
      const reply = await world.requests.send<'still'>(
        { ...still, cameraId: 'no id' },
        { to, deadlineMs: longMs },
      );
      expect([reply.kind, handled]).toEqual(['failed', 0]);
    });

    test('a process rejects more requests than it can handle, and accepts again when one has ended', async () => {
      const finish: (() => void)[] = [];
      let isHeld = true;
      await world.serve({
        still: () =>
          new Promise((resolve) => {
            const end = () => resolve({ kind: 'answered', content });
            if (isHeld) finish.push(end);
            else end();
          }),
      });
      const open = Array.from({ length: maxOpenRequests }, () => sendToCamera());
      expect(await sendToCamera()).toMatchObject({ kind: 'failed', reason: 'busy' });
      isHeld = false;
      for (const end of finish) end();
      expect((await Promise.all(open)).map(({ kind }) => kind)).toEqual(open.map(() => 'answered'));
      expect(await sendToCamera()).toMatchObject({ kind: 'answered' });
    });
  });
}
