import type { Clock, ModelBinding, Stream } from '@vialog/contracts';
import type { CameraDirectory, SiteDirectory } from './camera-directory.port.ts';
import type { CameraStore } from './camera-store.port.ts';
import type { RandomBytes } from './new-id.ts';

/** What is known of the models a camera may be bound to. */
export interface ModelCatalogue {
  has(modelId: string): Promise<boolean>;
  /** What does not fit between a model that is there and a camera's binding to it, sentences for people. */
  problems(binding: ModelBinding): Promise<readonly string[]>;
}

/** Which streams may be used here (address ranges, allowed folder). Shapes are the contract's business. */
export interface StreamRules {
  /** One sentence for people, without credentials, or undefined where the stream may be used. */
  refusal(stream: Stream): Promise<string | undefined>;
}

/** Everything the use cases of the registry need; composed once by the app. */
export interface Registry {
  readonly store: CameraStore;
  readonly directory: CameraDirectory;
  readonly sites: SiteDirectory;
  readonly models: ModelCatalogue;
  readonly streams: StreamRules;
  readonly clock: Clock;
  readonly random: RandomBytes;
}
