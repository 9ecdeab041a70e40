import { testProjects } from './checks.mjs';
import { root } from './stages.mjs';

/** Layers whose tests touch no file, process or socket of their own; adapters and apps are for `npm test`. */
const quickLayers = new Set(['layer:contracts', 'layer:domain', 'layer:delivery', 'layer:console']);
const projects = testProjects()
  .filter(({ layer, needs }) => needs.length === 0 && quickLayers.has(layer))
  .map(({ path }) => path);

/**
 * The unit tests of all quick projects in one realm, modules loaded once (`one-realm.mjs`): a third of the time they take
 * in a realm a file, which `npm test` gives them. One project for jest, since this runner knows one.
 */
export default {
  rootDir: root,
  roots: projects.map((path) => `<rootDir>/${path}/src`),
  testMatch: ['**/*.spec.ts'],
  runner: 'jest-light-runner',
};
