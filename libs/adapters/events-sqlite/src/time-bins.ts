import { hourMs, dayMs, quarterMs } from '@vialog/contracts';

/** A bin is a quarter hour (docs/glossary.md). */
export const binsPerDay = dayMs / quarterMs;

/** Quarter hour, hour and day that contain a time, counted from 1970-01-01T00:00Z. */
export const binOf = (ms: number): number => Math.floor(ms / quarterMs);
export const hourOf = (ms: number): number => Math.floor(ms / hourMs);
export const dayOf = (ms: number): number => Math.floor(ms / dayMs);

const dayText = /^events-(\d{4}-\d{2}-\d{2})\.db$/;

export const dayFileName = (day: number): string =>
  `events-${new Date(day * dayMs).toISOString().slice(0, 10)}.db`;

/** The day of a day file; undefined for other file names. */
export function dayOfFileName(name: string): number | undefined {
  const date = dayText.exec(name)?.[1];
  return date === undefined ? undefined : dayOf(Date.parse(`${date}T00:00:00.000Z`));
}

export const rollUpsFileName = 'rollups.db';
