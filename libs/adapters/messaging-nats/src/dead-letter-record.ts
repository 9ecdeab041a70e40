import { z } from 'zod';

/** A dead letter as stored in the stream DLQ. */
export const deadLetterRecord = z
  .strictObject({
    v: z.literal(1).describe('Record version'),
    key: z.string().describe('Two dead letters with the same key are one'),
    subject: z.string().describe('Subject of the message'),
    durable: z.string().describe('Consumer whose handler rejected the message'),
    body: z.string().describe('Body of the message; long bodies are cut off'),
    why: z.string().describe('Reason, for operators'),
    at: z.number().int().describe('Time at which the message became a dead letter, epoch ms'),
  })
  .describe('Dead letter');
