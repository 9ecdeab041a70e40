import {
  isoOf,
  setCountInput,
  type CameraResponse,
  type SetCount,
  type Site,
  type SiteBalance,
  type Zone,
} from '@vialog/contracts';
import { recordOf } from './measurements.ts';
import { invalid, ok, problem, type MockResponse } from './mock-responses.ts';

interface Gate {
  readonly camera: CameraResponse;
  readonly zone: Zone;
}

interface SiteRequest {
  readonly method: string;
  readonly part: string;
  readonly body: unknown;
  readonly now: number;
}

/** Set counts of the mock sites, and the estimates since them. */
export class MockSetCounts {
  readonly #counts: SetCount[] = [];

  respond(site: Site | undefined, cameras: readonly CameraResponse[], request: SiteRequest): MockResponse {
    if (!site) return problem(404, 'SITE_NOT_FOUND', 'There is no site with this id.');
    const gates = gatesOf(site, cameras);
    if (request.part === 'balance') return ok(this.#balance(site, gates, request.now));
    if (request.method === 'GET') return ok({ items: this.#ofSite(site) });
    return this.#set(site, gates, request);
  }

  #ofSite({ siteId }: Site): readonly SetCount[] {
    return this.#counts.filter((count) => count.siteId === siteId);
  }

  #set(site: Site, gates: readonly Gate[], { body, now }: SiteRequest): MockResponse {
    const input = setCountInput.safeParse(body);
    if (!input.success) return invalid(input.error);
    const { estimate, since } = this.#balance(site, gates, now);
    const [before] = this.#ofSite(site);
    const { count, note } = input.data;
    const drift = before &&
      since &&
      estimate !== null && {
        estimate,
        difference: estimate - count,
        crossings: since.inbound + since.outbound,
        pending: 0,
        sinceAt: before.countedAt,
      };
    const setCount: SetCount = {
      setCountId: String(this.#counts.length + 1).padStart(12, '0'),
      siteId: site.siteId,
      count,
      note,
      countedAt: isoOf(Math.floor(now / 60_000) * 60_000),
      ...(drift && { drift }),
      setBy: 'administrator',
      createdAt: isoOf(now),
    };
    this.#counts.unshift(setCount);
    return { status: 201, body: setCount };
  }

  #balance(site: Site, gates: readonly Gate[], now: number): SiteBalance {
    const head = headOf(site, gates, now);
    const [setCount] = this.#ofSite(site);
    if (gates.length === 0) return { ...head, kind: 'no_gate_lines' };
    if (!setCount) return { ...head, kind: 'no_set_count' };
    const { inbound, outbound } = crossingsSince(gates, Date.parse(setCount.countedAt), now);
    return {
      ...head,
      kind: 'estimated',
      estimate: setCount.count + inbound - outbound,
      plusMinus: 0,
      setCount,
      since: {
        elapsedMs: now - Date.parse(setCount.countedAt),
        inbound,
        outbound,
        balance: inbound - outbound,
        pending: 0,
        unmeasuredMs: 0,
        errorPercent: null,
        handCounts: 0,
      },
    };
  }
}

const gatesOf = ({ siteId }: Site, cameras: readonly CameraResponse[]): readonly Gate[] =>
  cameras.flatMap((camera) =>
    camera.zones
      .filter((zone) => zone.kind === 'line' && zone.role === 'main' && zone.siteId === siteId)
      .map((zone) => ({ camera, zone })),
  );

const headOf = ({ siteId, capacity }: Site, gates: readonly Gate[], now: number) => ({
  siteId,
  readAt: isoOf(now),
  estimate: null,
  plusMinus: null,
  ...(capacity !== undefined && { capacity }),
  classes: ['car', 'bus', 'truck'] as SiteBalance['classes'],
  gateLines: gates.map(({ camera, zone }) => ({
    cameraId: camera.cameraId,
    zoneId: zone.zoneId,
    name: `${camera.name} · ${zone.name}`,
    unmeasuredMs: 0,
  })),
});

function crossingsSince(gates: readonly Gate[], from: number, now: number) {
  const total = { inbound: 0, outbound: 0 };
  for (const { camera, zone } of gates)
    for (let at = from; at + zone.slotMs <= now; at += zone.slotMs) {
      const { inbound = {}, outbound = {} } = recordOf(camera, zone, at, false);
      total.inbound += (inbound.car ?? 0) + (inbound.truck ?? 0);
      total.outbound += (outbound.car ?? 0) + (outbound.truck ?? 0);
    }
  return total;
}
