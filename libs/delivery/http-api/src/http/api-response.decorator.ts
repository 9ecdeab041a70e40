import { applyDecorators, SerializeOptions } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { problem } from '@vialog/contracts';
import type { z } from 'zod';

/** What a route answers: documents it, and validates and strips what leaves. Errors are always a `problem`. */
export function ApiResponseSchema(schema: z.ZodType, status = 200): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SerializeOptions({ schema }),
    ApiResponse({ status, description: schema.description ?? 'Done', standardSchema: schema }),
    ApiProblemResponse(),
  );
}

/** What a route answers that is no JSON: documents it as a stream of this media type. */
export function ApiStreamResponse(mediaType: string, description: string): MethodDecorator & ClassDecorator {
  const schema = { type: 'string', ...(mediaType.startsWith('text/') ? {} : { format: 'binary' }) };
  return applyDecorators(
    ApiResponse({ status: 200, description, content: { [mediaType]: { schema } } }),
    ApiProblemResponse(),
  );
}

/** Documents the error answer of a route whose good answer has no schema. */
export function ApiProblemResponse(): MethodDecorator & ClassDecorator {
  return ApiResponse({ status: 'default', description: 'An error', standardSchema: problem });
}
