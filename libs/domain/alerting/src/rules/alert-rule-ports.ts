import type { RandomBytes } from '@vialog/contracts';
import type { EventPorts } from '@vialog/events';
import type { AlertStore } from '../alerts/alert-store.port.ts';
import type { AlertRuleStore } from './alert-rule-store.port.ts';

/** What the use cases of rules need; the event ports check search lines and find zones. */
export interface AlertRulePorts {
  readonly alertRules: AlertRuleStore;
  readonly alerts: AlertStore;
  readonly events: EventPorts;
  readonly random: RandomBytes;
}
