import {
  epochOf,
  eventRetentionMs,
  isoOf,
  VialogError,
  type SetCount,
  type Site,
  type SiteBalance,
} from '@vialog/contracts';
import { isRegisteredIn, type EstimateReading } from '@vialog/measuring';
import { allSites } from '@vialog/registry';
import { estimateFacts, readEstimateAt, type EstimateFacts } from '../site-estimate/estimate-facts.ts';
import { correctionOf } from '../site-estimate/zone-correction.ts';
import type { EventPorts } from './event-ports.ts';

/**
 * The estimated number of vehicles in a site now: the newest set count plus inbound minus outbound crossings of the gate
 * lines since then, with what may have made it drift.
 * @throws {VialogError} SITE_NOT_FOUND
 */
export async function readSiteBalance(ports: EventPorts, siteId: string): Promise<SiteBalance> {
  const site = await siteOf(ports, siteId);
  const now = ports.clock.now();
  const [setCount] = await ports.setCounts.ofSite(siteId, { limit: 1 });
  const from = setCount ? epochOf(setCount.countedAt) : now;
  const all = await estimateFacts(ports, siteId);
  const facts = { ...all, lines: all.lines.filter((line) => isRegisteredIn(line, { from, to: now + 1 })) };
  const head = headOf(site, facts, now);
  if (facts.lines.length === 0) return { ...head, kind: 'no_gate_lines', ...(setCount && { setCount }) };
  if (!setCount) return { ...head, kind: 'no_set_count' };
  const oldAt = from + eventRetentionMs;
  if (oldAt < now)
    return {
      ...head,
      kind: 'unknown',
      setCount,
      unknownFromAt: isoOf(oldAt),
      unknownReason: 'set_count_old',
    };
  const reading = await readEstimateAt(ports, facts, { at: now, setCount });
  return balanceOf(ports, { site, head, facts, setCount, reading });
}

type Head = Omit<SiteBalance, 'kind'>;

function headOf(site: Site, { lines, classes }: EstimateFacts, now: number): Head {
  return {
    siteId: site.siteId,
    readAt: isoOf(now),
    estimate: null,
    plusMinus: null,
    ...(site.capacity !== undefined && { capacity: site.capacity }),
    classes: [...classes],
    gateLines: lines.map(({ cameraId, zoneId, name }) => ({ cameraId, zoneId, name, unmeasuredMs: 0 })),
  };
}

interface Known {
  readonly site: Site;
  readonly head: Head;
  readonly facts: EstimateFacts;
  readonly setCount: SetCount;
  readonly reading: EstimateReading;
}

async function balanceOf(ports: EventPorts, known: Known): Promise<SiteBalance> {
  const { site, head, facts, setCount, reading } = known;
  const { unknown, estimate, plusMinus, unmeasuredMs } = reading;
  const gateLines = facts.lines.map(({ key, cameraId, zoneId, name }) => ({
    cameraId,
    zoneId,
    name,
    unmeasuredMs: unmeasuredMs.get(key) ?? 0,
  }));
  const found = { ...head, gateLines, setCount, since: sinceOf(facts, reading) };
  if (unknown)
    return { ...found, kind: 'unknown', unknownFromAt: isoOf(unknown.from), unknownReason: unknown.reason };
  const impossible = impossibleOf(site, estimate);
  const correction = await correctionOf(ports, site, estimate);
  return {
    ...found,
    kind: 'estimated',
    estimate,
    plusMinus,
    ...(impossible && { impossible }),
    ...(correction && { correction }),
  };
}

function sinceOf(
  { handCounts, errorRatio }: EstimateFacts,
  { at, known, inbound, outbound, pending, unmeasuredMs }: EstimateReading,
): NonNullable<SiteBalance['since']> {
  return {
    elapsedMs: at - (known?.at ?? at),
    inbound,
    outbound,
    balance: inbound - outbound,
    pending,
    unmeasuredMs: [...unmeasuredMs.values()].reduce((sum, time) => sum + time, 0),
    errorPercent: errorRatio === undefined ? null : Math.round(errorRatio * 1000) / 10,
    handCounts,
  };
}

function impossibleOf({ capacity }: Site, estimate: number): SiteBalance['impossible'] {
  if (estimate < 0) return 'below_zero';
  return capacity !== undefined && estimate > capacity ? 'above_capacity' : undefined;
}

/** @throws {VialogError} SITE_NOT_FOUND */
export async function siteOf(ports: Pick<EventPorts, 'sites'>, siteId: string): Promise<Site> {
  const site = (await allSites(ports.sites)).find((one) => one.siteId === siteId);
  if (site) return site;
  throw new VialogError('SITE_NOT_FOUND', `There is no site "${siteId}".`);
}
