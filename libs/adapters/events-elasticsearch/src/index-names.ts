import { parseEventId } from '@vialog/contracts';

export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

export const dayOf = (ms: number): number => Math.floor(ms / dayMs) * dayMs;
export const hourOf = (ms: number): number => Math.floor(ms / hourMs) * hourMs;

const dotted = (ms: number): string => new Date(ms).toISOString().slice(0, 10).replaceAll('-', '.');

/** More days than this are asked for by the alias instead of by name: a request line has an end. */
const namedDays = 40;

/** Names of everything below one prefix. Moments are epoch ms; a day is a UTC day. */
export class IndexNames {
  readonly prefix: string;
  /** Read aliases: whatever version of a document, old or new, is found by them. */
  readonly events: string;
  readonly bins: string;
  readonly spans: string;
  /** Leases and what is known of hours. */
  readonly state: string;

  constructor(prefix: string) {
    if (!/^[a-z][a-z0-9-]{0,60}$/.test(prefix))
      throw new Error(`expected an index prefix of a-z 0-9 and -, found "${prefix}"`);
    this.prefix = prefix;
    this.events = `${prefix}-events`;
    this.bins = `${prefix}-bins`;
    this.spans = `${prefix}-spans`;
    this.state = `${prefix}-state-v1`;
  }

  eventsOf(ms: number): string {
    return `${this.events}-v1-${dotted(ms)}`;
  }

  binsOf(ms: number): string {
    return `${this.bins}-v1-${dotted(ms).slice(0, 7)}`;
  }

  spansOf(ms: number): string {
    return `${this.spans}-v1-${dotted(ms).slice(0, 7)}`;
  }

  /** Index of an event id; undefined where the text is none. */
  eventsOfId(eventId: string): string | undefined {
    const key = parseEventId(eventId);
    return key === undefined ? undefined : this.eventsOf(key.slotStart);
  }

  /** What to ask for slots that start in [from, to): the days by name, or everything. */
  eventsWithin(from: number, to: number): string[] {
    if (to <= from || (to - dayOf(from)) / dayMs > namedDays) return [this.events];
    const days: string[] = [];
    for (let day = dayOf(from); day < to; day += dayMs) days.push(this.eventsOf(day));
    return days;
  }

  /** Start of the day an events index holds, undefined where it is none of ours. */
  dayOfEvents(index: string): number | undefined {
    return this.#momentOf(index, this.events, /^\d{4}\.\d{2}\.\d{2}$/);
  }

  /** Start of the month a bins or spans index holds. */
  monthOf(index: string): number | undefined {
    const month = /^\d{4}\.\d{2}$/;
    return this.#momentOf(index, this.bins, month) ?? this.#momentOf(index, this.spans, month);
  }

  #momentOf(index: string, stem: string, form: RegExp): number | undefined {
    const match = /^-v\d+-(.*)$/.exec(index.startsWith(stem) ? index.slice(stem.length) : '');
    const date = match?.[1];
    return date !== undefined && form.test(date) ? Date.parse(date.replaceAll('.', '-')) : undefined;
  }
}
