import { frameMessages, isoOf, type FrameReply, type GapReason } from '@vialog/contracts';
import { needsTracks, unpackYuv420p, type DetectorReply } from '@vialog/detection';
import { shardOf } from '@vialog/ingest';
import type { Msg } from '@nats-io/transport-node';
import { unpackRecord } from '@vialog/nats';
import type { PendingFrame } from './camera-send-queues.ts';

export const failed = (reason: GapReason, detail: string): DetectorReply => ({
  kind: 'failed',
  reason,
  detail,
});
export const down = (detail: string): DetectorReply => failed('detector_down', detail);

/** Status that the broker replies with when no process subscribes to the subject of a request. */
const noResponders = 503;

/** Whether the broker reports that no detector receives the frame. */
export const hasNoReceiver = (message: Msg): boolean =>
  message.data.length === 0 && message.headers?.code === noResponders;

interface ReadReply {
  readonly record: FrameReply;
  readonly bytes: Uint8Array | undefined;
}

/** A reply that matches its schema; undefined otherwise. */
export function readReply(message: Msg): ReadReply | undefined {
  try {
    const { record, bytes } = unpackRecord(message);
    return { record: frameMessages['vialog.v1.answers'].parse(record), bytes };
  } catch {
    return undefined;
  }
}

/** The reply of a detector for this frame, or a failure when it is invalid or for another frame. */
export function replyOf(read: ReadReply | undefined, { frame, job }: PendingFrame): DetectorReply {
  if (!read) return down('A detector sent an invalid reply.');
  const { record, bytes } = read;
  if (needsTracks(job) && !isLeaseOf(frame.cameraId, record.lease))
    return down('A detector sent a reply without the lease of the camera.');
  if (record.kind === 'failed') return failed(record.reason, record.detail);
  const { count, outlined } = record;
  const isSameFrame =
    count.cameraId === frame.cameraId &&
    count.cameraVersion === frame.cameraVersion &&
    count.capturedAt === isoOf(frame.capturedAt);
  if (!isSameFrame) return down('A detector sent a reply for another frame.');
  return outlined && bytes
    ? { kind: 'counted', count, outlined: unpackYuv420p(outlined, bytes) }
    : { kind: 'counted', count };
}

const isLeaseOf = (cameraId: string, lease = ''): boolean => lease.includes(`-${shardOf(cameraId)}:`);
