/** All time zones of this browser, and in any case UTC and the current one. */
export const timeZones = (current: string): string[] =>
  [...new Set(['UTC', current, ...Intl.supportedValuesOf('timeZone')])].sort();
