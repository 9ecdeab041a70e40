import type { HealthCheck } from './run-checks.ts';

/** Well while the connection to the broker is there. */
export const brokerCheck = (link: { readonly connected: boolean }): HealthCheck => ({
  name: 'broker',
  check: () => {
    if (!link.connected) throw new Error('the broker is away');
  },
});
