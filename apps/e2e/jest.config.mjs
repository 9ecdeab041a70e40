import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'e2e',
  rootDir: import.meta.dirname,
  // Specs mostly wait. One worker at a time runs a cluster, the others do not wait for it.
  maxWorkers: 3,
  testSequencer: '<rootDir>/longest-first.mjs',
};
