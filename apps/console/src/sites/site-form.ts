import type { Site } from '@vialog/contracts';
import { ApiError } from '../api/call.ts';
import { numberText, parseNumber } from '../forms/number-text.ts';

export const siteKinds = ['parking_lot', 'road_section', 'gate', 'compound'] as const;

/** The texts of the site form, exactly as they were typed. A test compares the fields with the contract. */
export interface SiteForm {
  readonly name: string;
  readonly kind: string;
  readonly lat: string;
  readonly lon: string;
  readonly timeZone: string;
  readonly capacity: string;
  readonly address: string;
  /** One corner per line: latitude, longitude. */
  readonly outline: string;
}
export type SiteField = keyof SiteForm;

export const emptySite = (timeZone: string): SiteForm => ({
  name: '',
  kind: 'parking_lot',
  lat: '',
  lon: '',
  timeZone,
  capacity: '',
  address: '',
  outline: '',
});

export function formOfSite(site: Site): SiteForm {
  const [lon, lat] = site.position;
  return {
    name: site.name,
    kind: site.kind,
    lat: numberText(lat),
    lon: numberText(lon),
    timeZone: site.timeZone,
    capacity: numberText(site.capacity),
    address: site.address,
    outline: (site.outline ?? []).map((point) => `${point[1]}, ${point[0]}`).join('\n'),
  };
}

type Json = Record<string, unknown>;

/** The request body of a new site. Impossible values are sent as they were typed, and the server rejects them. */
export function inputOfSite(form: SiteForm): Json {
  const all = { ...patchBody(form) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== ''));
}

/** Only the changed fields; null removes one. */
export function changesOfSite(site: Site, form: SiteForm): Json {
  const before = patchBody(formOfSite(site));
  const changed = Object.entries(patchBody(form)).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field]),
  );
  return Object.fromEntries(changed);
}

function patchBody(form: SiteForm): Json {
  const { name, kind, lat, lon, timeZone, capacity, address, outline } = form;
  return {
    name,
    kind,
    position: [valueOf(lon), valueOf(lat)],
    timeZone,
    capacity: valueOf(capacity),
    address,
    outline: outline.trim() === '' ? null : outline.trim().split('\n').map(pointOf),
  };
}

const valueOf = (text: string): number | string | null =>
  text.trim() === '' ? null : (parseNumber(text) ?? text);

/** [longitude, latitude] of a line "latitude, longitude". */
function pointOf(line: string): unknown[] {
  const parts = line.split(/[,，;\s]+/).filter((part) => part !== '');
  return parts.map(valueOf).reverse();
}

const fieldsOfPath: Readonly<Record<string, readonly SiteField[]>> = {
  position: ['lat', 'lon'],
  'position.0': ['lon'],
  'position.1': ['lat'],
};

/** The server's message for each field of the form. */
export function siteProblems(error: unknown): Partial<Record<SiteField, string>> {
  const at: Partial<Record<SiteField, string>> = {};
  if (!(error instanceof ApiError)) return at;
  for (const { path, message } of error.details) {
    const place = (path ?? '').replaceAll(/\[(\d+)\]/g, '.$1');
    const [root = ''] = place.split('.');
    const fields = fieldsOfPath[place] ?? (root === '' ? [] : [root as SiteField]);
    for (const field of fields) at[field] = message;
  }
  return at;
}
