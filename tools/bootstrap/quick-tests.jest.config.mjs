import { root } from './stages.mjs';
import { isQuick, testProjects } from './workspaces.mjs';

const folders = testProjects()
  .filter(isQuick)
  .map(({ folder }) => folder);

/**
 * The unit tests of all quick projects in one realm, modules loaded once (`one-realm.mjs`): a third of the time of a realm
 * per file, which `npm run test:unit` uses. A single Jest project, because jest-light-runner supports one.
 */
export default {
  rootDir: root,
  roots: folders.map((folder) => `<rootDir>/${folder}/src`),
  testMatch: ['**/*.spec.ts'],
  runner: 'jest-light-runner',
  reporters: ['default', '<rootDir>/tools/bootstrap/jest-count-reporter.mjs'],
};
