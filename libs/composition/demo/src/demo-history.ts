import { setImmediate } from 'node:timers/promises';
import {
  dayMs,
  eventRetentionMs,
  isoOf,
  quarterHourRetentionMs,
  type Clock,
  type CountEvent,
  type DemoHistory as State,
  type DemoHistoryRemoval,
  type Log,
} from '@vialog/contracts';
import type { EventMaintenance, PastEventWriter, SimulatedHistory } from '@vialog/events';
import { storePastVersions, type Registry, type RegistryMarks } from '@vialog/registry';
import { demoTown } from './demo-town.ts';
import {
  historyCamera,
  historyDays,
  historyIds,
  historyTimes,
  type HistoryCamera,
  type HistorySpan,
} from './history-cameras.ts';
import { HistoryEvents } from './history-events.ts';
import { demoFirstStart } from './register-demo.ts';

export interface DemoHistoryOptions {
  readonly registry: Registry;
  readonly marks: RegistryMarks;
  readonly store: PastEventWriter & EventMaintenance;
  readonly clock: Clock;
  readonly log: Pick<Log, 'info' | 'error'>;
  /** Waits; ends early when the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Length of the history. Default: 13 months. */
  readonly days?: number;
}

/** Mark with the state of the history; a demo without history has none. */
const stateMark = 'demo history';
/** Mark with the oldest UTC day that is written, days since 1970-01-01. */
const dayMark = 'demo history day';
/** Days per progress mark and per run of the retention job. */
const daysPerStep = 7;

/**
 * The simulated history of the demo town: 13 months of counts from the truth of its scenes, before the first start. It is written
 * in the background, newest days first, and continues after an interruption. From the first start on only the live cameras
 * count.
 */
export class DemoHistory implements SimulatedHistory {
  readonly #options: DemoHistoryOptions;
  readonly #ending = new AbortController();
  #work: Promise<void> = Promise.resolve();

  constructor(options: DemoHistoryOptions) {
    this.#options = options;
  }

