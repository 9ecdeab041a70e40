import {
  liveTrialInput,
  trialInput,
  type CameraResponse,
  type LiveTrialResponse,
  type TrialResponse,
  type ZoneInput,
} from '@vialog/contracts';
import { invalid, ok, problem, type MockResponse } from './mock-responses.ts';

const [width, height] = [320, 180];
const grantMs = 600_000;

/** Pictures and trials of streams that are not registered. `areOff`: the server was started with VIALOG_STILLS=off. */
export class MockStills {
  #reasons = 0;
  /** Requests for the numbers of each live trial. */
  readonly #reads = new Map<string, number>();

  respond(
    { method, path, body }: { method: string; path: string; body: unknown },
    { now, areOff }: { now: number; areOff: boolean },
  ): MockResponse {
    if (areOff) return problem(403, 'STILLS_OFF', 'Pictures are switched off: VIALOG_STILLS is off.');
    const [grantId, part] = path.split('/').slice(4);
    if (grantId === undefined) return this.#grant(body as { reason: string }, now);
    if (part === 'trial' && method === 'POST') return trial(body, { now, grantId });
    if (part === 'live-trial') return this.liveTrial(body, now);
    return { status: 200, picture: picture(part === 'trials') };
  }

  /** A synthetic camera has a picture without a grant; the others do not respond. */
  ofCamera({ streamKind }: Pick<CameraResponse, 'streamKind'>): MockResponse {
    if (streamKind === 'synthetic') return { status: 200, picture: picture(false) };
    return problem(503, 'STILL_UNAVAILABLE', 'The camera did not respond within 10 s.');
  }

  /** Each request finds one more inbound car, and every second one an outbound bus. */
  liveTrial(body: unknown, now: number): MockResponse {
    const input = liveTrialInput.safeParse(body);
    if (!input.success) return invalid(input.error);
    const { zones, model, liveTrialId = `live${String(this.#reads.size + 1).padStart(8, '0')}` } = input.data;
    const reads = this.#reads.get(liveTrialId) ?? 0;
    this.#reads.set(liveTrialId, reads + 1);
    const crossings = { inbound: { car: reads }, outbound: { bus: Math.floor(reads / 2) } };
    const response: LiveTrialResponse = {
      liveTrialId,
      model: model?.modelId ?? 'nanodet-g-416',
      frames: reads * 5,
      zones: zones.map((zone) =>
        zone.kind === 'line' ? { zoneId: zone.zoneId, counts: {}, total: 0, ...crossings } : countOf(zone),
      ),
      warnings: [],
      ...(reads === 0 ? {} : { framesPerSecond: 5, startedAt: new Date(now - reads * 1_000).toISOString() }),
    };
    return ok(response);
  }

  #grant({ reason }: { reason: string }, now: number): MockResponse {
    this.#reasons += 1;
    const grantId = `grant${String(this.#reasons).padStart(7, '0')}`;
    const expiresAt = new Date(now + grantMs).toISOString();
    return { status: 201, body: { grantId, reason, grantedTo: 'administrator', expiresAt } };
  }
}

function trial(body: unknown, { now, grantId }: { now: number; grantId: string }): MockResponse {
  const input = trialInput.safeParse(body);
  if (!input.success) return invalid(input.error);
  const { zones, outlines, model } = input.data;
  const response: TrialResponse = {
    capturedAt: new Date(now).toISOString(),
    width,
    height,
    model: model?.modelId ?? 'nanodet-g-416',
    zones: [{ zoneId: 'view', total: 7, counts: { car: 7 } }, ...zones.map(countOf)],
    warnings: [],
  };
  const outlinesPath = `/v1/streams/still-grants/${grantId}/trials/trial0000001/outlines`;
  return ok(outlines ? { ...response, outlinesPath } : response);
}

const countOf = ({ zoneId, kind, bays }: ZoneInput) => ({
  zoneId,
  total: 3,
  counts: { car: 3 },
  ...(kind === 'bays' ? { bays: (bays ?? []).map((_, at) => (at % 2 === 0 ? '1' : '0')).join('') } : {}),
});

/** A picture of a street as an uncompressed bitmap, bottom row first. */
function picture(hasOutlines: boolean): Uint8Array {
  const header = Buffer.alloc(54);
  header.write('BM');
  header.writeUInt32LE(54 + width * height * 3, 2);
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, height - 1 - Math.floor(at / width)];
    pixels.set(colourAt(x, y, hasOutlines), at * 3);
  }
  return Buffer.concat([header, pixels]);
}

/** Blue, green and red of a pixel: sky, road with a dashed line, and a car. */
function colourAt(x: number, y: number, hasOutlines: boolean): readonly [number, number, number] {
  const isWithin = (halfWidth: number, halfHeight: number) =>
    Math.abs(x - 110) < halfWidth && Math.abs(y - 120) < halfHeight;
  if (isWithin(26, 12)) return [60, 60, 170];
  if (hasOutlines && isWithin(30, 16) && !isWithin(28, 14)) return [206, 207, 126];
  if (y < 60) return [190, 170, 150];
  if (Math.abs(y - 145) < 2 && x % 40 < 20) return [220, 220, 220];
  return [96, 98, 94];
}
