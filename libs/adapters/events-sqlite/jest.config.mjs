import preset from '../../../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'events-sqlite',
  rootDir: import.meta.dirname,
  // Most tests start a thread and a process of their own, which takes its time on a busy machine.
  testTimeout: 30_000,
};
