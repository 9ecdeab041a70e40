/** How SWC compiles TypeScript for tests: decorators as Nest needs them, everything else as written. */
export const swcOptions = {
  swcrc: false,
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', decorators: true },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      useDefineForClassFields: true,
    },
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

/** Jest settings of every project: native ESM, TypeScript through SWC, libraries read from source. */
export default {
  testEnvironment: import.meta.dirname + '/jest.environment.mjs',
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  testEnvironmentOptions: {
    customExportConditions: ['@vialog/source', 'node', 'node-addons'],
  },
  transform: { '^.+\\.ts$': ['@swc/jest', swcOptions] },
  coverageProvider: 'babel',
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.spec.ts', '!src/main.ts'],
  // A deadline that ends a test that hangs. It does not measure speed: tests pass on a loaded machine.
  testTimeout: 1_200_000,
  // In CI a failed test that leaves a process behind must not block the whole run. Elsewhere Jest waits and shows the leak.
  forceExit: process.env.CI === 'true',
  // Nx runs projects side by side.
  maxWorkers: 1,
  reporters: ['default', import.meta.dirname + '/tools/bootstrap/jest-count-reporter.mjs'],
};
