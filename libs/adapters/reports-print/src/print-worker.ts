import { parentPort, workerData } from 'node:worker_threads';
import type { PrintReply, PrintTask } from './print-messages.ts';

/** Entry of the print thread: draws one document or chart, replies and ends. */
const port = parentPort;
if (!port) throw new Error('print-worker.ts must be started as a worker thread');

port.postMessage({ bytes: await draw(workerData as PrintTask) } satisfies PrintReply);

async function draw(task: PrintTask): Promise<Uint8Array> {
  switch (task.kind) {
    case 'pdf': {
      const { pdfDocument } = await import('./pdf-document.ts');
      return pdfDocument(task.page);
    }
    case 'outline': {
      const { outlineTexts } = await import('./outline-texts.ts');
      return new TextEncoder().encode(outlineTexts(task.chart.svg, task.chart.language));
    }
  }
}