  /**
   * Begins or continues the history, or its removal, in the background. A complete or removed history is not written again.
   * `mayWrite`: false for a server without the demo, which only ends a removal.
   */
  start({ mayWrite }: { readonly mayWrite: boolean }): void {
    this.#work = this.#run(mayWrite).catch((error: unknown) => {
      if (!this.#ending.signal.aborted)
        this.#options.log.error(
          { err: error },
          'the history of the demo is incomplete; restart to continue it',
        );
    });
  }

  /** Resolves when the background work of `start` ends. */
  get finished(): Promise<void> {
    return this.#work;
  }

  /** Ends after the day that is being written. */
  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#work;
  }

  async state(): Promise<State> {
    const { marks, registry } = this.#options;
    const kind = await this.#kind();
    const cameras = registry.cameras.newest().filter(isOfHistory).length;
    const firstStart = await demoFirstStart(marks);
    if (firstStart === undefined || kind === 'none' || kind === 'removed') return { kind, cameras };
    const { from, to } = historyTimes(this.#spanOf(firstStart));
    const day = await marks.mark(dayMark);
    const written = day === undefined ? {} : { writtenFromAt: isoOf(Number(day) * dayMs) };
    return { kind, cameras, fromAt: isoOf(from), toAt: isoOf(to), ...written };
  }

  async remove(): Promise<DemoHistoryRemoval> {
    const { marks } = this.#options;
    // A demo of an earlier version has no history, and none may begin after the removal.
    const hasHistory = (await demoFirstStart(marks)) !== undefined && (await this.#kind()) !== 'removed';
    if (!hasHistory) return { cameras: 0, events: 0 };
    this.#ending.abort();
    await marks.setMark(stateMark, 'removing');
    await this.#work;
    return this.#erase();
  }

  async #kind(): Promise<State['kind']> {
    const mark = await this.#options.marks.mark(stateMark);
    return mark === 'writing' || mark === 'complete' || mark === 'removing' || mark === 'removed'
      ? mark
      : 'none';
  }

  async #run(mayWrite: boolean): Promise<void> {
    const { marks } = this.#options;
    const kind = await this.#kind();
    if (kind === 'removing') await this.#erase();
    if (!mayWrite || (kind !== 'none' && kind !== 'writing')) return;
    const firstStart = await demoFirstStart(marks);
    if (firstStart === undefined || this.#ending.signal.aborted) return;
    await marks.setMark(stateMark, 'writing');
    await this.#write(this.#spanOf(firstStart));
  }

  #spanOf(firstStart: number): HistorySpan {
    return { firstStart, days: this.#options.days ?? historyDays };
  }

  async #write(span: HistorySpan): Promise<void> {
    const { marks, registry, log, clock } = this.#options;
    const { signal } = this.#ending;
    const began = clock.now();
    const records = this.#records(span);
    for (const { versions } of records) await storePastVersions(registry, versions);
    const { from, to } = historyTimes(span);
    const written = await marks.mark(dayMark);
    const first = written === undefined ? Math.ceil(to / dayMs) - 1 : Number(written) - 1;
    const events = new HistoryEvents(span.firstStart);
    for (let day = first; day >= from / dayMs; day -= 1) {
      await this.#append(await this.#eventsOf(records, events, day));
      if (signal.aborted) return;
      if ((first - day) % daysPerStep === daysPerStep - 1) await this.#keepStep(day);
    }
    await this.#keepStep(from / dayMs);
    if (signal.aborted) return;
    await marks.setMark(stateMark, 'complete');
    log.info({ ms: clock.now() - began }, 'the simulated history of the demo is complete');
  }

  /** Records for the demo cameras that are registered. */
  #records(span: HistorySpan): readonly HistoryCamera[] {
    const siteOf = new Map(
      this.#options.registry.cameras
        .newest()
        .flatMap(({ code, zones }): [string | undefined, string | undefined][] => [
          [code, zones.find(({ siteId }) => siteId !== undefined)?.siteId],
        ]),
    );
    return demoTown(span.firstStart).flatMap(({ cameras }) =>
      cameras.flatMap((make) => {
        const siteId = siteOf.get(make(anySiteId).code);
        return siteId === undefined ? [] : [historyCamera(make(siteId), span)];
      }),
    );
  }

  /** Returns to the event loop between the cameras, so that live cameras and requests do not wait for a whole day. */
  async #eventsOf(
    records: readonly HistoryCamera[],
    events: HistoryEvents,
    day: number,
  ): Promise<CountEvent[]> {
    const ofDay: CountEvent[] = [];
    for (const record of records) {
      ofDay.push(...events.ofDay(record, day));
      await setImmediate();
    }
    return ofDay;
  }

  /** All events of a day at once: the store writes them in one transaction. */
  async #append(events: readonly CountEvent[]): Promise<void> {
    const { store, pause } = this.#options;
    const { signal } = this.#ending;
    for (let rest = events; rest.length > 0 && !signal.aborted;) {
      const verdicts = await store.appendPast(rest);
      const wrong = verdicts.find((verdict) => verdict.kind === 'rejected' && !isPastRetention(verdict));
      if (wrong?.kind === 'rejected') throw new Error(`the history of the demo was rejected: ${wrong.why}`);
      const busy = verdicts.find((verdict) => verdict.kind === 'busy');
      rest = rest.filter((_, i) => verdicts[i]?.kind === 'busy');
      if (busy?.kind === 'busy') await pause(busy.pauseMs, signal);
    }
  }

  /** Rolls up and deletes the slots of days past their retention, as the retention job does, then marks the progress. */
  async #keepStep(day: number): Promise<void> {
    const { marks, store, clock } = this.#options;
    const now = clock.now();
    await store.dropBefore({
      events: now - eventRetentionMs,
      quarterHours: now - quarterHourRetentionMs,
      hours: 0,
    });
    await marks.setMark(dayMark, String(day));
  }

  async #erase(): Promise<DemoHistoryRemoval> {
    const { marks, registry, store, log } = this.#options;
    const ids = registry.cameras
      .newest()
      .filter(isOfHistory)
      .map(({ cameraId }) => cameraId);
    const events = ids.length === 0 ? 0 : await store.eraseCameras(ids);
    await registry.store.erase({ cameras: ids, sites: [] });
    await marks.setMark(stateMark, 'removed');
    log.info({ cameras: ids.length, events }, 'the simulated history of the demo was removed');
    return { cameras: ids.length, events };
  }
}

/** To read the code of a demo camera before its site is known. */
const anySiteId = '000000000000';

/** By the id: a tag can be given to any camera, and a removal erases its counts. */
const isOfHistory = ({ cameraId }: { readonly cameraId: string }): boolean => historyIds.has(cameraId);

/**
 * Whether an earlier run stored the day and the retention job deleted its slots since, or the day is past the retention of sums
 * because a run was interrupted for days.
 */
const isPastRetention = ({ why }: { readonly why: string }): boolean => why.startsWith('out of retention');
