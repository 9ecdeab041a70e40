import { z } from 'zod';
import { errorCatalogue, type ErrorCode } from './error-catalogue.ts';

const codes = Object.keys(errorCatalogue) as [ErrorCode, ...ErrorCode[]];

/** The body of every error answer. */
export const problem = z
  .object({
    code: z.enum(codes).describe('What went wrong, one of the catalogue'),
    message: z.string().describe('What was expected, what was found, what to do'),
    correlationId: z.string().describe('Finds this request in the log'),
    details: z
      .array(
        z.object({
          path: z.string().optional().describe('Field of the request'),
          from: z.int().min(0).optional().describe('First character of the search line concerned'),
          to: z.int().min(0).optional().describe('Character behind the last one concerned'),
          message: z.string().describe('What was expected there'),
        }),
      )
      .describe('Where'),
  })
  .describe('An error');
export type Problem = z.infer<typeof problem>;
