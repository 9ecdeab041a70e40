import preset from '../../jest.preset.mjs';

/** Tests pure functions in Node; apps/e2e tests in a browser everything that is seen or clicked. */
export default { ...preset, displayName: 'console', rootDir: import.meta.dirname };
