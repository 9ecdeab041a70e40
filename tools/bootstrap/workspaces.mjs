import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './stages.mjs';

const readManifest = (folder) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));

/** Folders of all packages of the workspace, relative to the root. `workspaces` of package.json is the only list. */
export function workspaceFolders() {
  return readManifest('.')
    .workspaces.flatMap((pattern) =>
      pattern.endsWith('/*') ? foldersIn(pattern.slice(0, -'/*'.length)) : [pattern],
    )
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .sort();
}

/** Bootstrap scripts run on Node.js 20, which has no `globSync`. */
const foldersIn = (parent) =>
  existsSync(join(root, parent)) ? readdirSync(join(root, parent)).map((name) => `${parent}/${name}`) : [];

/**
 * Every project with tests: name, folder, layer, the system packages that its package.json lists in `vialog.needs`, and
 * its size. `unit`: starts no server; `integration`: needs one; `e2e`: runs the compiled product.
 */
export function testProjects() {
  return workspaceFolders()
    .filter((folder) => existsSync(join(root, folder, 'jest.config.mjs')))
    .map((folder) => {
      const { name, nx, vialog } = readManifest(folder);
      const needs = vialog?.needs ?? [];
      const size = folder === 'apps/e2e' ? 'e2e' : needs.length > 0 ? 'integration' : 'unit';
      return { name, folder, layer: nx?.tags?.[0], needs, size };
    });
}

/** Layers whose tests use no files, processes or sockets. */
const quickLayers = new Set(['layer:contracts', 'layer:domain', 'layer:delivery', 'layer:console']);

/** Whether the tests of a project may share one realm with those of other projects: `quick-tests.jest.config.mjs`. */
export const isQuick = ({ layer, size }) => size === 'unit' && quickLayers.has(layer);
