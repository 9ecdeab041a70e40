import { applyDecorators, SerializeOptions } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { problem } from '@vialog/contracts';
import type { z } from 'zod';

/** Documents the response of a route, validates it and removes fields outside of the schema. Errors are always a `problem`. */
export function ApiResponseSchema(schema: z.ZodType, status = 200): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SerializeOptions({ schema }),
    ApiResponse({ status, description: schema.description ?? 'Success', standardSchema: schema }),
    ApiProblemResponse(),
  );
}

/** Documents the response of a route that is not JSON as a stream of this media type. */
export function ApiStreamResponse(mediaType: string, description: string): MethodDecorator & ClassDecorator {
  const schema = { type: 'string', ...(mediaType.startsWith('text/') ? {} : { format: 'binary' }) };
  return applyDecorators(
    ApiResponse({ status: 200, description, content: { [mediaType]: { schema } } }),
    ApiProblemResponse(),
  );
}

/** Documents the error response of a route whose success response has no schema. */
export function ApiProblemResponse(): MethodDecorator & ClassDecorator {
  return ApiResponse({ status: 'default', description: 'An error', standardSchema: problem });
}
