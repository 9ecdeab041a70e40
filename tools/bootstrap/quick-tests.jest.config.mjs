import { root } from './stages.mjs';
import { testProjects } from './workspaces.mjs';

/** Layers whose tests use no files, processes or sockets. Adapters and apps are tested by `npm test`. */
const quickLayers = new Set(['layer:contracts', 'layer:domain', 'layer:delivery', 'layer:console']);
const folders = testProjects()
  .filter(({ layer, size }) => size === 'unit' && quickLayers.has(layer))
  .map(({ folder }) => folder);

/**
 * The unit tests of all quick projects in one realm, modules loaded once (`one-realm.mjs`): a third of the time of a realm
 * per file, which `npm test` uses. A single Jest project, because jest-light-runner supports one.
 */
export default {
  rootDir: root,
  roots: folders.map((folder) => `<rootDir>/${folder}/src`),
  testMatch: ['**/*.spec.ts'],
  runner: 'jest-light-runner',
  reporters: ['default', '<rootDir>/tools/bootstrap/jest-count-reporter.mjs'],
};
