/** The search parameters of a camera: a moment and its zone, or a day. */
export interface CameraSearch {
  /** ISO time of the marked moment. */
  readonly at?: string | undefined;
  /** Local day, 2026-11-29; that of `at` or today without it. */
  readonly day?: string | undefined;
  readonly zone?: string | undefined;
}

/** Reads the search parameters of an address. Invalid values are ignored. */
export function readCameraSearch(raw: Record<string, unknown>): CameraSearch {
  const { at, day, zone } = raw;
  return {
    ...(typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? { at } : {}),
    ...(isDay(day) ? { day } : {}),
    ...(typeof zone === 'string' && /^[a-z0-9-]{1,32}$/.test(zone) ? { zone } : {}),
  };
}

const isDay = (day: unknown): day is string =>
  typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));
