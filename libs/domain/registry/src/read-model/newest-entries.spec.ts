import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fakeRegistry, givenCamera } from '../fixed-registry.fake.ts';
import { compareNames } from '../name-order.ts';
import { NewestEntries } from './newest-entries.ts';

const name = fc.oneof(
  fc.string({ minLength: 1, maxLength: 3 }),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
);
const steps = fc.array(
  fc.record({ kind: fc.constantFrom('set', 'set', 'delete', 'read'), id: fc.nat(9), name }),
  { maxLength: 40 },
);

test('the entries equal the cameras sorted by code points of the folded name after any changes', async () => {
  const camera = await givenCamera(fakeRegistry());
  fc.assert(
    fc.property(steps, (changes) => {
      const entries = new NewestEntries();
      const names = new Map<string, string>();
      for (const { kind, id, name } of changes) {
        const cameraId = `cam00000000${id}`;
        if (kind === 'set') entries.set({ ...camera, cameraId, name });
        if (kind === 'set') names.set(cameraId, name);
        if (kind === 'delete') entries.delete(cameraId);
        if (kind === 'delete') names.delete(cameraId);
        if (kind === 'read') entries.sorted();
      }
      const expected = [...names].map(([id, name]) => ({ id, name })).sort(compareNames);
      const found = entries.sorted().map(({ camera }) => ({ id: camera.cameraId, name: camera.name }));
      expect(found).toEqual(expected);
    }),
  );
});
