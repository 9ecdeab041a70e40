import { randomBytes } from 'node:crypto';
import { bindingProblems, type ModelStore } from '@vialog/models';
import { recentCards } from './recent-cards.ts';
import type { CameraCache, Registry, SecretSealer, StreamRules } from '@vialog/registry';
import { systemClock } from '@vialog/service-runtime';

export interface RegistryParts {
  readonly opened: Pick<Registry, 'store' | 'directory' | 'sites' | 'modelBindings'>;
  /** Updated by every write of these use cases. */
  readonly cameras: CameraCache;
  readonly models: ModelStore;
  readonly streams: StreamRules;
  /** Encrypts the credentials of cameras. */
  readonly secrets: SecretSealer;
}

/** The use cases of the registry on an opened registry. */
export function registryUseCases({ opened, cameras, models, streams, secrets }: RegistryParts): Registry {
  const cardOf = recentCards(models, systemClock);
  return {
    store: cameras.wrap(opened.store),
    cameras,
    directory: opened.directory,
    sites: opened.sites,
    modelBindings: opened.modelBindings,
    models: {
      has: async (modelId) => (await cardOf(modelId)) !== undefined,
      problems: async (binding) => {
        const card = await cardOf(binding.modelId);
        return card ? bindingProblems(card, binding) : [];
      },
    },
    streams,
    secrets,
    clock: systemClock,
    random: randomBytes,
  };
}
