import type { TrialJob } from '@vialog/detection';
import { shardOf } from '@vialog/ingest';

/** Stream of frames and its durable consumer: every detector pulls from it. */
export const framesStream = 'FRAMES';
export const framesConsumer = 'detect';

/** Time without an ack after which the broker redelivers a frame to another detector, ms: the consumer's `ack_wait`. */
export const framesAckWaitMs = 2_000;

/**
 * Subject of the frames of a camera. `fencingToken`: `<region>-<shard>:<number>`. The stream keeps one frame per subject:
 * frames of trials and of each live trial have other subjects, so that they replace no frame of a slot or of each other.
 */
export function frameSubject(fencingToken: string, cameraId: string, trial?: TrialJob): string {
  const shard = fencingToken.slice(0, fencingToken.indexOf(':'));
  const subject = `vialog.v1.frames.${shard}.${cameraId}`;
  if (!trial) return subject;
  return trial.live === undefined ? `${subject}.trial` : `${subject}.trial.${trial.live}`;
}

/** Subject of one reply; with `*` the subject on which a sender receives all of its replies. */
export function replySubject(sender: string, number: number | '*'): string {
  return `vialog.v1.answers.${sender}.${number}`;
}

/**
 * Subject of a frame whose camera has tracked zones: not in the stream, because only the detector that holds the lease of the
 * camera's partition may count it.
 */
export const trackedFrameSubject = (cameraId: string): string =>
  `vialog.v1.tracked.${shardOf(cameraId)}.${cameraId}`;

/** Subject of the frames of all cameras of a partition. */
export const partitionSubject = (partition: number): string => `vialog.v1.tracked.${partition}.*`;
