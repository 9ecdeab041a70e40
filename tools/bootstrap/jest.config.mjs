import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'bootstrap',
  rootDir: import.meta.dirname,
  testMatch: ['<rootDir>/*.spec.mjs'],
};
