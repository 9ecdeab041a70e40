import {
  epochOf,
  maxCountsPerBatch,
  VialogError,
  type CountBatch,
  type CountEvent,
  type CountProblem,
  type CountsReport,
  type OwnCount,
} from '@vialog/contracts';
import { EventMaker } from '@vialog/measuring';
import type { EventPorts } from '@vialog/events';
import { problemOf, type CountRow } from './count-row.ts';
import { Counters } from './counters.ts';
import { judgeCount, type CountJudgement } from './judge-count.ts';
import { numbersOf, storedCounts } from './stored-counts.ts';

/** Hands counts to the processes that store them. `full`: try again later. */
export type SendCounts = (
  batch: CountBatch,
) => Promise<{ readonly kind: 'accepted' } | { readonly kind: 'full'; readonly why: string }>;

export interface CountPorts extends Pick<EventPorts, 'trends' | 'cameras' | 'clock'> {
  readonly send: SendCounts;
}

/** Records per message. */
const messageSize = 100;

/**
 * Accepts the counts of counters: valid rows whose slots have no numbers yet are sent to the event store. Sending the same
 * counts again changes nothing. A slot that has other numbers keeps them, and the row is rejected.
 * @param options.dryRun nothing is sent; the report says what would be
 * @throws {VialogError} STORE_UNAVAILABLE when the counts cannot be sent, or the error of the store
 */
export async function acceptCounts(
  ports: CountPorts,
  rows: readonly CountRow[],
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<CountsReport> {
  const judgement: CountJudgement = {
    counters: new Counters(await ports.cameras.versions()),
    now: ports.clock.now(),
    maker: new EventMaker(),
  };
  const acceptance = new Acceptance();
  for (let start = 0; start < rows.length; start += maxCountsPerBatch) {
    const judged = acceptance.judge(rows.slice(start, start + maxCountsPerBatch), judgement);
    const accepted = acceptance.compare(
      judged,
      await storedCounts(
        ports.trends,
        judged.map(({ event }) => event),
      ),
    );
    if (!dryRun) await sendAll(ports.send, accepted);
  }
  return acceptance.report;
}

/** The rows of a request. */
export const rowsOfBatch = (items: readonly OwnCount[]): CountRow[] =>
  items.map((item, i) => ({ ...item, row: i + 1, startAt: epochOf(item.startAt) }));

interface Judged {
  readonly row: CountRow;
  readonly event: CountEvent;
}

/** What became of the rows so far. */
class Acceptance {
  /** Event id → numbers of the rows of this request. */
  readonly #requested = new Map<string, string>();
  readonly #problems: CountProblem[] = [];
  #accepted = 0;
  #known = 0;
  #rejected = 0;

  get report(): CountsReport {
    return {
      accepted: this.#accepted,
      known: this.#known,
      rejected: this.#rejected,
      problems: this.#problems,
    };
  }

  judge(rows: readonly CountRow[], judgement: CountJudgement): readonly Judged[] {
    return rows.flatMap((row) => {
      const judged = judgeCount(row, judgement);
      if ('event' in judged) return [{ row, event: judged.event }];
      this.#reject(judged.problem);
      return [];
    });
  }

  /** The records that are new. */
  compare(judged: readonly Judged[], stored: ReadonlyMap<string, string>): readonly CountEvent[] {
    return judged.flatMap(({ row, event }) => {
      const numbers = numbersOf(event);
      const before = stored.get(event.eventId) ?? this.#requested.get(event.eventId);
      if (before === undefined) {
        this.#requested.set(event.eventId, numbers);
        this.#accepted += 1;
        return [event];
      }
      if (before === numbers) this.#known += 1;
      else this.#reject(problemOf(row, 'differs', differs(event)));
      return [];
    });
  }

  #reject(problem: CountProblem): void {
    this.#rejected += 1;
    if (this.#problems.length < maxCountsPerBatch) this.#problems.push(problem);
  }
}

const differs = ({ slotStartAt, zoneId }: CountEvent): string =>
  `the slot of zone "${zoneId}" from ${slotStartAt} has other numbers already; stored counts are never changed`;

async function sendAll(send: SendCounts, events: readonly CountEvent[]): Promise<void> {
  for (let start = 0; start < events.length; start += messageSize) {
    const sent = await send({ v: 1, events: events.slice(start, start + messageSize) });
    if (sent.kind === 'full')
      throw new VialogError(
        'STORE_UNAVAILABLE',
        `The counts cannot be sent to the event store: ${sent.why}. Send the request again; counts that were accepted are recognised.`,
        { retryAfterSeconds: 5 },
      );
  }
}
