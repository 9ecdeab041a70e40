import { createHash } from 'node:crypto';
import { dayMs, hourMs, zoneKey } from '@vialog/contracts';
import type { BulkItem } from './bulk-request.ts';
import { hourSums, type BinDocument } from './hour-bins.ts';
import type { IndexNames } from './index-names.ts';
import { decodeColumn, encodeColumn, type Column } from './pack-columns.ts';
import { packColumns } from './pack-layout.ts';
import type { ZoneIdentity } from './sums-table.ts';

/** Zones of one pack: few, so that a question about one site reads little. */
export const zonesPerPack = 16;
export const hoursPerPack = 24;

/** The hour sums of one UTC day of some zones. They equal the bins of these hours (ADR 54). */
export interface PackDocument {
  /** Also the document id. */
  readonly key: string;
  /** Start of the day, epoch ms. */
  readonly from: number;
  readonly stamp: string;
  readonly zones: readonly string[];
  readonly cameras: readonly string[];
  readonly sites: readonly string[];
  readonly rows: {
    /** Zones by camera version; their hours follow each other in every column. */
    readonly zones: readonly ZoneIdentity[];
    /** Per zone a bit for every hour that has a bin. */
    readonly hours: readonly number[];
    /** Column → numbers; columns of zeros are left out. */
    readonly columns: Readonly<Record<string, string>>;
    /** Zone × 24 + hour, reason, explained slots. */
    readonly gaps: readonly (readonly [at: number, reason: string, slots: number])[];
  };
}

/** Stamp of a day: changes when one of its hours is finalised again. `stamps`: of its hours, in their order. */
export const stampOfDay = (stamps: readonly string[]): string =>
  createHash('sha1').update(stamps.join()).digest('base64url');

/** A pack of the bins of up to `zonesPerPack` zones of a day. `zones`: the bins of each zone and version. */
export function packOf(
  { day, stamp, number }: { readonly day: number; readonly stamp: string; readonly number: number },
  zones: readonly (readonly BinDocument[])[],
): PackDocument {
  const identities = zones.flatMap(([first]) => (first ? [identityOf(first)] : []));
  const size = zones.length * hoursPerPack;
  const values = new Map(packColumns.map(({ name }) => [name, new Array<number>(size).fill(0)]));
  const gaps: [number, string, number][] = [];
  for (const { at, bin } of binsOf(zones, day)) {
    const sums = hourSums(bin);
    for (const { name, valueOf } of packColumns) (values.get(name) ?? [])[at] = valueOf(sums);
    for (const [reason, slots] of Object.entries(sums.gaps)) gaps.push([at, reason, slots]);
  }
  const columns = [...values].flatMap(([name, column]) => {
    const text = encodeColumn(column);
    return text === undefined ? [] : [[name, text] as const];
  });
  return {
    key: `${new Date(day).toISOString().slice(0, 10)}-${number}`,
    from: day,
    stamp,
    zones: unique(identities.map(zoneKey)),
    cameras: unique(identities.map(({ cameraId }) => cameraId)),
    sites: unique(identities.flatMap(({ siteId }) => siteId ?? [])),
    rows: {
      zones: identities,
      hours: zones.map((bins) => bins.reduce((mask, { hourAt }) => mask | (1 << hourOf(hourAt, day)), 0)),
      columns: Object.fromEntries(columns),
      gaps,
    },
  };
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
const hourOf = (hourAt: number, day: number): number => (hourAt - day) / hourMs;

function identityOf({ cameraId, zoneId, cameraVersion, slotMs, siteId }: BinDocument): ZoneIdentity {
  return { cameraId, zoneId, cameraVersion, slotMs, ...(siteId === undefined ? {} : { siteId }) };
}

function* binsOf(
  zones: readonly (readonly BinDocument[])[],
  day: number,
): Generator<{ at: number; bin: BinDocument }> {
  for (const [zone, bins] of zones.entries())
    for (const bin of bins) yield { at: zone * hoursPerPack + hourOf(bin.hourAt, day), bin };
}

export const packItem = (names: IndexNames, pack: PackDocument): BulkItem => ({
  index: names.packsOf(pack.from),
  id: pack.key,
  document: JSON.stringify(pack),
  overwrite: true,
});

/** A pack as it was read. */
export interface DecodedPack {
  readonly from: number;
  readonly zones: readonly ZoneIdentity[];
  readonly hours: readonly number[];
  readonly columns: ReadonlyMap<string, Column>;
  readonly gaps: PackDocument['rows']['gaps'];
}

export function decodePack({ from, rows }: PackDocument): DecodedPack {
  const columns = new Map(
    Object.entries(rows.columns ?? {}).map(([name, text]) => [name, decodeColumn(text)]),
  );
  return { from, zones: rows.zones, hours: rows.hours, columns, gaps: rows.gaps };
}

/** UTC days that are completely inside [from, to), epoch ms. */
export function wholeDays(from: number, to: number): readonly number[] {
  const days: number[] = [];
  for (let day = Math.ceil(from / dayMs) * dayMs; day + dayMs <= to; day += dayMs) days.push(day);
  return days;
}
