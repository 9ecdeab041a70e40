import type { Clock, ModelBinding, RandomBytes, Stream } from '@vialog/contracts';
import type { CameraDirectory, SiteDirectory } from './camera-directory.port.ts';
import type { CameraStore } from './camera-store.port.ts';
import type { ModelBindingStore } from './model-bindings/model-binding-store.port.ts';
import type { CameraReadModel } from './read-model/camera-read-model.port.ts';
import type { SecretSealer } from './stream-secrets.port.ts';

/** The models a camera may be bound to. */
export interface ModelCatalogue {
  has(modelId: string): Promise<boolean>;
  /** Why an installed model cannot be bound this way: sentences for users; empty when it can. */
  problems(binding: ModelBinding): Promise<readonly string[]>;
}

/** Which streams may be used here (address ranges, allowed folder). The contract checks their form. */
export interface StreamRules {
  /** One sentence for users, without credentials; undefined when the stream may be used. */
  rejection(stream: Stream): Promise<string | undefined>;
}

/** The ports that the use cases of the registry need. */
export interface Registry {
  readonly store: CameraStore;
  readonly directory: CameraDirectory;
  readonly cameras: CameraReadModel;
  readonly sites: SiteDirectory;
  readonly models: ModelCatalogue;
  readonly modelBindings: ModelBindingStore;
  readonly streams: StreamRules;
  readonly secrets: SecretSealer;
  readonly clock: Clock;
  readonly random: RandomBytes;
}
