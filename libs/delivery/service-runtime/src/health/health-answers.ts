import { z } from 'zod';

export const livenessAnswer = z
  .object({ status: z.literal('ok').describe('The process answers') })
  .describe('Alive');
export type Liveness = z.infer<typeof livenessAnswer>;

/** Anybody may ask, so it names what is not well and keeps the reason for the log. */
export const readinessAnswer = z
  .object({
    status: z
      .enum(['ready', 'not ready'])
      .describe('ready: everything the service cannot work without is well'),
    checks: z
      .array(
        z.object({
          name: z.string().describe('What was looked at'),
          ok: z.boolean().describe('Whether it is well'),
        }),
      )
      .describe('What the service needs; ready while one is not well: it does its work without that one'),
  })
  .describe('Readiness; 503 where it is not ready');
export type Readiness = z.infer<typeof readinessAnswer>;
