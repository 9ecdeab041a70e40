import type { Camera, CountEvent } from '@vialog/contracts';

/**
 * The result of every slot of a zone, computed from the camera and the clock only: slots that began after the camera
 * became valid and ended by `now`. Does not use the sums of the server.
 */
export function slotsByHand(camera: Camera, zoneId: string, events: readonly CountEvent[], now: number) {
  const slotMs = camera.zones.find((zone) => zone.zoneId === zoneId)?.slotMs ?? Number.NaN;
  const first = Math.ceil(Date.parse(camera.validFromAt) / slotMs) * slotMs;
  const covered = new Map<number, string[]>();
  for (const event of events.filter((known) => known.zoneId === zoneId)) {
    for (let slot = 0; slot < event.slots; slot += 1) {
      const start = Date.parse(event.slotStartAt) + slot * slotMs;
      covered.set(start, [...(covered.get(start) ?? []), event.reason ?? 'measured']);
    }
  }
  const expected: number[] = [];
  for (let start = first; start + slotMs <= now; start += slotMs) expected.push(start);
  return {
    expected,
    missing: expected.filter((start) => !covered.has(start)),
    // A gap record may overlap a measurement or another gap. Two measurements of one slot are a duplicate.
    doubled: [...covered].filter(
      ([, outcomes]) => outcomes.filter((outcome) => outcome === 'measured').length > 1,
    ),
    outcomes: expected.map((start) => outcomeOf(covered.get(start))),
  };
}

const outcomeOf = (outcomes: readonly string[] = []): string =>
  outcomes.includes('measured') ? 'measured' : (outcomes[0] ?? 'missing');
