import { expect, test } from '@jest/globals';
import { base, cameraOf } from './camera.fixture.ts';
import { neededVersions } from './needed-versions.ts';

const versionAt = (version: number, validFrom: number) => cameraOf({ version, validFrom });
const numbersOf = (...[versions, oldest]: Parameters<typeof neededVersions>): number[] =>
  neededVersions(versions, oldest).map(({ version }) => version);

test('the version in force stays however many later versions wait for the next boundary', () => {
  const waiting = Array.from({ length: 500 }, (_, i) => versionAt(i + 2, base + 3_600_000));
  expect(numbersOf([versionAt(1, base), ...waiting], base)).toEqual([1, 501]);
});

test('versions that ended before the oldest undecided slot are not needed', () => {
  const versions = [3, 1, 2].map((version) => versionAt(version, base + version * 10_000));
  expect(numbersOf(versions, base + 19_999)).toEqual([1, 2, 3]);
  expect(numbersOf(versions, base + 20_000)).toEqual([2, 3]);
  expect(numbersOf(versions, base + 3_600_000)).toEqual([3]);
});
