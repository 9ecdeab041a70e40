import type { AlertChannelStore, AlertRulePorts } from '@vialog/alerting';
import type { Clock } from '@vialog/contracts';
import type { EventPorts, StoreStorage } from '@vialog/events';
import type { DeadLetterStore } from '@vialog/messaging';
import type { CameraListPorts, SiteDirectory } from '@vialog/registry';
import type { AttentionSource } from './attention-source.port.ts';
import { alertSource } from './sources/alert-source.ts';
import { cameraSource } from './sources/camera-source.ts';
import { coverageSource } from './sources/coverage-source.ts';
import { deadLetterSource } from './sources/dead-letter-source.ts';
import type { PartResult } from './sources/part-results.ts';
import { modelSource, type ModelSourcePorts } from './sources/model-source.ts';
import { placeSource } from './sources/place-source.ts';
import { queueSource, type QueueLength } from './sources/queue-source.ts';
import { storageSource } from './sources/storage-source.ts';

/** What differs between the profiles: where data is stored and how messages wait. */
export interface AttentionProbes {
  readonly storage: () => Promise<StoreStorage>;
  readonly queues: () => Promise<readonly QueueLength[]>;
  readonly deadLetters: Pick<DeadLetterStore, 'list'>;
}

export interface AttentionPorts extends CameraListPorts, Pick<AlertRulePorts, 'alertRules' | 'alerts'> {
  readonly events: EventPorts;
  readonly alertChannels: AlertChannelStore;
  readonly modelBindings: ModelSourcePorts['modelBindings'];
  readonly sites: Pick<SiteDirectory, 'site' | 'sites'>;
  readonly probes: AttentionProbes;
  /** Runs the readiness checks. */
  readonly parts: () => Promise<readonly PartResult[]>;
  readonly clock: Clock;
}

/** Name of the readiness check of the broker; it belongs to the queues. */
const brokerPart = 'broker';

/** All sources, in the order of their kinds. */
export function attentionSources(ports: AttentionPorts): readonly AttentionSource[] {
  const { probes, events } = ports;
  const partsOf = (isBroker: boolean) => async () =>
    (await ports.parts()).filter(({ name }) => (name === brokerPart) === isBroker);
  return [
    alertSource(ports),
    placeSource(events),
    cameraSource(ports),
    coverageSource(ports),
    modelSource(ports),
    storageSource({ parts: partsOf(false), storage: probes.storage }),
    queueSource({ ...ports, parts: partsOf(true), queues: probes.queues }),
    deadLetterSource({ ...ports, deadLetters: probes.deadLetters }),
  ];
}
