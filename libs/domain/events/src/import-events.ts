import type { CountEvent } from '@vialog/contracts';
import { boundedLines } from './bounded-lines.ts';
import type { AppendVerdict, EventWriter } from './event-writer.port.ts';

export interface ImportIssue {
  /** Number of the line, from 1. */
  readonly line: number;
  /** What is wrong with the line, one sentence. */
  readonly why: string;
}

export interface ImportSummary {
  /** Non-empty lines, number; the sum of the four below. */
  readonly lines: number;
  readonly stored: number;
  /** Already in the store. */
  readonly known: number;
  /** Records that the store rejected permanently. */
  readonly rejected: number;
  /** Lines that are not a JSON object. */
  readonly unreadable: number;
}

export interface ImportOptions {
  /** Waits for the pause that a busy store requires. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Called for every line that was not imported. */
  readonly onIssue?: (issue: ImportIssue) => void;
  /** Records per append. Default 1,000. */
  readonly batch?: number;
  /** Maximum time that the store may stay busy without progress, ms. Default 10 minutes. */
  readonly maxBusyMs?: number;
}

/** A record is about 1,000 characters. */
const maxLineLength = 65_536;

interface Numbered {
  readonly line: number;
  readonly event: CountEvent;
}

/**
 * Imports records, one JSON object per line, into a store. Streams: at most one batch is in memory. A bad line is reported
 * and skipped. Duplicates count as known, so an interrupted import can be run again.
 * @throws {Error} when the store stays busy longer than `maxBusyMs`, or the error of the store
 */
export async function importEvents(
  chunks: AsyncIterable<string>,
  writer: EventWriter,
  options: ImportOptions,
): Promise<ImportSummary> {
  const summary = { lines: 0, stored: 0, known: 0, rejected: 0, unreadable: 0 };
  let batch: Numbered[] = [];
  let line = 0;
  const flush = async (): Promise<void> => {
    const verdicts = await settled(batch, writer, options);
    batch.forEach((item, i) => count(summary, item, verdicts[i], options));
    batch = [];
  };
  for await (const text of boundedLines(chunks, maxLineLength)) {
    line += 1;
    if (text?.trim() === '') continue;
    summary.lines += 1;
    // Some Windows programs write a byte order mark at the start of a file.
    const event = read(line === 1 ? text?.replace(/^\uFEFF/, '') : text);
    if (typeof event === 'string') {
      summary.unreadable += 1;
      options.onIssue?.({ line, why: event });
    } else batch.push({ line, event });
    if (batch.length >= (options.batch ?? 1_000)) await flush();
  }
  await flush();
  return summary;
}

/** The record, or why the line is not one. The store validates its fields. */
function read(text: string | undefined): CountEvent | string {
  if (text === undefined)
    return `longer than ${maxLineLength} characters; a record is one JSON object on one line`;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as CountEvent;
    return `expected a JSON object, found ${Array.isArray(value) ? 'a list' : String(value).slice(0, 40)}`;
  } catch (error) {
    return `not JSON: ${(error as Error).message}`;
  }
}

/** Final verdicts of a batch: busy records are sent again after the pause that the store requested. */
async function settled(
  batch: readonly Numbered[],
  writer: EventWriter,
  { sleep, maxBusyMs = 600_000 }: ImportOptions,
): Promise<readonly AppendVerdict[]> {
  const verdicts: AppendVerdict[] = [];
  let open = batch.map((_, i) => i);
  let waited = 0;
  while (open.length > 0) {
    const received = await writer.append(open.map((i) => (batch[i] as Numbered).event));
    open.forEach((i, n) => (verdicts[i] = received[n] as AppendVerdict));
    const still = open.filter((i) => verdicts[i]?.kind === 'busy');
    if (still.length < open.length) waited = 0;
    const pause = Math.max(0, ...received.map((verdict) => (verdict.kind === 'busy' ? verdict.pauseMs : 0)));
    if (still.length > 0 && waited + pause > maxBusyMs)
      throw new Error(
        `the store was busy for ${Math.round(waited / 1000)} s at line ${batch[still[0] ?? 0]?.line}; ` +
          'check the store and run the import again; records already stored are skipped',
      );
    if (still.length > 0) await sleep(pause);
    waited += pause;
    open = still;
  }
  return verdicts;
}

function count(
  summary: { stored: number; known: number; rejected: number },
  { line }: Numbered,
  verdict: AppendVerdict | undefined,
  { onIssue }: ImportOptions,
): void {
  if (verdict?.kind === 'stored' || verdict?.kind === 'known') summary[verdict.kind] += 1;
  else {
    summary.rejected += 1;
    onIssue?.({ line, why: verdict?.kind === 'rejected' ? verdict.why : 'the store gave no verdict' });
  }
}
