import { dayOfRow, type FileWriter, type PendingRow } from './file-writer.ts';
import type { PlaceFacts } from './place-facts.ts';
import type { RowBatch } from './row-batch.ts';
import { at, stride } from './row-columns.ts';

interface Job {
  readonly batch: RowBatch;
  readonly facts: readonly PlaceFacts[];
  readonly now: number;
  readonly reply: (outcome: Uint8Array | Error) => void;
}

/** Maximum records of one transaction, which bounds the waiting time of a caller and the size of a rollback. */
const maxRowsPerCommit = 20_000;

/** Commits waiting batches together, with one fsync. */
export class WriteQueue {
  readonly #writer: FileWriter;
  #jobs: Job[] = [];
  #facts: PlaceFacts[] = [];

  constructor(writer: FileWriter) {
    this.#writer = writer;
  }

  add(batch: RowBatch, now: number, reply: Job['reply']): void {
    if (batch.firstRef === 0 && batch.newPlaces.length > 0) this.#facts = [];
    for (const facts of batch.newPlaces) this.#facts.push(facts);
    this.#jobs.push({ batch, facts: this.#facts, now, reply });
  }

  get isEmpty(): boolean {
    return this.#jobs.length === 0;
  }

  /** Commits waiting batches, at most `maxRowsPerCommit` records, and replies to them. */
  drain(): void {
    const jobs = this.#take();
    const verdicts = jobs.map((job) => new Uint8Array(job.batch.numbers.length / stride));
    try {
      for (const [day, rows] of Map.groupBy(pendingRows(jobs, verdicts), ({ row }) => dayOfRow(row)))
        this.#writer.append(day, rows, jobs[0]?.now ?? 0);
      jobs.forEach((job, i) => job.reply(verdicts[i] ?? new Uint8Array()));
    } catch (error) {
      for (const job of jobs) job.reply(error as Error);
    }
  }

  /** Jobs with the same place references, oldest first. */
  #take(): Job[] {
    const [first] = this.#jobs;
    if (first?.batch.firstRef === 0) this.#writer.forgetRefs();
    let rows = 0;
    const end = this.#jobs.findIndex((job, i) => {
      rows += job.batch.numbers.length / stride;
      return i > 0 && (rows > maxRowsPerCommit || job.facts !== first?.facts);
    });
    return this.#jobs.splice(0, end === -1 ? this.#jobs.length : end);
  }
}

function pendingRows(jobs: readonly Job[], verdicts: readonly Uint8Array[]): PendingRow[] {
  return jobs.flatMap((job, j) => {
    const { numbers, bays, more } = job.batch;
    return Array.from(verdicts[j] ?? [], (_, index): PendingRow => {
      const row = numbers.subarray(index * stride, (index + 1) * stride);
      const placeRef = row[at.placeRef] ?? NaN;
      const facts = job.facts[placeRef];
      if (!facts) throw new Error(`a record refers to place ${placeRef}, which was not sent`);
      const texts = { bays: bays?.[index] ?? null, more: more?.[index] ?? null };
      return { row: { numbers: row, ...texts, facts, placeRef }, verdicts: verdicts[j] as Uint8Array, index };
    });
  });
}
