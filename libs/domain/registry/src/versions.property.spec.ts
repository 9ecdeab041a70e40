import { expect, test } from '@jest/globals';
import { epochOf, zonesInput, type Camera } from '@vialog/contracts';
import { boundaryAtOrAfter, commonSlotMs } from '@vialog/measuring';
import fc from 'fast-check';
import { changeCamera } from './change-camera.ts';
import { fakeRegistry, givenCamera, type FakeRegistry } from './fixed-registry.fake.ts';
import { pauseCamera } from './pause-camera.ts';
import { resumeCamera } from './resume-camera.ts';
import { setZones } from './set-zones.ts';

type Edit = (registry: FakeRegistry, cameraId: string, index: number) => Promise<unknown>;

const viewOf =
  (slotMs: number): Edit =>
  (registry, cameraId) =>
    setZones(
      registry,
      cameraId,
      zonesInput.parse({ zones: [{ zoneId: 'view', name: 'view', kind: 'area', slotMs }] }),
    );
const edits: readonly Edit[] = [
  (registry, cameraId, index) => changeCamera(registry, cameraId, { name: `name ${index}` }),
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

/** The version by which a slot at this time is counted: the last one that is valid. */
const validAt = (versions: readonly Camera[], at: number): Camera | undefined =>
  versions.filter((version) => epochOf(version.validFromAt) <= at).at(-1);

test('no sequence of changes lets a version start within a slot', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      const registry = fakeRegistry();
      const { cameraId } = await givenCamera(registry);
      for (const [index, { edit, waitMs }] of script.entries()) {
        registry.clock.epochMs += waitMs;
        const { memory } = registry;
        const known = await memory.versions([cameraId]);
        await edit(registry, cameraId, index);
        const created = (await memory.versions([cameraId])).slice(known.length);
        for (const version of created) expectBoundary(known, version, registry.clock.epochMs);
      }
    }),
    { numRuns: 150 },
  );
});

function expectBoundary(known: readonly Camera[], created: Camera, now: number): void {
  const validFrom = epochOf(created.validFromAt);
  expect(validFrom).toBeGreaterThan(now);
  expect(validFrom).toBeGreaterThanOrEqual(epochOf(known.at(-1)?.validFromAt ?? ''));
  const previous = validAt(known, validFrom - 1);
  if (!previous) return;
  const slots = commonSlotMs(previous.zones.map((zone) => zone.slotMs));
  expect(boundaryAtOrAfter(validFrom, slots)).toBe(validFrom);
}
