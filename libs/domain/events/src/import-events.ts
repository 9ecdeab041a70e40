import type { CountEvent } from '@vialog/contracts';
import { boundedLines } from './bounded-lines.ts';
import type { AppendVerdict, EventWriter } from './event-writer.port.ts';

export interface ImportTrouble {
  /** Number of the line, from 1. */
  readonly line: number;
  /** What is wrong with it, one sentence. */
  readonly why: string;
}

export interface ImportSummary {
  /** Lines that were not empty, number; the sum of the four below. */
  readonly lines: number;
  readonly stored: number;
  /** Already in the store. */
  readonly known: number;
  /** Records the store will never take. */
  readonly refused: number;
  /** Lines that are no record at all. */
  readonly unreadable: number;
}

export interface ImportOptions {
  /** Waits; the store says how long. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Told of every line that was not taken, as it is met. */
  readonly onTrouble?: (trouble: ImportTrouble) => void;
  /** Records of one append. Default 1,000. */
  readonly batch?: number;
  /** Give up after the store was busy for so long without a pause, ms. Default 10 minutes. */
  readonly patienceMs?: number;
}

/** A record is about 1,000 characters. */
const longestLine = 65_536;

interface Numbered {
  readonly line: number;
  readonly event: CountEvent;
}

/**
 * Brings records, one JSON object a line, into a store. Streams: never more than one batch is in memory. A bad line is
 * reported and stops nothing; a record that comes twice is known. So an import that broke off is simply run again.
 * @throws Error when the store stays busy beyond patience, or what the store throws
 */
export async function importEvents(
  chunks: AsyncIterable<string>,
  writer: EventWriter,
  options: ImportOptions,
): Promise<ImportSummary> {
  const summary = { lines: 0, stored: 0, known: 0, refused: 0, unreadable: 0 };
  let batch: Numbered[] = [];
  let line = 0;
  const flush = async (): Promise<void> => {
    const verdicts = await settled(batch, writer, options);
    batch.forEach((item, i) => count(summary, item, verdicts[i], options));
    batch = [];
  };
  for await (const text of boundedLines(chunks, longestLine)) {
    line += 1;
    if (text?.trim() === '') continue;
    summary.lines += 1;
    // Windows programs begin a file with a byte order mark.
    const event = read(line === 1 ? text?.replace(/^\uFEFF/, '') : text);
    if (typeof event === 'string') {
      summary.unreadable += 1;
      options.onTrouble?.({ line, why: event });
    } else batch.push({ line, event });
    if (batch.length >= (options.batch ?? 1_000)) await flush();
  }
  await flush();
  return summary;
}

/** The record, or why the line is none. What a record has to hold is for the store to judge. */
function read(text: string | undefined): CountEvent | string {
  if (text === undefined)
    return `longer than ${longestLine} characters; a record is one JSON object on one line`;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as CountEvent;
    return `expected a JSON object, found ${Array.isArray(value) ? 'a list' : String(value).slice(0, 40)}`;
  } catch (error) {
    return `not JSON: ${(error as Error).message}`;
  }
}

/** Verdicts of a batch, none of them busy: what was busy comes again after the pause the store asked for. */
async function settled(
  batch: readonly Numbered[],
  writer: EventWriter,
  { sleep, patienceMs = 600_000 }: ImportOptions,
): Promise<readonly AppendVerdict[]> {
  const verdicts: AppendVerdict[] = [];
  let open = batch.map((_, i) => i);
  let waited = 0;
  while (open.length > 0) {
    const answers = await writer.append(open.map((i) => (batch[i] as Numbered).event));
    open.forEach((i, n) => (verdicts[i] = answers[n] as AppendVerdict));
    const still = open.filter((i) => verdicts[i]?.kind === 'busy');
    if (still.length < open.length) waited = 0;
    const pause = Math.max(0, ...answers.map((answer) => (answer.kind === 'busy' ? answer.pauseMs : 0)));
    if (still.length > 0 && waited + pause > patienceMs)
      throw new Error(
        `the store was busy for ${Math.round(waited / 1000)} s at line ${batch[still[0] ?? 0]?.line}; ` +
          'see that it is well and run the import again, what it has is known',
      );
    if (still.length > 0) await sleep(pause);
    waited += pause;
    open = still;
  }
  return verdicts;
}

function count(
  summary: { stored: number; known: number; refused: number },
  { line }: Numbered,
  verdict: AppendVerdict | undefined,
  { onTrouble }: ImportOptions,
): void {
  if (verdict?.kind === 'stored' || verdict?.kind === 'known') summary[verdict.kind] += 1;
  else {
    summary.refused += 1;
    onTrouble?.({ line, why: verdict?.kind === 'refused' ? verdict.why : 'the store gave no verdict' });
  }
}
