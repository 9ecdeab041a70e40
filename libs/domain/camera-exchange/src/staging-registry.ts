import type { ModelBinding } from '@vialog/contracts';
import type { CameraChange, ModelBindingStore, ModelCatalogue, Registry } from '@vialog/registry';
import type { CameraIndex } from './camera-index.ts';

/** A registry that collects changes of cameras instead of storing them, and reads cameras from memory. */
export function stagingRegistry(registry: Registry, index: CameraIndex, changes: CameraChange[]): Registry {
  return {
    ...registry,
    store: {
      ...rejected,
      put: (change) => {
        changes.push(change);
        return Promise.resolve();
      },
    },
    directory: {
      latest: (cameraId) => Promise.resolve(index.byId.get(cameraId)),
      list: (filter, page) => registry.directory.list(filter, page),
      versions: (cameraIds) => registry.directory.versions(cameraIds),
    },
    models: rememberModels(registry.models),
    modelBindings: rememberBindings(registry.modelBindings),
  };
}

const notStaged = () => Promise.reject(new Error('an import changes cameras only'));
const rejected = {
  putAll: notStaged,
  putSite: notStaged,
  replaceSecrets: notStaged,
  erase: notStaged,
  zoneIdsEverUsed: notStaged,
};

/** Reads the bindings once per import. */
function rememberBindings(bindings: ModelBindingStore): ModelBindingStore {
  let shared: ReturnType<ModelBindingStore['shared']> | undefined;
  return {
    add: notStaged,
    newest: (scope) => bindings.newest(scope),
    shared: () => (shared ??= bindings.shared()),
    steps: (page) => bindings.steps(page),
  };
}

/** Queries each model once per import: most rows use the same one. */
function rememberModels(models: ModelCatalogue): ModelCatalogue {
  const known = new Map<string, Promise<boolean>>();
  const problems = new Map<string, Promise<readonly string[]>>();
  return {
    has: (modelId) => remember(known, modelId, () => models.has(modelId)),
    problems: (binding: ModelBinding) =>
      remember(problems, JSON.stringify(binding), () => models.problems(binding)),
  };
}

function remember<T>(cache: Map<string, T>, key: string, find: () => T): T {
  const found = cache.get(key) ?? find();
  cache.set(key, found);
  return found;
}
