import { parentPort, workerData } from 'node:worker_threads';
import { FileWriter } from './file-writer.ts';
import { lockFolder } from './folder-lock.ts';
import { WriteQueue } from './write-queue.ts';
import type { WriterAnswer, WriterOptions, WriterRequest } from './writer-messages.ts';

/** Entry of the writer thread: the only one that writes event files. Holds the folder's lock while it lives. */
const port = parentPort;
if (!port) throw new Error('writer-worker.ts is the entry of a worker thread');
const options = workerData as WriterOptions;
const tell = (answer: WriterAnswer): void => port.postMessage(answer);

function start(): void {
  const lock = lockFolder(options.folder);
  const writer = new FileWriter(options, (state) => tell({ state }));
  const queue = new WriteQueue(writer);
  const drain = (): void => {
    queue.drain();
    if (!queue.isEmpty) setImmediate(drain);
  };
  port?.on('message', (request: WriterRequest) => {
    if (request.kind === 'append') {
      if (queue.isEmpty) setImmediate(drain);
      queue.add(request.batch, request.now, (outcome) => answer(request.id, () => valueOf(outcome)));
      return;
    }
    while (!queue.isEmpty) queue.drain();
    answer(request.id, () => perform(writer, request, lock));
    if (request.kind === 'close') port.close();
  });
  tell({ ready: true });
}

function valueOf(outcome: Uint8Array | Error): Uint8Array {
  if (outcome instanceof Uint8Array) return outcome;
  throw outcome;
}

type Errand = Exclude<WriterRequest, { kind: 'append' }>;

function perform(writer: FileWriter, request: Errand, lock: { release(): void }): number {
  switch (request.kind) {
    case 'rollUp':
      return writer.rollUp(request.now) ? 1 : 0;
    case 'drop':
      return writer.drop(request, request.now);
    case 'erase':
      return writer.erase(request.cameras);
    case 'inspect':
      return writer.inspect(request.day, request.now);
    case 'close':
      writer.close();
      lock.release();
      return 0;
  }
}

function answer(id: number, work: () => number | Uint8Array): void {
  try {
    tell({ id, value: work() });
  } catch (error) {
    tell({ id, error: Error.isError(error) ? (error.stack ?? error.message) : String(error) });
  }
}

try {
  start();
} catch (error) {
  tell({ refused: Error.isError(error) ? error.message : String(error) });
  port.close();
}
