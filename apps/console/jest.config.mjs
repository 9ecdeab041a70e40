import preset from '../../jest.preset.mjs';

/** Pure functions only, in Node; everything seen or clicked is tested in a browser by apps/e2e. */
export default { ...preset, displayName: 'console', rootDir: import.meta.dirname };
