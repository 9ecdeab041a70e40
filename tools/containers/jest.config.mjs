import preset from '../../jest.preset.mjs';

/** Plain JavaScript: it must run on Node 20 before anything is installed. */
export default {
  ...preset,
  displayName: 'containers',
  rootDir: import.meta.dirname,
  testMatch: ['<rootDir>/src/**/*.spec.mjs'],
};
