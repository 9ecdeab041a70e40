import { parentPort, workerData } from 'node:worker_threads';
import { lockFolder } from '@vialog/sqlite';
import { FileWriter } from './file-writer.ts';
import { WriteQueue } from './write-queue.ts';
import type { WriterReply, WriterOptions, WriterRequest } from './writer-messages.ts';

/** Entry of the writer thread, the only writer of event files. Holds the lock of the folder until it ends. */
const port = parentPort;
if (!port) throw new Error('writer-worker.ts must be started as a worker thread');
const options = workerData as WriterOptions;
const send = (reply: WriterReply): void => port.postMessage(reply);

function start(): void {
  const unlock = lockFolder(
    options.folder,
    (process) =>
      `folder ${options.folder} is open for writing in process ${process}; stop that process or choose another data folder`,
  );
  const writer = new FileWriter(options, (state) => send({ state }));
  const queue = new WriteQueue(writer);
  const drain = (): void => {
    queue.drain();
    if (!queue.isEmpty) setImmediate(drain);
  };
  port?.on('message', (request: WriterRequest) => {
    if (request.kind === 'append') {
      if (queue.isEmpty) setImmediate(drain);
      queue.add(request.batch, request.now, (outcome) => reply(request.id, () => valueOf(outcome)));
      return;
    }
    while (!queue.isEmpty) queue.drain();
    reply(request.id, () => perform(writer, request, unlock));
    if (request.kind === 'close') port.close();
  });
  send({ ready: true });
}

function valueOf(outcome: Uint8Array | Error): Uint8Array {
  if (outcome instanceof Uint8Array) return outcome;
  throw outcome;
}

type Command = Exclude<WriterRequest, { kind: 'append' }>;

function perform(writer: FileWriter, request: Command, unlock: () => void): number {
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
      unlock();
      return 0;
  }
}

function reply(id: number, work: () => number | Uint8Array): void {
  try {
    send({ id, value: work() });
  } catch (error) {
    send({ id, error: Error.isError(error) ? (error.stack ?? error.message) : String(error) });
  }
}

try {
  start();
} catch (error) {
  send({ rejected: Error.isError(error) ? error.message : String(error) });
  port.close();
}
