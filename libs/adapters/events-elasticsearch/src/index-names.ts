import { parseEventId, hourMs, dayMs } from '@vialog/contracts';

export const dayOf = (ms: number): number => Math.floor(ms / dayMs) * dayMs;
export const hourOf = (ms: number): number => Math.floor(ms / hourMs) * hourMs;

const dotted = (ms: number): string => new Date(ms).toISOString().slice(0, 10).replaceAll('-', '.');

/** Longer windows use the alias instead of names of days, because the length of a request line is limited. */
const maxNamedDays = 40;

const maxKnownDays = 4_000;

/** Names of indices and aliases with one prefix. Times are epoch ms; a day is a UTC day. */
export class IndexNames {
  readonly prefix: string;
  /** Read aliases, over indices of every version. */
  readonly events: string;
  readonly bins: string;
  readonly spans: string;
  readonly packs: string;
  /** Leases and states of hours. */
  readonly state: string;
  /** Day → name of the index of its bins: a trend of a year needs it for every hour. */
  readonly #binsByDay = new Map<number, string>();

  constructor(prefix: string) {
    if (!/^[a-z][a-z0-9-]{0,60}$/.test(prefix))
      throw new Error(
        `invalid index prefix "${prefix}": expected a letter a-z followed by at most 60 characters a-z, 0-9 or -`,
      );
    this.prefix = prefix;
    this.events = `${prefix}-events`;
    this.bins = `${prefix}-bins`;
    this.spans = `${prefix}-spans`;
    this.packs = `${prefix}-packs`;
    this.state = `${prefix}-state-v1`;
  }

  eventsOf(ms: number): string {
    return `${this.events}-v1-${dotted(ms)}`;
  }

  binsOf(ms: number): string {
    const day = dayOf(ms);
    let name = this.#binsByDay.get(day);
    if (name === undefined) {
      name = `${this.bins}-v1-${dotted(day).slice(0, 7)}`;
      if (this.#binsByDay.size >= maxKnownDays) this.#binsByDay.clear();
      this.#binsByDay.set(day, name);
    }
    return name;
  }

  packsOf(ms: number): string {
    return `${this.packs}-v1-${dotted(ms).slice(0, 7)}`;
  }

  spansOf(ms: number): string {
    return `${this.spans}-v1-${dotted(ms).slice(0, 7)}`;
  }

  /** Index of an event id; undefined when the id is invalid. */
  eventsOfId(eventId: string): string | undefined {
    const key = parseEventId(eventId);
    return key === undefined ? undefined : this.eventsOf(key.slotStart);
  }

  /** Indices to search for slots that start in [from, to): the days by name, or the alias. */
  eventsWithin(from: number, to: number): string[] {
    if (to <= from || (to - dayOf(from)) / dayMs > maxNamedDays) return [this.events];
    const days: string[] = [];
    for (let day = dayOf(from); day < to; day += dayMs) days.push(this.eventsOf(day));
    return days;
  }

  /** Start of the day of an events index; undefined for other indices. */
  dayOfEvents(index: string): number | undefined {
    return this.#startOf(index, this.events, /^\d{4}\.\d{2}\.\d{2}$/);
  }

  /** Start of the month of a bins, spans or packs index; undefined for other indices. */
  monthOf(index: string): number | undefined {
    const month = /^\d{4}\.\d{2}$/;
    const stems = [this.bins, this.spans, this.packs];
    return stems.map((stem) => this.#startOf(index, stem, month)).find((start) => start !== undefined);
  }

  #startOf(index: string, stem: string, form: RegExp): number | undefined {
    const match = /^-v\d+-(.*)$/.exec(index.startsWith(stem) ? index.slice(stem.length) : '');
    const date = match?.[1];
    return date !== undefined && form.test(date) ? Date.parse(date.replaceAll('.', '-')) : undefined;
  }
}
