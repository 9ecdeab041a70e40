import { z } from 'zod';

export const livenessResponse = z
  .object({ status: z.literal('ok').describe('The process responds') })
  .describe('Liveness');
export type Liveness = z.infer<typeof livenessResponse>;

/** Readable without authentication: it names failed checks; the reasons are only logged. */
export const readinessResponse = z
  .object({
    status: z.enum(['ready', 'not ready']).describe('ready: all required checks pass'),
    checks: z
      .array(
        z.object({
          name: z.string().describe('Dependency or part that is checked'),
          ok: z.boolean().describe('Whether the check passes'),
        }),
      )
      .describe('All checks; a failed optional check does not change the status'),
  })
  .describe('Readiness; status 503 if not ready');
export type Readiness = z.infer<typeof readinessResponse>;
