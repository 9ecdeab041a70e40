/** Stream of frames and its one durable consumer: every detector pulls from it. */
export const framesStream = 'FRAMES';
export const framesDurable = 'detect';

/** How long a detector may be silent about a frame before another gets it, ms: the consumer's `ack_wait`. */
export const framesAckWaitMs = 2_000;

/** Subject of a camera's frames. `fence`: `<region>-<shard>:<number>`. */
export function frameSubject(fence: string, cameraId: string): string {
  return `vialog.v1.frames.${fence.slice(0, fence.indexOf(':'))}.${cameraId}`;
}

/** Subject of one answer, and the one on which a sender hears all of its answers (`*`). */
export function answerSubject(sender: string, number: number | '*'): string {
  return `vialog.v1.answers.${sender}.${number}`;
}
