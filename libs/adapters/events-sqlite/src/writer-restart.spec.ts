import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { recordLimits } from '@vialog/events';
import { measured, SetClock } from '@vialog/events/conformance';
import { entryOptions, entryUrl } from './entry-url.ts';
import { ThreadEventWriter } from './thread-event-writer.ts';
import { WriterEnded, WriterThread } from './writer-thread.ts';

const event = measured('2026-03-31T12:00:00.000Z');

describe('a writer thread that ends', () => {
  let folder = '';
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'vialog-restart-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('a terminated writer thread releases the lock of its folder', async () => {
    const worker = new Worker(entryUrl('writer-worker'), {
      workerData: { folder, durability: 'process' },
      execArgv: entryOptions,
    });
    await new Promise((resolve) => worker.once('message', resolve));
    await worker.terminate();
    const listener = { state: () => undefined, gone: () => undefined };
    const next = await WriterThread.start({ folder, durability: 'process' }, listener);
    await next.close();
  });

  it('the store returns busy for pending records of an ended writer thread, restarts it, and stores them on retry', async () => {
    const states: string[] = [];
    let end: (why: Error) => void = () => undefined;
    let starts = 0;
    const restarted = Promise.withResolvers<undefined>();
    const writer = await ThreadEventWriter.start({
      folder,
      durability: 'process',
      clock: new SetClock('2026-03-31T12:30:00.000Z'),
      limits: recordLimits,
      maxQueued: 1000,
      onState: ({ kind }) => {
        states.push(kind);
        if (kind === 'ok') restarted.resolve(undefined);
      },
      start: (options, listener) => {
        starts += 1;
        if (starts > 1) return WriterThread.start(options, listener);
        end = listener.gone;
        return Promise.resolve({
          request: () => Promise.reject(new WriterEnded('gone')),
          close: () => Promise.resolve(),
        });
      },
    });
    const pending = writer.append([event]);
    end(new WriterEnded('out of memory'));
    expect(await pending).toEqual([{ kind: 'busy', pauseMs: 500 }]);
    expect(await writer.append([event])).toEqual([{ kind: 'busy', pauseMs: 500 }]);
    await restarted.promise;
    expect(states).toEqual(['restarting', 'ok']);
    expect(await writer.append([event])).toEqual([{ kind: 'stored' }]);
    await writer.close();
  });
});
