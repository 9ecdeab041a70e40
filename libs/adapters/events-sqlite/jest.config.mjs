import preset from '../../../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'events-sqlite',
  rootDir: import.meta.dirname,
};
