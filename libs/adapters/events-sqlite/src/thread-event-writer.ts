import type { Clock, CountEvent } from '@vialog/contracts';
import type { AppendVerdict, EventWriter, RecordLimits } from '@vialog/events';
import { checkRecord, type IsKnownPlace } from './check-record.ts';
import { RowPacker } from './row-batch.ts';
import { verdict, type WriterOptions, type WriterState, type WriterCommand } from './writer-messages.ts';
import { WriterEnded, type WriterThread } from './writer-thread.ts';

export interface ThreadWriterOptions extends WriterOptions {
  readonly clock: Clock;
  readonly limits: RecordLimits;
  /** Maximum records that wait for their commit; beyond it `append` returns busy. */
  readonly maxQueued: number;
  /** Starts the thread: WriterThread.start; another function in tests. */
  readonly start: (
    ...args: Parameters<typeof WriterThread.start>
  ) => Promise<Pick<WriterThread, 'request' | 'close'>>;
  readonly onState: (state: WriterState | { readonly kind: 'restarting'; readonly why: string }) => void;
}

const pauses = { crowded: 50, diskFull: 1000, restarting: 500 } as const;

/** EventWriter over the writer thread. Restarts the thread when it ends. */
export class ThreadEventWriter implements EventWriter {
  readonly #options: ThreadWriterOptions;
  readonly #packer = new RowPacker();
  readonly #knows: IsKnownPlace = (event, slotStart) => this.#packer.knows(event, slotStart);
  #thread: Pick<WriterThread, 'request' | 'close'> | undefined;
  #waiting = 0;
  #closed = false;
  #restart: NodeJS.Timeout | undefined;

  constructor(options: ThreadWriterOptions) {
    this.#options = options;
  }

  /** @throws {Error} when another process has the folder open for writing, or it is not writable */
  static async start(options: ThreadWriterOptions): Promise<ThreadEventWriter> {
    const writer = new ThreadEventWriter(options);
    await writer.#startThread();
    return writer;
  }

  append(events: readonly CountEvent[]): Promise<readonly AppendVerdict[]> {
    return this.appendWithin(this.#options.limits, events);
  }

  /** As `append`, with other limits of the slots. */
  async appendWithin(limits: RecordLimits, events: readonly CountEvent[]): Promise<readonly AppendVerdict[]> {
    const { clock, maxQueued } = this.#options;
    const now = clock.now();
    const checked = events.map((event) => checkRecord(event, { now, knows: this.#knows }, limits));
    const sound = checked.filter((record) => typeof record !== 'string');
    if (sound.length === 0) return verdictsOf(checked, new Uint8Array());
    if (this.#waiting > 0 && this.#waiting + sound.length > maxQueued)
      return verdictsOf(checked, allBusy(sound.length), pauses.crowded);
    this.#waiting += sound.length;
    try {
      const codes = await this.#write(sound, now);
      return verdictsOf(checked, codes, this.#thread ? pauses.diskFull : pauses.restarting);
    } finally {
      this.#waiting -= sound.length;
    }
  }

  async #write(events: readonly CountEvent[], now: number): Promise<Uint8Array> {
    if (!this.#thread) return allBusy(events.length);
    try {
      const batch = this.#packer.pack(events, now);
      return (await this.#thread.request({ kind: 'append', batch, now })) as Uint8Array;
    } catch (error) {
      if (error instanceof WriterEnded) return allBusy(events.length);
      throw error;
    }
  }

  /** Runs a command in the thread. */
  async perform(command: Exclude<WriterCommand, { kind: 'append' | 'close' }>): Promise<number> {
    if (!this.#thread) throw new WriterEnded('the event writer restarts; retry in a few seconds');
    return Number(await this.#thread.request(command));
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#restart);
    await this.#thread?.close();
  }

  async #startThread(): Promise<void> {
    this.#packer.forget();
    const { folder, durability, maxPages, onState } = this.#options;
    const options = { folder, durability, ...(maxPages === undefined ? {} : { maxPages }) };
    this.#thread = await this.#options.start(options, {
      state: onState,
      gone: (why) => this.#startAgain(why),
    });
    if (this.#closed) await this.#thread.close();
  }

  #startAgain(why: Error): void {
    this.#thread = undefined;
    if (this.#closed) return;
    this.#options.onState({
      kind: 'restarting',
      why: why.cause instanceof Error ? why.cause.message : why.message,
    });
    this.#restart = setTimeout(() => {
      this.#startThread().then(
        () => this.#options.onState({ kind: 'ok' }),
        (error: Error) => this.#startAgain(error),
      );
    }, pauses.restarting);
  }
}

const allBusy = (length: number): Uint8Array => new Uint8Array(length).fill(verdict.busy);

const stored: AppendVerdict = { kind: 'stored' };
const known: AppendVerdict = { kind: 'known' };
const dropped: AppendVerdict = {
  kind: 'rejected',
  why: 'out of retention: the slots of its day were dropped',
};

function verdictOf(code: number | undefined, pauseMs: number): AppendVerdict {
  if (code === verdict.stored) return stored;
  if (code === verdict.known) return known;
  return code === verdict.dropped ? dropped : { kind: 'busy', pauseMs };
}

/**
 * Verdicts in the order of the records: rejected records, and the codes of the writer for the others. `pauseMs`: pause of
 * busy records.
 */
export function verdictsOf(
  checked: readonly (CountEvent | string)[],
  codes: Uint8Array,
  pauseMs: number = pauses.diskFull,
): readonly AppendVerdict[] {
  let next = 0;
  return checked.map((record): AppendVerdict => {
    if (typeof record === 'string') return { kind: 'rejected', why: record };
    next += 1;
    return verdictOf(codes[next - 1], pauseMs);
  });
}
