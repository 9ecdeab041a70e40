import { StandardSchemaValidationPipe, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { ValidationException, type SchemaIssue } from './validation-exception.ts';

/**
 * Validates parameters by the schema their decorator names; what does not fit becomes VALIDATION_FAILED with paths. An id
 * in the address has no path of its own: its parameter's name says where.
 */
export const validationPipe = (): PipeTransform => ({
  transform: (value: unknown, metadata: ArgumentMetadata): Promise<unknown> => {
    const at = metadata.type === 'param' ? metadata.data : undefined;
    const exceptionFactory = (issues: readonly SchemaIssue[]) => new ValidationException(issues, at);
    return new StandardSchemaValidationPipe({ exceptionFactory }).transform(value, metadata);
  },
});
