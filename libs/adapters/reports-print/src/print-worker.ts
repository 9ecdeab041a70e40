import { parentPort, workerData } from 'node:worker_threads';
import { pdfDocument } from './pdf-document.ts';
import type { PrintReply, PrintTask } from './print-messages.ts';

/** Entry of the print thread: draws one document, replies and ends. */
const port = parentPort;
if (!port) throw new Error('print-worker.ts must be started as a worker thread');

const { page } = workerData as PrintTask;
port.postMessage({ bytes: await pdfDocument(page) } satisfies PrintReply);
