import { expect, test } from '@jest/globals';
import { epochOf, zonesInput, type Camera } from '@vialog/contracts';
import { boundaryAtOrAfter, commonSlotMs } from '@vialog/measuring';
import fc from 'fast-check';
import { changeCamera } from './change-camera.ts';
import { fakeRegistry, givenCamera, type FakeRegistry } from './fixed-registry.fake.ts';
import { pauseCamera } from './pause-camera.ts';
import { resumeCamera } from './resume-camera.ts';
import { setZones } from './set-zones.ts';

type Edit = (registry: FakeRegistry, cameraId: string, nth: number) => Promise<unknown>;

const viewOf =
  (slotMs: number): Edit =>
  (registry, cameraId) =>
    setZones(
      registry,
      cameraId,
      zonesInput.parse({ zones: [{ zoneId: 'view', name: 'view', kind: 'area', slotMs }] }),
    );
const edits: readonly Edit[] = [
  (registry, cameraId, nth) => changeCamera(registry, cameraId, { name: `name ${nth}` }),
  pauseCamera,
  resumeCamera,
  viewOf(10_000),
  viewOf(60_000),
  viewOf(900_000),
];

const steps = fc.array(
  fc.record({ edit: fc.constantFrom(...edits), waitMs: fc.integer({ min: -5_000, max: 2_000_000 }) }),
  { maxLength: 12 },
);

/** The version a slot at this moment is counted by: the last of those whose time has come. */
const inForceAt = (versions: readonly Camera[], at: number): Camera | undefined =>
  versions.filter((version) => epochOf(version.validFromAt) <= at).at(-1);

test('whatever is changed whenever, no slot is ever half one version and half another', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      const registry = fakeRegistry();
      const { cameraId } = await givenCamera(registry);
      for (const [nth, { edit, waitMs }] of script.entries()) {
        registry.clock.epochMs += waitMs;
        const before = registry.memory;
        const known = await before.versions([cameraId]);
        await edit(registry, cameraId, nth);
        const made = (await before.versions([cameraId])).slice(known.length);
        for (const version of made) holds(known, version, registry.clock.epochMs);
      }
    }),
    { numRuns: 150 },
  );
});

function holds(known: readonly Camera[], made: Camera, now: number): void {
  const validFrom = epochOf(made.validFromAt);
  expect(validFrom).toBeGreaterThan(now);
  expect(validFrom).toBeGreaterThanOrEqual(epochOf(known.at(-1)?.validFromAt ?? ''));
  const replaced = inForceAt(known, validFrom - 1);
  if (!replaced) return;
  const slots = commonSlotMs(replaced.zones.map((zone) => zone.slotMs));
  expect(boundaryAtOrAfter(validFrom, slots)).toBe(validFrom);
}
