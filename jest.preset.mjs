/** How TypeScript becomes JavaScript for tests: decorators as Nest needs them, otherwise as written. */
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

/** One jest set-up for every project: native ESM, TypeScript through swc, libraries read from source. */
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
};
