import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'e2e',
  rootDir: import.meta.dirname,
  // Specs mostly wait. Two workers at a time run a cluster, the third does not wait for them.
  maxWorkers: 3,
  testSequencer: '<rootDir>/longest-first.mjs',
};
