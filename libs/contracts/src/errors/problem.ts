import { z } from 'zod';
import { errorCatalogue, type ErrorCode } from './error-catalogue.ts';

const codes = Object.keys(errorCatalogue) as [ErrorCode, ...ErrorCode[]];

/** Media type of error responses (RFC 9457, section 3). */
export const problemMediaType = 'application/problem+json';

/** The `type` of a problem: a stable URI that names its kind. It is an identifier, not an address. */
export const problemTypeOf = (code: ErrorCode): string => `urn:vialog:error:${code}`;

/** The body of every error response: problem details (RFC 9457) with the extension members `code`, `details`, `detailCode`, `params` and `correlationId`. */
export const problem = z
  .object({
    type: z.string().describe('URI of the kind of problem, `urn:vialog:error:` and the code'),
    title: z.string().describe('Kind of problem; the same for every occurrence'),
    status: z.int().min(400).max(599).describe('HTTP status code'),
    detail: z.string().describe('What was wrong, what was expected and what to do'),
    instance: z
      .string()
      .optional()
      .describe('Path of the request; absent where the request could not be parsed'),
    code: z.enum(codes).describe('Error code, listed in docs/errors.md'),
    correlationId: z.string().describe('Identifies the request in the log'),
    details: z
      .array(
        z.object({
          path: z.string().optional().describe('Field of the request'),
          from: z.int().min(0).optional().describe('First character of the search line concerned'),
          to: z.int().min(0).optional().describe('Character after the last one concerned'),
          message: z.string().describe('What was expected there'),
          code: z
            .string()
            .optional()
            .describe('What `message` says, for other languages: a code of sentences or of search lines'),
          params: z
            .record(z.string(), z.union([z.string(), z.number()]))
            .optional()
            .describe('Values of the code'),
        }),
      )
      .describe('The invalid fields or characters'),
    detailCode: z
      .string()
      .optional()
      .describe(
        'What `detail` says, for other languages; `error.default` for the sentence that every error of this `code` has; absent for a sentence without a code',
      ),
    params: z
      .record(z.string(), z.string())
      .optional()
      .describe('Values of `detailCode`; a value that is itself a sentence is in English'),
  })
  .describe('Problem details (RFC 9457)');
export type Problem = z.infer<typeof problem>;
