import { brokerCheck, type HealthCheck } from '@vialog/service-runtime';

export interface LookedAt {
  readonly registry: { check(): Promise<void> };
  readonly readers: { check(): Promise<void> };
  readonly link: { readonly connected: boolean };
}

/**
 * What makes a running API ready. Registry and event store: without the one it can answer nothing, without the other no
 * search and no trend, and whoever stands in front of several APIs should ask one that can. The broker is optional: while
 * it is away the live feed and how cameras are doing stand still (`vialog_broker_connected` is 0), but searches, trends and the
 * registry answer, and changes reach the broker's copy when it is back. To begin, an API needs it (services.ts): it makes
 * the streams that others wait for.
 */
export function readinessChecks({ registry, readers, link }: LookedAt): readonly HealthCheck[] {
  return [
    { name: 'registry', check: () => registry.check() },
    { name: 'event store', check: () => readers.check() },
    { ...brokerCheck(link), optional: true },
  ];
}
