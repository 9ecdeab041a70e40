import type { Access } from '@vialog/access';
import type { EventUseCases, LiveHub } from '@vialog/events';
import type { ModelStore } from '@vialog/models';
import type { Registry } from '@vialog/registry';
import type { Metrics } from '@vialog/observability';
import type { HealthCheck } from '@vialog/service-runtime';
import type { HealthBoard } from './health-board.port.ts';
import type { Stills } from './stills.port.ts';

/** Under which names and on which terms this server is reached. */
export interface HttpSettings {
  /** Host names (no port) a request may name besides loopback: DNS rebinding ends here. */
  readonly hosts: readonly string[];
  /** TLS is ended here or by a declared proxy: cookies are `Secure`. */
  readonly secure: boolean;
}

/** Everything the API needs, in one object: the app makes it, `HttpApiModule.register` hands it out by token. */
export interface HttpApiPorts {
  readonly registry: Registry;
  readonly access: Access;
  readonly events: EventUseCases;
  readonly live: LiveHub;
  readonly health: HealthBoard;
  readonly models: ModelStore;
  readonly stills: Stills;
  readonly checks: readonly HealthCheck[];
  readonly metrics: Metrics;
  readonly http: HttpSettings;
}
