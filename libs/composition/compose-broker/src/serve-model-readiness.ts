import type { Detector } from '@vialog/detection';
import { replyModelReadiness } from '@vialog/detection-nats';
import type { NatsLink } from '@vialog/nats';

/** Loads models when ingests request it, before cameras change to them. Call the returned function to stop. */
export const serveModelReadiness = ({ connection }: NatsLink, detector: Detector): (() => void) =>
  replyModelReadiness(connection, detector);
