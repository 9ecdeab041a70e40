import { Worker } from 'node:worker_threads';
import { VialogError } from '@vialog/contracts';
import type { PrintedChart, ReportPage, ReportPrinter } from '@vialog/reports';
import PQueue from 'p-queue';
import sharp from 'sharp';
import type { PrintReply, PrintTask } from './print-messages.ts';

export interface ThreadPrinterOptions {
  /** Longest time for one document, ms. */
  readonly timeoutMs?: number;
  /** Heap of the thread, MB. */
  readonly maxHeapMb?: number;
  /** Documents that may wait for the thread. */
  readonly maxWaiting?: number;
}

const isSource = import.meta.url.endsWith('.ts');
const entry = new URL(isSource ? './print-worker.ts' : './print-worker.js', import.meta.url);
/** Options of Node.js with which the thread finds the sources of the workspace. */
const execArgv = isSource ? ['--conditions=@vialog/source', '--disable-warning=ExperimentalWarning'] : [];

/** Twice the 72 dots per inch at which a pixel of the chart is one of the picture. */
const pngDensity = 144;

const retryAfterSeconds = 30;

/** Draws documents one after the other, each in its own thread, so that the process keeps responding and gets the memory back. */
export class ThreadPrinter implements ReportPrinter {
  readonly #options: Required<ThreadPrinterOptions>;
  readonly #queue = new PQueue({ concurrency: 1 });
  readonly #closing = new AbortController();

  constructor({ timeoutMs = 120_000, maxHeapMb = 768, maxWaiting = 16 }: ThreadPrinterOptions = {}) {
    this.#options = { timeoutMs, maxHeapMb, maxWaiting };
  }

  pdf(page: ReportPage): Promise<Uint8Array> {
    return this.#print({ kind: 'pdf', page });
  }

  /** Drawn from outlines, so that librsvg needs no font of the machine. */
  async png(chart: PrintedChart): Promise<Uint8Array> {
    const svg = await this.#print({ kind: 'outline', chart });
    return sharp(svg, { density: pngDensity }).png().toBuffer();
  }

  /** Stops the current thread; documents that wait are not drawn. */
  close(): void {
    this.#closing.abort(new Error('the printer of reports was closed'));
  }

  #print(task: PrintTask): Promise<Uint8Array> {
    const { maxWaiting } = this.#options;
    if (this.#queue.size >= maxWaiting) {
      const message = `${maxWaiting} documents wait to be drawn; try again in ${retryAfterSeconds} seconds.`;
      return Promise.reject(new VialogError('RATE_LIMITED', message, { retryAfterSeconds }));
    }
    const { signal } = this.#closing;
    return this.#queue.add(() => this.#run(task, signal), { signal });
  }

  async #run(task: PrintTask, closing: AbortSignal): Promise<Uint8Array> {
    const { timeoutMs, maxHeapMb } = this.#options;
    const worker = new Worker(entry, {
      workerData: task,
      execArgv,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    });
    const signal = AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)]);
    try {
      return await replyOf(worker, signal);
    } catch (cause) {
      throw closing.aborted ? closing.reason : failureOf(cause, this.#options);
    } finally {
      await worker.terminate();
    }
  }
}

const replyOf = (worker: Worker, signal: AbortSignal): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    worker.once('message', ({ bytes }: PrintReply) => resolve(bytes));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the print thread ended with code ${code}`)));
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });

function failureOf(cause: unknown, { timeoutMs, maxHeapMb }: Required<ThreadPrinterOptions>): unknown {
  const advice = 'Choose fewer series, or the format html or xlsx.';
  const { name, code } = cause as { readonly name?: string; readonly code?: string };
  if (name === 'TimeoutError') {
    const message = `The document was not drawn within ${timeoutMs / 1_000} seconds. ${advice}`;
    return new VialogError('QUERY_TOO_EXPENSIVE', message, { cause });
  }
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    const message = `The document needs more than ${maxHeapMb} MB of memory. ${advice}`;
    return new VialogError('QUERY_TOO_EXPENSIVE', message, { cause });
  }
  return cause;
}
