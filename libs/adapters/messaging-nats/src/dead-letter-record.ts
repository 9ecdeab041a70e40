import { z } from 'zod';

/** A dead letter as it lies in the stream DLQ. */
export const deadLetterRecord = z
  .strictObject({
    v: z.literal(1).describe('Record version'),
    key: z.string().describe('The same key again is the same dead letter'),
    subject: z.string().describe('Subject of the message that was given up'),
    durable: z.string().describe('Subscriber that gave it up'),
    body: z
      .string()
      .describe('The message, JSON as far as it could be read; the beginning of a very long one'),
    why: z.string().describe('Why it was given up, for people'),
    at: z.number().int().describe('When it was given up, epoch ms'),
  })
  .describe('A message given up');
